import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// A line to a tenant's service on which requests and answers get lost, come twice, or turn into something else.
final class BadLine: TenantTransport {
    enum Trouble: CaseIterable {
        case none, lostRequest, lostAnswer, twice, gateway, page, late
    }

    let service: TenantService
    private let troubles: Locked<[Trouble]>
    let late = Locked<[TenantRequest]>([])
    let requests = Locked<[TenantRequest]>([])

    /// The version of the batch API that alone is spoken; any where it is nothing.
    private let version: String?

    /// The longest batch that is taken, in bytes.
    private let longest: Int

    init(_ tenant: Tenant, _ troubles: [Trouble] = [], speaks version: String? = nil, longest: Int = .max) {
        self.longest = longest
        self.version = version
        service = TenantService(tenant: tenant, base: "http://x", token: "t")
        self.troubles = Locked(troubles)
    }

    func send(_ request: TenantRequest) async throws -> TenantResponse {
        requests.withLock { $0.append(request) }
        if let version, request.path[1] != version { return TenantResponse(status: 404, body: Array("{}".utf8)) }
        if request.path.last == "exports", request.body.count > longest { return TenantResponse(status: 413) }
        let authorized = TenantRequest(
            method: request.method,
            path: request.path,
            query: request.query,
            headers: request.headers + [.init(name: "authorization", value: "Bearer t")],
            body: request.body
        )
        switch troubles.withLock({ $0.isEmpty ? Trouble.none : $0.removeFirst() }) {
        case .none: return try await deliver(authorized)
        case .lostRequest: throw TransportFailure.noAnswer("cut")
        case .lostAnswer:
            _ = try await deliver(authorized)
            throw TransportFailure.noAnswer("cut")
        case .twice:
            _ = try? await deliver(authorized)
            return try await deliver(authorized)
        case .gateway: return TenantResponse(status: 502, body: Array("<html>bad gateway</html>".utf8))
        case .page:
            _ = try await deliver(authorized)
            return TenantResponse(status: 200, body: Array("<html>welcome</html>".utf8))
        case .late:
            late.withLock { $0.append(authorized) }
            throw TransportFailure.noAnswer("cut")
        }
    }

    func deliver(_ request: TenantRequest) async throws -> TenantResponse {
        guard case .response(let response) = await service.reply(to: request) else {
            throw TransportFailure.noAnswer("broken off")
        }
        return response
    }
}

