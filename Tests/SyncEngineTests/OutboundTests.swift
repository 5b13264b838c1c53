import Directory
import SyncEngine
import SyncRules
import Testing

@Suite("The metaverse into the tenant")
struct OutboundTests {
    private var fixture = EngineFixture()

    init() {
        fixture.rule(
            precedence: 100,
            flows: [
                ("sourceAnchor", .direct("anchor")), ("cn", .direct("cn")), ("manager", .direct("manager")),
                ("cloudFiltered", .direct("filtered")),
            ]
        )
        fixture.rule(
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 200,
            scope: [["cloudFiltered NOTEQUAL True"]],
            joins: [["sourceAnchor = sourceAnchor"]],
            flows: [
                ("sourceAnchor", .direct("sourceAnchor")), ("displayName", .direct("cn")),
                ("manager", .direct("manager")),
            ]
        )
    }

    private func pending(_ result: SynchronizationResult, after exported: [ExportImage]) -> [String] {
        PendingExports.compute(desired: result.images, exported: exported, table: fixture.table).map {
            "\($0.operation.rawValue) \($0.anchor) \($0.changed.map(\.spelling).joined(separator: ","))"
        }
    }

    @Test("what is in scope becomes an image; the difference to what was accepted is pending")
    mutating func images() throws {
        fixture.object("a", ["anchor": "AA", "cn": "Ada"])
        fixture.object("b", ["anchor": "BB", "cn": "Bo", "filtered": "True"])
        let first = try fixture.run()
        #expect(pending(first, after: []) == ["add AA displayName,sourceAnchor"])
        #expect(pending(first, after: first.images).isEmpty)
        fixture.spaces = [:]
        fixture.object("a", ["anchor": "AA", "cn": "Ada Lovelace"])
        fixture.object("b", ["anchor": "BB", "cn": "Bo"])
        let second = try fixture.run()
        #expect(pending(second, after: first.images) == ["update AA displayName", "add BB displayName,sourceAnchor"])
        fixture.spaces = [:]
        #expect(pending(try fixture.run(), after: first.images) == ["delete AA "])
    }

    @Test("a reference becomes the other object's name in the tenant, if that one is there")
    mutating func references() throws {
        fixture.object("a", ["anchor": "AA", "cn": "Ada", "manager": "CN=b,DC=test"])
        fixture.object("b", ["anchor": "BB", "cn": "Bo", "manager": "CN=c,DC=test"])
        fixture.object("c", ["anchor": "CC", "cn": "Cy", "filtered": "True"])
        let images = try fixture.run().images.map { Entry($0.entry, table: fixture.table) }
        #expect(images.map { $0.texts("manager") } == [["CN={4242}"], []])
    }

    @Test("without a source anchor there is an error, and no export")
    mutating func anchor() throws {
        fixture.object("a", ["cn": "Ada"])
        let result = try fixture.run()
        #expect(result.images.isEmpty)
        #expect(result.errors.map(\.code) == ["missing-anchor"])
    }

    @Test("the guard counts deletions and nothing else", arguments: [(0, true), (1, true), (2, false)])
    mutating func deletions(_ limit: Int, _ stops: Bool) throws {
        for name in ["a", "b"] { fixture.object(name, ["anchor": name, "cn": name]) }
        let images = try fixture.run().images
        let pending = PendingExports.compute(desired: [], exported: images, table: fixture.table)
        if stops {
            let error = #expect(throws: SyncEngineError.self) { try DeletionGuard(limit: limit).check(pending) }
            #expect(error?.description.contains("2 deletions are pending and the guard lets \(limit) pass") == true)
        } else {
            try DeletionGuard(limit: limit).check(pending)
        }
        try DeletionGuard(limit: 0).check(PendingExports.compute(desired: images, exported: [], table: fixture.table))
    }
}
