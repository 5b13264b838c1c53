import Directory
import TestSupport
import Testing

@testable import LDAPClient

/// Content synchronization as slapd does not do it on request (RFC 4533).
@Suite("Content synchronization, scripted")
struct ContentSyncTests {
    private static let state = "1.3.6.1.4.1.4203.1.9.1.2"
    private static let done = "1.3.6.1.4.1.4203.1.9.1.3"
    private static let info = "1.3.6.1.4.1.4203.1.9.1.4"

    private static func uuid(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 16) }

    private static func identifier(_ number: UInt8) throws -> EntryUUID { try #require(EntryUUID(bytes: uuid(number))) }

    private static func entry(_ number: UInt8, _ state: Int, cookie: [UInt8]? = nil) -> ScriptedStep {
        var value = BERWriter()
        value.element(0x30) { fields in
            fields.integer(state, tag: 0x0A)
            fields.element(0x04, uuid(number))
            if let cookie { fields.element(0x04, cookie) }
        }
        return .entry("cn=\(number)", [("cn", ["\(number)"])], controls: [ScriptedControl(Self.state, value.bytes)])
    }

    private static func set(_ numbers: [UInt8], deleted: Bool) -> ScriptedStep {
        var value = BERWriter()
        value.element(0xA3) { fields in
            if deleted { fields.element(0x01, [0xFF]) }
            fields.element(0x31) { set in for number in numbers { set.element(0x04, uuid(number)) } }
        }
        return .intermediate(info, value.bytes)
    }

    private static func end(_ value: [UInt8]) -> ScriptedStep { .done(controls: [ScriptedControl(done, value)]) }

    private static let request = SearchRequest(base: "dc=x", scope: .subtree, attributes: ["cn"])

    private func connect(
        _ steps: [ScriptedStep],
        operation: Duration = .seconds(60)
    ) async throws -> (ScriptedServer, LDAPConnection) {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return request.searches == 0 ? steps : []
        }
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.timeouts.operation = operation
        return (server, try await LDAPConnection.connect(to: endpoint))
    }

    private func read(
        _ steps: [ScriptedStep],
        since cursor: ChangeCursor? = nil
    ) async throws -> (events: [SyncEvent], cursor: ChangeCursor?) {
        let (server, connection) = try await connect(steps)
        var events: [SyncEvent] = []
        var last: ChangeCursor?
        for try await step in connection.contentSync(Self.request, since: cursor, table: AttributeTable()) {
            guard case .changes(let batch) = step else { throw CancellationError() }
            events += batch.events
            last = batch.cursor ?? last
        }
        await connection.close()
        #expect(server.connections == 1)
        return (events, last)
    }

    @Test("a present phase and a delete phase, each with its end, and the last cookie")
    func phases() async throws {
        let (events, cursor) = try await read([
            Self.entry(1, 1), Self.entry(2, 0), Self.set([3, 4], deleted: false), .intermediate("1.2.3", [1]),
            .intermediate(Self.info, [0xA2, 6, 4, 1, 7, 1, 1, 0]), Self.set([5], deleted: true), Self.entry(6, 3),
            .intermediate(Self.info, [0x80, 1, 8]), Self.end([0x30, 6, 4, 1, 9, 1, 1, 0xFF]),
        ])
        let changed = events.compactMap { event in
            if case .changed(let identifier, let entry) = event { (identifier, entry.dn) } else { nil }
        }
        #expect(try changed.map { $0.0 } == [Self.identifier(1)])
        #expect(changed.map { $0.1 } == ["cn=1"])
        #expect(
            Array(events.dropFirst()) == [
                .unchanged([try Self.identifier(2)]), .unchanged([try Self.identifier(3), try Self.identifier(4)]),
                .phaseEnded(.areGone), .deleted([try Self.identifier(5)]), .deleted([try Self.identifier(6)]),
                .phaseEnded(.areUnchanged), .refreshEnded,
            ]
        )
        #expect(cursor.map { Array($0.cookie) } == [9])
    }

    @Test("an end that says nothing of deletions means that what was not mentioned has gone")
    func initial() async throws {
        let (events, cursor) = try await read([Self.entry(1, 1), Self.end([0x30, 0])])
        #expect(Array(events.dropFirst()) == [.phaseEnded(.areGone), .refreshEnded])
        #expect(cursor == nil)
    }

    @Test(
        "a server that wants a refresh, or has less than the cookie tells of, gives none by itself: it is told",
        arguments: [(4096, .refreshRequired), (53, .cookieRefused)] as [(Int, FullReadReason)]
    )
    func refreshRequired(_ code: Int, _ reason: FullReadReason) async throws {
        let cursor = ChangeCursor(method: .syncRepl, context: "dc=x", server: nil, cookie: [1])
        let (server, connection) = try await connect([.done(code)])
        var reading = connection.contentSync(Self.request, since: cursor, table: AttributeTable()).makeAsyncIterator()
        #expect(try await reading.next() == .mustReadInFull(reason))
        #expect(try await reading.next() == nil)
        #expect(server.requests.first?.control("1.3.6.1.4.1.4203.1.9.1.1") == [0x30, 6, 0x0A, 1, 1, 4, 1, 1])
        await connection.close()
    }

    @Test("a server that will not synchronize at all is a failure: there is no cookie that it could refuse")
    func unwilling() async throws {
        let (server, connection) = try await connect([.done(53)])
        var reading = connection.contentSync(Self.request, table: AttributeTable()).makeAsyncIterator()
        let error = await #expect(throws: LDAPError.self) { _ = try await reading.next() }
        #expect(error?.resultCode == .unwillingToPerform)
        await connection.close()
        #expect(server.connections == 1)
    }

    @Test("a server that does not know the control any more has to be read; without a cursor it is a failure")
    func withdrawn() async throws {
        let cursor = ChangeCursor(method: .syncRepl, context: "dc=x", server: nil, cookie: [1])
        let (server, connection) = try await connect([.done(12)])
        var reading = connection.contentSync(Self.request, since: cursor, table: AttributeTable()).makeAsyncIterator()
        #expect(try await reading.next() == .mustReadInFull(.notTold))
        #expect(try await reading.next() == nil)
        await connection.close()
        #expect(server.connections == 1)
        let error = await #expect(throws: LDAPError.self) { _ = try await read([.done(12)]) }
        #expect(error?.resultCode == .unavailableCriticalExtension)
    }

    private static let faults: [(String, [ScriptedStep])] = [
        ("an entry without its state", [.entry("cn=1", []), end([0x30, 0])]),
        (
            "a state cut short",
            [.entry("cn=1", [], controls: [ScriptedControl(state, [0x30, 3, 0x0A, 1])]), end([0x30, 0])]
        ),
        ("a message cut short", [.intermediate(info, [0xA3, 9, 0x31]), end([0x30, 0])]),
        ("an end without its control", [entry(1, 1), .done()]),
        ("an end cut short", [end([0x30, 4, 4, 1])]),
    ]

    @Test("an answer that makes no sense fails", arguments: faults.indices)
    func faulty(_ index: Int) async throws {
        let (what, steps) = Self.faults[index]
        let error = await #expect(throws: LDAPError.self, "\(what)") { _ = try await read(steps) }
        #expect(error?.code == .protocolViolation, "\(what): \(error?.description ?? "")")
    }

    @Test("a connection that breaks hands out what had come, and then fails")
    func broken() async throws {
        let (server, connection) = try await connect([Self.entry(1, 1), .close])
        var reading = connection.contentSync(Self.request, table: AttributeTable()).makeAsyncIterator()
        guard case .changes(let batch) = try await reading.next() else { throw CancellationError() }
        #expect(batch.events.count == 1)
        for _ in 0..<2 {
            let error = await #expect(throws: LDAPError.self) { _ = try await reading.next() }
            #expect(error?.code == .serverDown)
        }
        #expect(server.connections == 1)
    }

    @Test(
        "silence ends a refresh; after the refresh it is no failure, and cancelling tells the server",
        arguments: [false, true]
    )
    func silence(_ isLive: Bool) async throws {
        let steps = [Self.entry(1, 1)] + (isLive ? [.intermediate(Self.info, [0xA2, 0])] : [])
        let (server, connection) = try await connect(steps, operation: .milliseconds(200))
        let seen = Locked(0)
        let task = Task {
            for try await step in connection.contentSync(Self.request, persists: true, table: AttributeTable()) {
                guard case .changes(let batch) = step else { continue }
                seen.withLock { $0 += batch.events.count }
            }
        }
        if isLive {
            while seen.withLock({ $0 }) < 3 { await Task.yield() }
            // Another request waits for as long as an operation may last: the reading has then outlived that time.
            let error = await #expect(throws: LDAPError.self) {
                _ = try await connection.search(Self.request, table: AttributeTable()).collect()
            }
            #expect(error?.code == .timeout)
            task.cancel()
        }
        let error = await #expect(throws: LDAPError.self) { try await task.value }
        #expect(error?.code == (isLive ? .cancelled : .timeout), "\(error?.description ?? "")")
        while !server.requests.contains(where: { $0.operation == .abandon }) { await Task.yield() }
        await connection.close()
    }

    @Test("a reading that nobody holds any more is given up on the server")
    func dropped() async throws {
        let (server, connection) = try await connect([Self.entry(1, 1)])
        for try await _ in connection.contentSync(Self.request, persists: true, table: AttributeTable()) { break }
        while !server.requests.contains(where: { $0.operation == .abandon }) { await Task.yield() }
        await connection.close()
    }

    @Test("a server that sends faster than somebody reads is left waiting")
    func heldBack() async throws {
        let (server, connection) = try await connect([.forever(Self.entry(1, 1))])
        var reading = connection.contentSync(Self.request, table: AttributeTable()).makeAsyncIterator()
        for _ in 0..<20 {
            guard case .changes(let batch) = try await reading.next() else { throw CancellationError() }
            #expect(batch.events.count <= StreamedParts.limit + 1024)
        }
        await connection.close()
        #expect(server.connections == 1)
    }
}
