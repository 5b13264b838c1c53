import CloudTenant
import Connectors
import Directory
import Foundation
import SyncEngine
import TestSupport
import Testing

/// Objects with photographs and groups of many members are larger than others by a thousand times.
extension RemoteTenantTests {
    fileprivate static let cuts: [[BadLine.Trouble]] = [
        [], [.lostAnswer], [.none, .lostAnswer], [.none, .none, .lostRequest, .none, .page],
        [.none, .lostAnswer, .gateway],
    ]

    @Test(
        "a batch that the tenant finds too large goes in halves, and one change that is goes nowhere",
        arguments: cuts
    )
    func halves(_ troubles: [BadLine.Trouble]) async throws {
        var changes = try (0..<20).map { try change(.add, "a\(10 + $0)", String(repeating: "t", count: 100)) }
        changes[7] = try change(.add, "large", String(repeating: "t", count: 2000))
        for version in ["v1", nil] {
            let line = BadLine(tenant, troubles, speaks: version, longest: 1500)
            let export = try await connector(line).send(changes, names: try names(20))
            for (place, result) in export.results.enumerated() {
                guard place == 7 else {
                    #expect(result == .accepted, "\(place)")
                    continue
                }
                guard case .rejected(code: "LargeObject", let message) = result else {
                    Issue.record("\(result)")
                    continue
                }
                #expect(message.contains("bytes"))
            }
            #expect(export.results.count == 20)
            let sizes = line.requests.withLock { $0.filter { $0.path.last == "exports" }.map(\.body.count) }
            #expect(sizes.contains { $0 > 1500 } && sizes.contains { $0 <= 1500 })
        }
        #expect(try await titles().count == 19)
    }

    @Test("batches are counted in bytes too, and what is larger than any request is not sent")
    func sizes() async throws {
        let line = BadLine(tenant)
        let remote = RemoteTenant(line, pause: { _ in }, now: { 0 }, largestRequest: 1500, longestBody: 2000)
        var changes = try (0..<20).map { try change(.add, "a\(10 + $0)", String(repeating: "t", count: 100)) }
        changes[0] = try change(.add, "large", String(repeating: "t", count: 2000))
        let export = try await TenantConnector(tenant: remote, table: table).send(changes, names: try names(20))
        #expect(export.results.count { $0 == .accepted } == 19 && export.results.first != .accepted)
        let sizes = line.requests.withLock { $0.map(\.body.count) }
        #expect((3...10).contains(sizes.count) && sizes.allSatisfy { $0 <= 1500 }, "\(sizes)")
    }

    @Test("large objects are read by shorter pages, and each once")
    func pages() async throws {
        let changes = try (0..<30).map { try change(.add, "a\(10 + $0)", String(repeating: "t", count: 100)) }
        _ = try await TenantConnector(tenant: tenant, table: table).send(changes)
        let anchors = changes.map(\.anchor)
        let clock = TenantClock.standing(at: TenantInstant(seconds: 1_700_000_000))
        for bytes in [1, 1000] {
            let line = BadLine(Tenant(store: tenant.store, clock: clock, pageBytes: bytes))
            let reader = RemoteTenantReader(line)
            var found: [String] = []
            while case let page = try await reader.synced(after: found.last), !page.isEmpty {
                found += page.map(\.anchor)
            }
            #expect(found == anchors)
            #expect(line.requests.withLock { $0.count } > 5)
            #expect(
                try await reader.synced(anchors + ["none"]).map { $0?.anchor } == anchors.map { Optional($0) } + [nil]
            )
            found = []
            var place = TenantRevision.Place(revision: 0)
            while case let changes = try await reader.changes(of: "user", after: place).changes, let last = changes.last
            {
                found += changes.compactMap { $0.object?.anchor }
                place = last.place
            }
            #expect(found.sorted() == anchors)
        }
    }
}