/// reliability 2.3: C1 to C4 and C6, over the batch API.
@Suite("A tenant behind an address")
struct RemoteTenantTests {
    let table = AttributeTable()
    private let folder: TemporaryFolder
    let tenant: Tenant

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("tenant.sqlite").path(percentEncoded: false)
        try TenantDatabase.create(at: path)
        let clock = TenantClock.standing(at: TenantInstant(seconds: 1_700_000_000))
        tenant = Tenant(store: try TenantDatabase(path: path), clock: clock)
    }

    func change(
        _ operation: PendingExport.Operation,
        _ anchor: String,
        _ title: String = ""
    ) throws -> PendingExport {
        var packer = EntryPacker()
        packer.begin(dn: "CN={\(anchor)}")
        if !title.isEmpty { packer.add(try #require(table.identifier(for: "title")), text: title) }
        let image = ExportImage(
            connector: .tenant,
            metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: 1, count: 16))),
            objectClass: "user",
            anchor: anchor,
            entry: packer.finish()
        )
        return PendingExport(
            operation: operation,
            image: image,
            differing: title.isEmpty ? [] : table.existing("title").map { [$0] } ?? []
        )
    }

    func names(_ count: Int) throws -> [TenantOperationID] {
        try (0..<count).map { number in
            try #require(
                TenantOperationID(bytes: [UInt8](repeating: 0, count: 14) + [UInt8(number >> 8), UInt8(number & 255)])
            )
        }
    }

    func connector(_ line: BadLine, _ waits: Locked<[Int64]> = Locked([])) -> TenantConnector {
        let remote = RemoteTenant(
            line,
            pause: { seconds in waits.withLock { $0.append(seconds) } },
            now: { 1_700_000_000 }
        )
        return TenantConnector(tenant: remote, table: table, writer: TenantWriter(workspace: "/w", host: "h"))
    }

    func titles() async throws -> [String: String] {
        try await tenant.store.objects().reduce(into: [:]) { titles, object in
            titles[object.anchor ?? ""] = Entry(object.entry, table: tenant.store.table).texts("title").joined()
        }
    }

    @Test("changes go in batches of 100, in order")
    func batches() async throws {
        let line = BadLine(tenant)
        let changes = try (0..<250).map { try change(.add, "a\($0)", "t\($0)") }
        let export = try await connector(line).send(changes, names: try names(250))
        #expect(export.results == Array(repeating: .accepted, count: 250))
        #expect(line.requests.withLock { $0.count } == 3)
        #expect(try await titles().count == 250)
    }

    @Test("a tenant that takes no packed batches gets JSON, and is asked once")
    func earlierVersion() async throws {
        let line = BadLine(tenant, speaks: "v1")
        let changes = try (0..<250).map { try change(.add, "a\($0)", "t\($0)") }
        let export = try await connector(line).send(changes, names: try names(250))
        #expect(export.results == Array(repeating: .accepted, count: 250))
        let versions = line.requests.withLock { $0.map { $0.path[1] } }
        #expect(versions == ["v2", "v1", "v1", "v1"])
        #expect(try await titles().count == 250)
    }

    @Test(
        "I5: whatever happens on the line, every change is done once in effect, and known to be",
        arguments: SeededGenerator.seeds(30)
    )
    func effects(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let kinds: [BadLine.Trouble] = [.none, .lostRequest, .lostAnswer, .twice, .gateway, .page]
        let line = BadLine(tenant, (0..<12).map { _ in kinds[generator.number(below: kinds.count)] })
        let changes = try [
            change(.add, "a", "1"), change(.add, "b", "1"), change(.update, "a", "2"), change(.delete, "b"),
            change(.update, "none", "x"), change(.add, "c", "1"), change(.update, "c", "2"), change(.update, "a", "3"),
        ]
        do {
            let export = try await connector(line).send(changes, names: try names(changes.count))
            #expect(export.results.count == changes.count, "\(generator)")
            for (place, result) in export.results.enumerated() {
                #expect((result == .accepted) == (place != 4), "\(generator) \(place)")
            }
            #expect(try await titles() == ["a": "3", "c": "2"], "\(generator)")
        } catch let error as TenantExportError {
            // Ten troubles in a row are given up; what was done is found by its names.
            #expect(error == .unavailable(.noAnswer), "\(generator)")
        }
    }

    @Test("C4: a change that arrives after it was asked for and withdrawn does not undo what came after")
    func late() async throws {
        let line = BadLine(tenant, [.late])
        let remote = RemoteTenant(line, pause: { _ in }, now: { 0 })
        let (first, second) = (try names(2)[0], try names(2)[1])
        func one(_ title: String, _ name: TenantOperationID) throws -> PackedChanges {
            let export = try change(.add, "a", title)
            let packed = PackedChange(
                operation: .add,
                objectClass: "user",
                anchor: "a",
                entry: export.image.entry,
                attributes: export.differing,
                operationID: name
            )
            return PackedChanges([packed], table: table)
        }
        #expect(try await remote.process(try one("old", first), by: nil) == .refused(.noAnswer))
        #expect(try await remote.settle([(first, "a")], withdrawing: true) == [nil])
        #expect(try await remote.process(try one("new", second), by: nil).verdicts.count == 1)
        for request in line.late.withLock({ $0 }) { _ = try await line.deliver(request) }
        #expect(try await titles() == ["a": "new"])
    }

    private static let waits: [(String?, Int64)] = [
        (nil, 5), ("0", 0), ("7", 7), ("-3", 0), ("soon", 5), ("99999999999999999999", 5),
        ("Tue, 14 Nov 2023 22:13:50 GMT", 30), ("Tue, 14 Nov 2023 20:00:00 GMT", 0), ("604800", 86_400),
    ]

    private struct Busy: TenantTransport {
        let wait: String?
        let calls: Locked<Int>

        func send(_ request: TenantRequest) async throws -> TenantResponse {
            let isFirst = calls.withLock { count in
                count += 1
                return count == 1
            }
            let headers = wait.map { [TenantRequest.Pair(name: "Retry-After", value: $0)] } ?? []
            guard !isFirst else { return TenantResponse(status: 429, headers: headers) }
            let verdict = #"{"verdicts":[{"state":"rejected","code":"x","message":"y"}]}"#
            return TenantResponse(status: 200, body: Array(verdict.utf8))
        }
    }

    @Test("C1: Retry-After is waited for as it is said, in seconds or as a date, and within bounds", arguments: waits)
    func retryAfter(_ text: String?, _ seconds: Int64) async throws {
        let waited = Locked<[Int64]>([])
        let remote = RemoteTenant(
            Busy(wait: text, calls: Locked(0)),
            pause: { seconds in waited.withLock { $0.append(seconds) } },
            now: { 1_700_000_000 }
        )
        let export = try await TenantConnector(tenant: remote, table: table).send([try change(.add, "a")])
        #expect(export.results == [.rejected(code: "x", message: "y")])
        #expect(waited.withLock { $0 } == (seconds > 0 ? [seconds] : []))
    }

    @Test("the throttle of a served tenant costs its own time alone")
    func throttle() async throws {
        try await tenant.configure { $0.throttle.limit = 2 }
        let waited = Locked<[Int64]>([])
        let changes = try (0..<5).map { try change(.add, "a\($0)") }
        let export = try await connector(BadLine(tenant), waited).send(changes, names: try names(5))
        #expect(export.results.count == 5 && export.waited == 600)
        #expect(waited.withLock { $0 }.isEmpty)
        #expect(try await tenant.now() == TenantInstant(seconds: 1_700_000_600))
    }

    private struct Fixed: TenantTransport {
        let status: Int
        func send(_ request: TenantRequest) async throws -> TenantResponse { TenantResponse(status: status) }
    }

    @Test(
        "a wrong token and a stranger at the address are said, and nothing is tried again",
        arguments: [401, 403, 404, 200, 301]
    )
    func strangers(_ status: Int) async throws {
        let remote = RemoteTenant(Fixed(status: status), pause: { _ in }, now: { 0 })
        let error = await #expect(throws: TenantExportError.self) {
            try await TenantConnector(tenant: remote, table: table).send([try change(.add, "a")])
        }
        switch status {
        case 401, 403: #expect(error == .notAuthorized)
        case 200: #expect(error == .unavailable(.noAnswer))
        default: #expect(error?.description.contains("\(status)") == true)
        }
        await #expect(throws: TenantExportError.self) { try await RemoteTenantReader(Fixed(status: status)).summary() }
    }

    @Test("a tenant of an earlier version that does not tell of objects of the cloud has not none, and that is said")
    func untold() async throws {
        let error = await #expect(throws: TenantExportError.self) {
            try await RemoteTenantReader(Fixed(status: 404)).ofCloud("group", after: nil)
        }
        #expect(error == .earlierVersion)
        #expect(error?.description.contains("dryad customize options groupWriteback=off") == true)
        let reader = RemoteTenantReader(BadLine(tenant))
        #expect(try await reader.ofCloud("group", after: nil).objects.isEmpty)
    }

    @Test("what is shown of a tenant is the same in its file and behind an address")
    func reading() async throws {
        let changes = try (0..<3).map { try change(.add, "a\($0)", "t\($0)") }
        _ = try await TenantConnector(tenant: tenant, table: table).send(changes)
        let reader = RemoteTenantReader(BadLine(tenant))
        #expect(try await reader.summary() == tenant.summary())
        #expect(try await reader.descriptions(.present, of: "user").map(\.anchor) == ["a0", "a1", "a2"])
        #expect(try await reader.description(ofAnchor: "a1")?.shown["title"] == ["t1"])
        #expect(try await reader.description(ofAnchor: "a9") == nil)
    }
}
