import COpenLDAP
import Directory
import Foundation

/// A connection to one server. It can only read.
///
/// Safe to use from any task; requests are sent in the order in which they are made. Each connection has a thread of its
/// own; who wants to read in parallel opens several.
public actor LDAPConnection {
    /// The server.
    public nonisolated let endpoint: LDAPEndpoint

    private nonisolated let thread: LDAPThread
    private(set) var handle: LDAPHandle?
    var operations: [Int32: PendingOperation] = [:]
    /// The operations whose answers are handed out in parts, until their ends have been taken.
    var streams: [Int32: PendingOperation] = [:]

    /// The connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Opens a connection, TLS included; nobody is signed in yet.
    public static func connect(to endpoint: LDAPEndpoint) async throws(LDAPError) -> LDAPConnection {
        let connection = LDAPConnection(endpoint)
        try await connection.open()
        return connection
    }

    private init(_ endpoint: LDAPEndpoint) {
        self.endpoint = endpoint
        thread = LDAPThread()
    }

    // The handle frees itself; an isolated deinit would break importing modules in release builds (Swift 6.3).
    deinit { thread.stop() }

    private func open() throws(LDAPError) {
        let handle = try Handshake.open(endpoint)
        self.handle = handle
        thread.setPump { [weak self] in self?.assumeIsolated { $0.pump() } }
    }

    /// Ends the connection; requests that wait fail.
    public func close() {
        fail(LDAPError(.serverDown, "The connection to \(endpoint.url) was closed.", at: endpoint))
        handle = nil
        thread.setInterest(LDAPThread.Interest())
    }

    /// The negotiated protocol version and cipher, or nothing without TLS.
    public var security: (version: String, cipher: String)? {
        guard let handle, ldap_tls_inplace(handle.pointer) != 0 else { return nil }
        return (handle.text(LDAP_OPT_X_TLS_VERSION) ?? "TLS", handle.text(LDAP_OPT_X_TLS_CIPHER) ?? "")
    }

    /// The certificate that the server has shown, or nothing without TLS.
    public var certificate: ServerCertificate? {
        guard let handle, ldap_tls_inplace(handle.pointer) != 0 else { return nil }
        return ServerCertificate(der: handle.peerCertificate)
    }

    /// The certificate of a server, read over a connection on which nothing is checked and nothing is said.
    ///
    /// It tells what a person would have to trust; it proves nothing.
    public static func certificate(shownBy endpoint: LDAPEndpoint) async throws(LDAPError) -> ServerCertificate {
        let connection = LDAPConnection(endpoint)
        return try await connection.look()
    }

    private func look() throws(LDAPError) -> ServerCertificate {
        guard let certificate = try Handshake.look(endpoint) else {
            throw LDAPError(.tlsFailed, "\(endpoint.url) shows no certificate that can be read.", at: endpoint)
        }
        return certificate
    }

    /// Signs in.
    ///
    /// A password is refused here, before anything is sent, when it is empty (RFC 4513 section 5.1.2 would make that an
    /// anonymous success) or when it would cross the network without TLS.
    public func bind(_ credentials: LDAPCredentials) async throws(LDAPError) {
        let handle = try open(for: "the sign-in")
        var identifier: Int32 = 0
        let code: Int32
        switch credentials {
        case .anonymous:
            var empty = berval()
            code = ldap_sasl_bind(handle.pointer, "", nil, &empty, nil, nil, &identifier)
        case .external:
            // Empty credentials, and not none: without any the server asks for them in a second step.
            var nothing: CChar = 0
            code = withUnsafeMutablePointer(to: &nothing) { pointer in
                var empty = berval(bv_len: 0, bv_val: pointer)
                return ldap_sasl_bind(handle.pointer, nil, "EXTERNAL", &empty, nil, nil, &identifier)
            }
        case .kerberos(let account): return try await bind(account)
        case .simple(let name, let password):
            try BindPolicy.check(name, password, endpoint, isProtected: ldap_tls_inplace(handle.pointer) != 0)
            var bytes = password.bytes.map { CChar(bitPattern: $0) }
            code = bytes.withUnsafeMutableBufferPointer { buffer in
                var value = berval(bv_len: ber_len_t(buffer.count), bv_val: buffer.baseAddress)
                defer { buffer.update(repeating: 0) }
                return ldap_sasl_bind(handle.pointer, name, nil, &value, nil, nil, &identifier)
            }
        }
        _ = try await answer(code, identifier, "the sign-in", decoder: nil)
    }

    /// Who the server takes us for (RFC 4532).
    public func whoAmI() async throws(LDAPError) -> String {
        let handle = try open(for: "the question who we are")
        var identifier: Int32 = 0
        let code = ldap_whoami(handle.pointer, nil, nil, &identifier)
        let finished = try await answer(code, identifier, "the question who we are", decoder: nil)
        return String(decoding: finished.extendedValue, as: UTF8.self)
    }

    /// The handle, or an error that says for what it is needed.
    func open(for what: String) throws(LDAPError) -> LDAPHandle {
        guard let handle else {
            throw LDAPError(
                .serverDown,
                "\(endpoint.url): \(what) needs a connection, and this one is closed.",
                at: endpoint
            )
        }
        return handle
    }

    /// Throws where libldap could not send a request.
    func sent(_ code: Int32, _ what: String) throws(LDAPError) {
        guard code == LDAP_SUCCESS else {
            throw LDAPError.result(
                code,
                message: handle?.text(LDAP_OPT_DIAGNOSTIC_MESSAGE) ?? "",
                matchedDN: "",
                operation: what,
                at: endpoint
            )
        }
    }

    /// Waits for the answer to a request that has just been sent.
    func answer(
        _ code: Int32,
        _ identifier: Int32,
        _ what: String,
        decoder: EntryDecoder?,
        entryLimit: Int = 0
    ) async throws(LDAPError)
        -> FinishedOperation
    {
        try sent(code, what)
        operations[identifier] = PendingOperation(
            name: what,
            deadline: .now + endpoint.timeouts.operation,
            decoder: decoder,
            entryLimit: entryLimit
        )
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                operations[identifier]?.waiter = continuation
                if Task.isCancelled {
                    abandon(identifier)
                } else {
                    // libldap, or TLS below it, may already hold the answer: polling the socket alone would hang.
                    pump()
                }
            }
        } onCancel: {
            Task { await self.abandon(identifier) }
        }
        return try result.get()
    }

    /// Gives a request up, and tells the server.
    func abandon(_ identifier: Int32) {
        guard let operation = operations.removeValue(forKey: identifier) else { return }
        if let handle { _ = ldap_abandon_ext(handle.pointer, identifier, nil, nil) }
        operation.end(
            .failure(LDAPError(.cancelled, "\(endpoint.url): \(operation.name) was cancelled.", at: endpoint))
        )
        updateInterest()
    }

    private func fail(_ error: LDAPError) {
        let failed = operations
        operations = [:]
        for operation in failed.values { operation.end(.failure(error)) }
    }

    func updateInterest(rests: Bool = false) {
        var interest = LDAPThread.Interest()
        if let handle, !operations.isEmpty, !isHeldBack {
            interest.descriptor = handle.descriptor
            interest.deadline = operations.values.compactMap(\.deadline).min()
            interest.rests = rests
        }
        thread.setInterest(interest)
    }

    /// Takes everything that has arrived; runs on the connection's thread.
    func pump() {
        var taken = 0
        var isMidway = false
        var waits = isHeldBack
        defer { updateInterest(rests: isMidway) }
        while let handle, !operations.isEmpty, !waits {
            // A server that sends faster than we read must not keep the deadlines from being looked at.
            taken += 1
            if taken.isMultiple(of: 1024) {
                expire()
                deliverParts()
                waits = isHeldBack
            }
            var zero = timeval(tv_sec: 0, tv_usec: 0)
            var message: OpaquePointer?
            let type = ldap_result(handle.pointer, LDAP_RES_ANY, LDAP_MSG_ONE, &zero, &message)
            if type == 0 {
                // A part of a message has been taken, and the next part may be here already.
                if dryad_has_data(handle.pointer) != 0 { continue }
                break
            }
            guard type > 0, let message else {
                let code = handle.number(LDAP_OPT_RESULT_CODE)
                let words = handle.text(LDAP_OPT_DIAGNOSTIC_MESSAGE) ?? ""
                let what = operations.values.first?.name ?? "the request"
                fail(
                    LDAPError.result(
                        code == 0 ? LDAP_SERVER_DOWN : code,
                        message: words,
                        matchedDN: "",
                        operation: what,
                        at: endpoint
                    )
                )
                return
            }
            isMidway = UInt(bitPattern: Int(type)) == LDAP_RES_SEARCH_ENTRY
            take(LDAPMessageHandle(message), handle)
        }
        deliverParts()
        expire()
    }

    private func take(_ message: consuming LDAPMessageHandle, _ handle: LDAPHandle) {
        let identifier = message.identifier
        guard let operation = operations[identifier],
            let outcome = operation.take(message, handle, endpoint)
        else { return }
        operations[identifier] = nil
        if case .failure = outcome, !operation.isFinished {
            _ = ldap_abandon_ext(handle.pointer, identifier, nil, nil)
        }
        operation.end(outcome)
    }

    private func expire() {
        let now = ContinuousClock.now
        for (identifier, operation) in operations where operation.deadline.map({ $0 <= now }) ?? false {
            operations[identifier] = nil
            if let handle { _ = ldap_abandon_ext(handle.pointer, identifier, nil, nil) }
            let text = "\(endpoint.url): \(operation.name) had no answer within \(endpoint.timeouts.operation)."
            operation.end(.failure(LDAPError(.timeout, text, at: endpoint)))
        }
    }
}
