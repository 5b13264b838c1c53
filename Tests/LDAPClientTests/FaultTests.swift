import Directory
import TestSupport
import Testing

@testable import LDAPClient

/// What real servers will not do on request: each fault ends as what it was, never as a smaller answer.
@Suite("Faults")
struct FaultTests {
    private static let entry = ScriptedStep.entry("CN=a,DC=x", [("cn", ["a"])])
    private static let done = ScriptedStep.done()
    private static let oversize: [UInt8] = [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x02, 0x01, 0x02]
    private static let nested: [UInt8] = (0..<100_000).flatMap { _ -> [UInt8] in [0x30, 0x80] }

    private func connect(_ server: ScriptedServer, operation: Duration = .seconds(20)) async throws -> LDAPConnection {
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.timeouts = LDAPTimeouts(connect: .seconds(5), handshake: .milliseconds(300), operation: operation)
        endpoint.maximumMessageSize = 1024 * 1024
        return try await LDAPConnection.connect(to: endpoint)
    }

    private func search(_ pageSize: Int? = 2) -> SearchRequest {
        SearchRequest(base: "DC=x", scope: .subtree, attributes: ["cn", "member"], pageSize: pageSize)
    }

    private static let faults: [(String, [ScriptedStep], LDAPError.Code)] = [
        ("the connection is closed before anything comes", [.close], .serverDown),
        ("the connection is closed after an entry", [entry, .close], .serverDown),
        ("the connection is closed inside of an entry", [entry, .cut(9, entry)], .serverDown),
        ("the connection is closed before the result", [entry, entry, .close], .serverDown),
        ("the size limit, with some entries", [entry, .done(4)], .sizeLimit),
        ("the time limit, with some entries", [entry, .done(3)], .timeLimit),
        ("a limit of the administrator", [entry, .done(11)], .adminLimit),
        ("busy", [.done(51)], .busy),
        ("a server that is not ready", [entry, .done(52)], .busy),
        ("aliases in a circle", [entry, .done(54)], .result), ("aliases that lead nowhere", [.done(36)], .result),
        ("no such entry", [.done(32, matched: "DC=x")], .noSuchObject),
        ("not allowed", [.done(50)], .insufficientAccess),
        ("a message longer than is taken", [.raw(oversize), .silence], .serverDown),
        ("a hundred thousand nested elements", [.raw(nested), .close], .serverDown),
        ("bytes that are no message", [.raw([0xFF, 0x00, 0xFF]), .close], .serverDown),
        (
            "an entry whose attributes are cut short",
            [.raw([0x30, 0x0C, 0x02, 0x01, 0x01, 0x64, 0x07, 0x04, 0x01, 0x61, 0x30, 0x02, 0x30, 0x7F]), .close],
            .protocolViolation
        ),
        ("more entries than the page may have", [entry, entry, entry, done], .protocolViolation),
        ("entries without end", [.forever(entry)], .protocolViolation),
    ]

