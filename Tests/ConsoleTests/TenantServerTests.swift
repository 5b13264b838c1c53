import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

@Suite("A served tenant")
struct TenantServerTests {
    private let fixture: ServedTenantFixture

    init() async throws { fixture = try await ServedTenantFixture() }

    private var authorized: [(String, String)] {
        get throws {
            [
                ("Host", "127.0.0.1:\(fixture.port)"),
                ("Authorization", "Bearer \(try TenantToken.read(fixture.tokenFile))"),
            ]
        }
    }

    /// reliability 3.3, G2 and I4: the tenant itself says that nothing came.
    @Test("I4: a workspace in staging mode asks it for nothing; then everything arrives, in batches of 100")
    func staging() async throws {
        try await fixture.addForest(users: 230)
        let first = try await fixture.run()
        #expect(first.export?.isSuppressed == true && first.outcome == "success", "\(first)")
        let server = try await fixture.open("server")
        #expect(try await TenantOverview.read(server).exportRequests == 0)
        #expect(try await TenantOverview.read(server).writer == nil)
        try fixture.edit { $0.replacing("staging: true", with: "staging: false") }
        let second = try await fixture.run()
        let count = second.export?.pending.values.reduce(0, +) ?? 0
        #expect(second.outcome == "success" && second.export?.accepted == count && count > 230, "\(second)")
        #expect(try await TenantOverview.read(server).exportRequests == (count + 99) / 100)
        let third = try await fixture.run()
        #expect(third.export?.pending == [:])
        // What is shown of it is the same from either side.
        let client = try await fixture.open("client")
        #expect(try await TenantListing.read(client, .present) == TenantListing.read(server, .present))
        #expect(try await TenantOverview.read(client).objects == TenantOverview.read(server).objects)
        #expect(try await TenantOverview.read(client).writer?.isHere == true)
        // The cycle behind has read it back.
        #expect(try await client.store.unconfirmed(.tenant).isEmpty)
        #expect(third.steps.first { $0.connector == .tenant }?[.confirmed] == count)
    }

    /// entra-connect.md 3.3: everything is joined again by its source anchor.
    @Test("a workspace that has exported nothing finds there what another one has exported")
    func beside() async throws {
        try await fixture.addForest(users: 60)
        try fixture.edit { $0.replacing("staging: true", with: "staging: false") }
        let count = try await fixture.run().export?.accepted ?? 0
        try #require(count > 60)
        try await fixture.forget()
        try fixture.edit { $0.replacing("staging: false", with: "staging: true") }
        let report = try await fixture.run()
        #expect(report.export?.pending == [:], "\(report)")
        #expect(report.steps.first { $0.connector == .tenant }?[.adds] == count)
        #expect(try await TenantOverview.read(try await fixture.open("server")).exportRequests == (count + 99) / 100)
    }

    @Test("I5: answers that are lost on the wire, 429, 503 and parts of batches cost nothing and do nothing twice")
    func faults() async throws {
        try await fixture.addForest(users: 120)
        let count = try await fixture.run().export?.pending.values.reduce(0, +) ?? 0
        try #require((106..<200).contains(count))
        try fixture.edit { $0.replacing("staging: true", with: "staging: false") }
        let task = ConfigureTenant(in: try await fixture.open("server"))
        // The first batch is done and not answered, the second put off, cut after 5 changes, and put off once more.
        try await task.order(.lostAcknowledgement, after: 10, times: 1, retryAfter: 0)
        try await task.order(.tooMany, after: 100, times: 1, retryAfter: 40)
        try await task.order(.partialBatch, after: count + 5, times: 1, retryAfter: 0)
        try await task.order(.unavailable, after: count + count - 100, times: 1, retryAfter: 0)
        let report = try await fixture.run()
        #expect(report.outcome == "success" && (report.export?.waited ?? 0) >= 40, "\(report)")
        let server = try await fixture.open("server")
        #expect(try await server.tenant.store.objects().count == report.export?.accepted)
        #expect(try await TenantOverview.read(server).faults.isEmpty)
        #expect(try await fixture.run().export?.pending == [:])
    }

