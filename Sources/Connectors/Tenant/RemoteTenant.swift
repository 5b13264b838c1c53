public import CloudTenant

/// A tenant behind an address: batches of 100, waits that it asks for, and outcomes that nobody knows until they are asked for.
public actor RemoteTenant: TenantExchange {
    /// How many changes one request may have.
    public nonisolated var largestBatch: Int { ExportBatch.most }

    /// About how many bytes one request should have.
    public nonisolated let largestRequest: Int

    private let longestBody: Int
    private let transport: any TenantTransport
    private let pause: @Sendable (Int64) async throws -> Void
    private let now: @Sendable () -> Int64
    /// Whether the last wait was for the tenant's own clock, which can be moved on.
    private var isSimulated = false
    /// What writes the batches; they keep what belongs to the table.
    private var packed: PackedBatchWriter?
    private var texts: BatchWriter?
    /// Whether the tenant has not said that it takes no packed batches.
    private var takesPacked = true

    /// Prepares; `pause` waits so many seconds, `now` says how many have gone by since the beginning of
    /// 1970.
    ///
    /// A request should have `largestRequest` bytes at most, and none with more than `longestBody` is sent.
    public init(
        _ transport: any TenantTransport,
        pause: @escaping @Sendable (Int64) async throws -> Void,
        now: @escaping @Sendable () -> Int64,
        largestRequest: Int = 4 << 20,
        longestBody: Int = TenantService.longestBody
    ) {
        self.largestRequest = largestRequest
        self.longestBody = longestBody
        self.transport = transport
        self.pause = pause
        self.now = now
    }

    /// Sends a batch; a request without an answer is one whose outcome nobody knows.
    public func process(_ changes: PackedChanges, by writer: TenantWriter?) async throws -> TenantAnswer {
        var response: TenantResponse
        do {
            response = try await send(changes, by: writer)
            if takesPacked, response.status == 404 {
                // A tenant of an earlier version, which has done nothing: it gets JSON from now on.
                takesPacked = false
                response = try await send(changes, by: writer)
            }
        } catch TransportFailure.noAnswer, TransportFailure.tooLong {
            return .refused(.noAnswer)
        }
        isSimulated = response.header("dryad-simulated-clock") == "true"
        switch response.status {
        case 200:
            guard let answer = ExchangeReader.answer(response.body, expecting: changes.count) else {
                return .refused(.noAnswer)
            }
            if answer.verdicts.contains(where: \.isDeferred) { isSimulated = true }
            return answer
        case 409:
            guard let writer = ExchangeReader.otherWriter(response.body) else { throw failure(response) }
            return .refused(.otherWriter(writer))
        case 429: return .refused(.tooManyRequests(retryAfter: RetryAfter.seconds(response, now: now())))
        case 503: return .refused(.serviceUnavailable)
        // Something in between has spoken, and may have handed the request on.
        case 500, 502, 504: return .refused(.noAnswer)
        default: throw failure(response)
        }
    }

    /// Sends a batch, unless it is larger than the tenant takes: a service that does not take a body need not read it either,
    /// and then nobody would know what became of it.
    private func send(_ changes: PackedChanges, by writer: TenantWriter?) async throws -> TenantResponse {
        let request = request(changes, by: writer)
        guard request.body.count <= longestBody else { throw TenantExportError.tooLarge(bytes: request.body.count) }
        let response = try await transport.send(request)
        guard response.status != 413 else { throw TenantExportError.tooLarge(bytes: request.body.count) }
        return response
    }

    private func request(_ changes: PackedChanges, by writer: TenantWriter?) -> TenantRequest {
        guard takesPacked else {
            var texts = self.texts.take() ?? BatchWriter(changes.table)
            defer { self.texts = texts }
            return texts.request(changes, by: writer)
        }
        var packed = self.packed.take() ?? PackedBatchWriter(changes.table)
        defer { self.packed = packed }
        return packed.request(changes, by: writer)
    }

    /// Asks what became of operations, as often as one request has room for.
    public func settle(
        _ operations: [(id: TenantOperationID, anchor: String)],
        withdrawing: Bool
    ) async throws -> [TenantVerdict?] {
        var verdicts: [TenantVerdict?] = []
        for start in stride(from: 0, to: operations.count, by: ExportBatch.most) {
            let part = Array(operations[start..<min(start + ExportBatch.most, operations.count)])
            let response = try await transport.send(ExportBatch.settlement(of: part, withdrawing: withdrawing))
            guard response.status == 200,
                let known = ExchangeReader.settlement(response.body, expecting: part.count)
            else { throw Self.noVerdict(response) }
            verdicts += known
        }
        return verdicts
    }

    /// Who writes into the tenant; nothing before the first export.
    public func activeWriter() async throws -> TenantWriter? {
        do {
            return try await RemoteTenantReader(transport).summary().state.writer
        } catch TenantExportError.unexpected(let status, _) where Self.isFromBetween(status) {
            throw TransportFailure.noAnswer("what came (\(status)) is not from the tenant.")
        }
    }

    /// Waits, or moves the tenant's clock on where it was the tenant's clock that spoke.
    public func wait(seconds: Int64) async throws {
        guard isSimulated else { return try await pause(seconds) }
        let response = try await transport.send(ExportBatch.waiting(seconds: seconds))
        guard response.status == 200 else { throw failure(response) }
    }

    /// Whether a status, or a page in place of an answer, comes from something between here and the tenant.
    private static func isFromBetween(_ status: Int) -> Bool { [200, 500, 502, 503, 504].contains(status) }

    private static func noVerdict(_ response: TenantResponse) -> any Error {
        isFromBetween(response.status)
            ? TransportFailure.noAnswer("what came (\(response.status)) is not from the tenant.")
            : TenantExportError.response(response)
    }

    private func failure(_ response: TenantResponse) -> TenantExportError { .response(response) }
}

extension TenantVerdict {
    fileprivate var isDeferred: Bool { if case .deferred = self { true } else { false } }
}

extension TenantExportError {
    /// What an answer means that is none of those that are expected.
    static func response(_ response: TenantResponse) -> TenantExportError {
        if response.status == 401 || response.status == 403 { return .notAuthorized }
        return .unexpected(status: response.status, message: ExchangeReader.message(response.body) ?? "no reason given")
    }
}