    @Test("a search ends as what it was", arguments: faults.indices)
    func ends(_ index: Int) async throws {
        let (what, steps, code) = Self.faults[index]
        let server = try ScriptedServer { request in request.operation == .search ? steps : [.done()] }
        let connection = try await connect(server)
        let error = await #expect(throws: LDAPError.self, "\(what)") {
            _ = try await connection.search(search(), table: AttributeTable()).collect()
        }
        #expect(error?.code == code, "\(what): \(error?.description ?? "")")
        await connection.close()
    }

    private static let indefinite: [UInt8] = [
        0x30, 0x0E, 0x02, 0x01, 0x01, 0x64, 0x09, 0x04, 0x01, 0x61, 0x30, 0x80, 0x00, 0x00, 0x00, 0x00,
    ]

    @Test("lengths of an indefinite form are refused, and longer ones than needed are read (RFC 4511 section 5.1)")
    func lengths() async throws {
        let loose = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            let number = UInt8(request.identifier)
            return [
                .raw([
                    0x30, 0x84, 0, 0, 0, 0x1C, 0x02, 0x01, number, 0x64, 0x83, 0, 0, 0x14, 0x04, 0x82, 0, 0x01, 0x61,
                    0x30,
                    0x0D, 0x30, 0x0B, 0x04, 0x81, 0x02, 0x63, 0x6E, 0x31, 0x04, 0x04, 0x81, 0x01, 0x62,
                ]), .done(),
            ]
        }
        let table = AttributeTable()
        let connection = try await connect(loose)
        let entry = try #require(try await connection.search(search(), table: table).collect().first)
        #expect(entry.dn == "a" && Entry(entry, table: table).texts("cn") == ["b"])
        let server = try ScriptedServer { request in
            request.operation == .search ? [.raw(Self.indefinite), .close] : [.done()]
        }
        let second = try await connect(server)
        await #expect(throws: LDAPError.self) {
            _ = try await second.search(search(), table: AttributeTable()).collect()
        }
    }

    @Test("an answer to a question that nobody asked is passed over")
    func stray() async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            let stray: [UInt8] = [
                0x30, 0x0D, 0x02, 0x02, 0x7F, 0x01, 0x65, 0x07, 0x0A, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00,
            ]
            return [.raw(stray), Self.entry, .raw(stray), .done()]
        }
        let connection = try await connect(server)
        #expect(try await connection.search(search(), table: AttributeTable()).collect().count == 1)
    }

    @Test("messages may arrive in any pieces", arguments: [1, 2, 7, 1000])
    func pieces(_ size: Int) async throws {
        let large = ScriptedStep.entry("CN=a,DC=x", [("cn", ["a"]), ("member", (0..<500).map { "CN=m\($0),DC=x" })])
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            let steps = [large, Self.entry, .done(cookie: request.searches < 2 ? [1] : [])]
            return steps.map { .piecemeal(size, $0) }
        }
        let connection = try await connect(server)
        let table = AttributeTable()
        let entries = try await connection.search(search(), table: table).collect()
        #expect(entries.map { Entry($0, table: table).texts("member").count } == [500, 0, 500, 0, 500, 0])
    }

    @Test("a connection that breaks fails everything that waits for it, each once, and says that it is over")
    func waiters() async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return request.searches < 4 ? [Self.entry] : [.close]
        }
        let connection = try await connect(server)
        let outcomes = await withTaskGroup(of: LDAPError?.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    do throws(LDAPError) {
                        _ = try await connection.search(search(), table: AttributeTable()).collect()
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 5)
        for error in outcomes { #expect(error?.code == .serverDown && error?.endsConnection == true) }
        let later = await #expect(throws: LDAPError.self) { _ = try await connection.rootDSE() }
        #expect(later?.endsConnection == true)
    }

    @Test("a result that refuses ends the search and not the connection", arguments: [3, 4, 11, 32, 50, 51, 53])
    func goesOn(_ code: Int) async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            let answers: [ScriptedStep] = [.done(cookie: [1]), .done(code), .done()]
            return [Self.entry, answers[min(request.searches, 2)]]
        }
        let connection = try await connect(server)
        let error = await #expect(throws: LDAPError.self) {
            _ = try await connection.search(search(), table: AttributeTable()).collect()
        }
        #expect(error?.resultCode?.rawValue == Int32(code) && error?.endsConnection == false)
        #expect(try await connection.search(search(nil), table: AttributeTable()).collect().count == 1)
    }

    @Test("only a search that has come to its end proves that it did; one that has failed fails again")
    func proof() async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            switch request.searches {
            case 0: return [Self.entry, Self.entry, .done(cookie: [1])]
            case 1: return [Self.entry, .done()]
            case 2: return [Self.entry, .done(cookie: [1])]
            default: return [Self.entry, .done(51)]
            }
        }
        let connection = try await connect(server)
        var seen = 0
        let proof = try await connection.search(search(), table: AttributeTable())
            .deliver { seen += $0.entries.count }
        #expect(proof.entries == 3 && proof.base == "DC=x" && seen == 3)
        var pages = connection.search(search(), table: AttributeTable()).makeAsyncIterator()
        #expect(try await pages.next()?.entries.count == 1)
        #expect(pages.end == nil)
        for _ in 0..<2 {
            let error = await #expect(throws: LDAPError.self) { _ = try await pages.next() }
            #expect(error?.code == .busy && pages.end == error.map { .incomplete($0) })
        }
    }

    @Test("a fault on a later page fails the whole search", arguments: [1, 2, 5])
    func laterPage(_ page: Int) async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return request.searches == page
                ? [Self.entry, .close] : [Self.entry, Self.entry, .done(cookie: [UInt8(request.searches + 1)])]
        }
        let connection = try await connect(server)
        let error = await #expect(throws: LDAPError.self) {
            _ = try await connection.search(search(), table: AttributeTable()).collect()
        }
        #expect(error?.code == .serverDown)
        // Each page was asked for with the cookie of the one before.
        #expect(
            server.requests.filter { $0.operation == .search }.map(\.cookie) == [[]]
                + (1..<page + 1).map { [UInt8($0)] }
        )
    }

    @Test(
        "a server that never ends its pages is given up, and one that never answers too",
        arguments: [
            ([ScriptedStep.done(cookie: [7])], LDAPError.Code.protocolViolation), ([.silence], .timeout),
            ([entry, .silence], .timeout), ([.cut(3, entry), .silence], .timeout),
        ]
    )
    func endless(_ steps: [ScriptedStep], _ code: LDAPError.Code) async throws {
        let server = try ScriptedServer { request in
            request.operation == .search
                ? steps.map { step in
                    if case .cut = step { .raw(step.bytes(for: request)) } else { step }
                } : [.done()]
        }
        // Only what waits for the time to be over has little of it.
        let connection = try await connect(server, operation: code == .timeout ? .milliseconds(300) : .seconds(600))
        let error = await #expect(throws: LDAPError.self) {
            _ = try await connection.search(search(), table: AttributeTable()).collect()
        }
        #expect(error?.code == code, "\(error?.description ?? "")")
    }

    @Test("entries on pages that always continue end with the time for a whole search")
    func endlessPages() async throws {
        let server = try ScriptedServer { request in
            request.operation == .search ? [Self.entry, .done(cookie: [7])] : [.done()]
        }
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.timeouts.search = .milliseconds(200)
        let connection = try await LDAPConnection.connect(to: endpoint)
        let error = await #expect(throws: LDAPError.self) {
            _ = try await connection.search(search(), table: AttributeTable()).collect()
        }
        #expect(error?.code == .timeout)
        #expect(error?.description.contains("whole search") == true, "\(error?.description ?? "")")
    }

    @Test("a referral is told and not followed; nobody else is spoken to")
    func referral() async throws {
        let elsewhere = try ScriptedServer { _ in [.done()] }
        let server = try ScriptedServer { request in
            request.operation == .search ? [.reference([elsewhere.url + "/DC=y"]), Self.entry, .done()] : [.done()]
        }
        let connection = try await connect(server)
        var referrals: [String] = []
        for try await page in connection.search(search(), table: AttributeTable()) { referrals += page.referrals }
        #expect(referrals == [elsewhere.url + "/DC=y"])
        let refused = try ScriptedServer { request in request.operation == .search ? [.done(10)] : [.done()] }
        let second = try await connect(refused)
        let error = await #expect(throws: LDAPError.self) {
            _ = try await second.search(search(), table: AttributeTable()).collect()
        }
        #expect(error?.resultCode?.rawValue == 10)
        #expect(elsewhere.connections == 0)
    }

    @Test("a silent server ends the handshake in time", arguments: [true, false])
    func handshake(_ startTLS: Bool) async throws {
        let server = try ScriptedServer { _ in [.silence] }
        var endpoint = LDAPEndpoint(
            url: try #require(LDAPURL(startTLS ? server.url : server.url.replacing("ldap:", with: "ldaps:")))
        )
        endpoint.usesStartTLS = startTLS
        endpoint.timeouts.handshake = .milliseconds(300)
        let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
        #expect(error?.code == .timeout || error?.code == .tlsFailed, "\(error?.description ?? "")")
    }

    @Test("a server that refuses StartTLS gets no password")
    func strippedTLS() async throws {
        let server = try ScriptedServer { request in
            request.operation == .extended ? [.done(2, message: "no TLS here")] : [.done()]
        }
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.usesStartTLS = true
        let error = await #expect(throws: LDAPError.self) {
            let connection = try await LDAPConnection.connect(to: endpoint)
            try await connection.bind(.simple(name: "cn=x", password: Secret(Array("hunter2".utf8))))
        }
        #expect(error?.code == .tlsFailed, "\(error?.description ?? "")")
        #expect(!server.requests.contains { $0.operation == .bind })
    }

    @Test(
        "Active Directory's codes of a refused sign-in, in words",
        arguments: [
            ("52e", "wrong"), ("533", "disabled"), ("773", "changed"), ("775", "locked"), ("532", "expired"),
            ("701", "expired"),
        ]
    )
    func subcodes(_ code: String, _ word: String) async throws {
        let server = try ScriptedServer { _ in
            [
                .done(
                    49,
                    message:
                        "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data \(code), v2580"
                )
            ]
        }
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.allowsPlaintextPassword = true
        let connection = try await LDAPConnection.connect(to: endpoint)
        let error = await #expect(throws: LDAPError.self) {
            try await connection.bind(.simple(name: "cn=x", password: Secret([0x61])))
        }
        #expect(error?.code == .invalidCredentials)
        #expect(
            error?.description.contains("Code \(code) means") == true && error?.description.contains(word) == true,
            "\(error?.description ?? "")"
        )
    }

    @Test(
        "a server that wants more than a password says so, and the way is told (MS-ADTS section 5.1.1)",
        arguments: [8, 13, 48]
    )
    func wantsMore(_ code: Int) async throws {
        let server = try ScriptedServer { _ in [.done(code, message: "BindSimple: Transport encryption required.")] }
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.allowsPlaintextPassword = true
        let connection = try await LDAPConnection.connect(to: endpoint)
        let error = await #expect(throws: LDAPError.self) {
            try await connection.bind(.simple(name: "cn=x", password: Secret([0x61])))
        }
        #expect(error?.code == .strongerAuthRequired && error?.isRetriable == false)
        #expect(error?.description.contains("ldaps://") == true, "\(error?.description ?? "")")
        // Version 2, which libldap speaks by default, knows neither controls nor StartTLS.
        #expect(server.requests.map(\.version) == [3])
    }

    @Test("cancelling tells the server to stop")
    func abandons() async throws {
        let server = try ScriptedServer { request in request.operation == .search ? [Self.entry] : [.done()] }
        let connection = try await connect(server, operation: .seconds(600))
        let task = Task { try await connection.search(search(), table: AttributeTable()).collect() }
        while !server.requests.contains(where: { $0.operation == .search }) { await Task.yield() }
        task.cancel()
        let error = await #expect(throws: LDAPError.self) { _ = try await task.value }
        #expect(error?.code == .cancelled)
        await connection.close()
        while !server.requests.contains(where: { $0.operation == .unbind }) { await Task.yield() }
        #expect(server.requests.map(\.operation) == [.search, .abandon, .unbind])
    }
}