    @Test("photographs go out and come back by several requests, and one that no request holds is refused by itself")
    func photographs() async throws {
        let table = AttributeTable()
        let photo = try #require(table.identifier(for: "thumbnailPhoto"))
        let changes = try (0..<60).map { number in
            var packer = EntryPacker()
            packer.begin(dn: "CN={\(10 + number)}")
            packer.add(photo, [UInt8](repeating: UInt8(number), count: number == 20 ? 17 << 20 : 100_000))
            let image = ExportImage(
                connector: .tenant,
                metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: 1, count: 16))),
                objectClass: "user",
                anchor: "\(10 + number)",
                entry: packer.finish()
            )
            return PendingExport(operation: .add, image: image, differing: [photo])
        }
        let names = try changes.indices.map { number in
            try #require(TenantOperationID(bytes: [UInt8](repeating: 0, count: 15) + [UInt8(number)]))
        }
        let token = try TenantToken.read(fixture.tokenFile)
        try await HTTPTransport.with(base: String(fixture.url.dropLast()), token: token) { transport in
            let remote = RemoteTenant(transport, pause: { _ in }, now: { 0 })
            let export = try await TenantConnector(tenant: remote, table: table).send(changes, names: names)
            #expect(export.results.indices.filter { export.results[$0] != .accepted } == [20])
            guard case .rejected(code: "LargeObject", _) = export.results[20] else {
                Issue.record("\(export.results[20])")
                return
            }
            let reader = RemoteTenantReader(transport)
            let first = try await reader.synced(after: nil)
            #expect(first.count < 59)
            var found = first.map(\.anchor)
            while case let page = try await reader.synced(after: found.last), !page.isEmpty {
                found += page.map(\.anchor)
            }
            #expect(found == changes.map(\.anchor).filter { $0 != "30" })
            #expect(try await reader.synced(changes.map(\.anchor)).count { $0 == nil } == 1)
        }
    }

    @Test("a tenant that is not there is said, with the run kept as what it was; the next one goes on")
    func gone() async throws {
        try await fixture.addForest(users: 12)
        try fixture.edit { $0.replacing("staging: true", with: "staging: false") }
        await fixture.end()
        let report = try await fixture.run()
        #expect(report.outcome == SynchronizationReport.cutOff && report.export == nil, "\(report)")
        #expect(report.steps.last?.status == .stoppedConnectivity)
        let client = try await fixture.open("client")
        #expect(try await client.store.runs(limit: 1).first?.outcome == SynchronizationReport.cutOff)
        await #expect(throws: TransportFailure.self) { try await TenantOverview.read(client) }
    }

    @Test("hosts of other names, wrong tokens and bodies beyond all measure get no further")
    func refusals() async throws {
        let client = RawHTTP(port: fixture.port)
        let fields = try authorized
        #expect(try await client.send("GET", "/v1.0/users", fields).status == 200)
        for host in ["evil.example", "127.0.0.1", "localhost:1"] {
            let answer = try await client.send("GET", "/v1.0/users", [("Host", host)] + fields.dropFirst())
            #expect(answer.status == 421, "\(host)")
        }
        #expect(try await client.send("GET", "/v1.0/users", Array(fields.prefix(1))).status == 401)
        #expect(try await client.send("GET", "/v1.0/%zz", fields).status == 400)
        let long = [("Content-Length", "999999999999")]
        let answer = try await client.send("POST", "/dryad/v1/exports", fields + long, body: "{")
        #expect(answer.status == 413 || answer.status == 0 || answer.status == 400, "\(answer.status)")
        let server = try await fixture.open("server")
        #expect(try await TenantOverview.read(server).exportRequests == 0)
    }

    @Test("a lost answer ends the connection, and what was asked for is done")
    func silence() async throws {
        try await ConfigureTenant(in: try await fixture.open("server")).order(
            .lostAcknowledgement,
            after: 0,
            times: 1,
            retryAfter: 0
        )
        let body =
            #"{"changes":[{"id":"01010101-0101-0101-0101-010101010101","operation":"add","class":"user","anchor":"a","name":"CN=a"}]}"#
        let client = RawHTTP(port: fixture.port)
        let lost = try await client.send("POST", "/dryad/v1/exports", try authorized, body: body)
        #expect(!lost.body.contains("verdicts"))
        #expect(try await fixture.open("server").tenant.store.objects().count == 1)
        let again = try await client.send("POST", "/dryad/v1/exports", try authorized, body: body)
        #expect(again.status == 200 && again.body.contains("\"created\""))
    }
}
