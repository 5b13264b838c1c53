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
            "\($0.operation.rawValue) \($0.anchor) \($0.changed(in: fixture.table).map(\.spelling).joined(separator: ","))"
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

    /// entra-connect.md 7.
    @Test("what the tenant has of an attribute that no rule writes any more stays; AuthoritativeNull takes it away")
    mutating func left() throws {
        fixture.object("a", ["anchor": "AA", "cn": "Ada"])
        let first = try fixture.run()
        fixture.keep(first)
        fixture.rules[.tenant] = []
        fixture.rule(
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 200,
            joins: [["sourceAnchor = sourceAnchor"]],
            flows: [("sourceAnchor", .direct("sourceAnchor"))]
        )
        fixture.object("b", ["anchor": "BB", "cn": "Bo"])
        let second = try fixture.run(after: first.metaverse, images: first.images)
        #expect(pending(second, after: first.images) == ["add BB sourceAnchor"])
        fixture.rule(
            .join,
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 201,
            flows: [("displayName", .expression("AuthoritativeNull"))]
        )
        let third = try fixture.run(after: first.metaverse, images: first.images)
        #expect(pending(third, after: first.images) == ["update AA displayName", "add BB sourceAnchor"])
    }

    @Test(
        "of what was made and never exported nothing stays that rules make otherwise, and another source anchor is no error"
    )
    mutating func neverExported() throws {
        fixture.object("a", ["anchor": "AA", "cn": "Ada"])
        fixture.object("b", ["anchor": "BB", "cn": "Bo"])
        let first = try fixture.run()
        fixture.keep(first)
        let links = (fixture.spaces[EngineFixture.one] ?? []).map(\.link)
        fixture.rules[.tenant] = []
        fixture.rule(
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 200,
            joins: [["sourceAnchor = sourceAnchor"]],
            flows: [("sourceAnchor", .direct("sourceAnchor"))]
        )
        fixture.spaces = [:]
        fixture.object("a", ["anchor": "A2", "cn": "Ada"])
        fixture.object("b", ["anchor": "BB", "cn": "Bo"])
        for (place, link) in links.enumerated() { fixture.spaces[EngineFixture.one]?[place].link = link }
        let waiting = try fixture.run(after: first.metaverse, images: first.images, exported: [])
        #expect(waiting.errors.isEmpty, "\(waiting.errors)")
        #expect(pending(waiting, after: []) == ["add A2 sourceAnchor", "add BB sourceAnchor"])
        // Of one of them the target has an earlier form: what it has of an attribute stays, and not what waited.
        let before = try #require(first.images.last)
        let name = try #require(fixture.table.existing("displayName"))
        var packer = EntryPacker()
        packer.begin(dn: before.entry.dn)
        for attribute in before.entry.attributes where attribute != name {
            for value in before.entry.values(of: attribute) { packer.add(attribute, value) }
        }
        packer.add(name, text: "Beau")
        let earlier = ExportImage(
            connector: before.connector,
            metaverse: before.metaverse,
            objectClass: before.objectClass,
            anchor: before.anchor,
            entry: packer.finish()
        )
        let changed = try fixture.run(after: first.metaverse, images: first.images, exported: [earlier])
        #expect(changed.errors.isEmpty, "\(changed.errors)")
        #expect(pending(changed, after: [earlier]) == ["add A2 sourceAnchor"])
    }

    @Test("a reference becomes the other object's name in the tenant, if that one is there")
    mutating func references() throws {
        fixture.object("a", ["anchor": "AA", "cn": "Ada", "manager": "CN=b,DC=test"])
        fixture.object("b", ["anchor": "BB", "cn": "Bo", "manager": "CN=c,DC=test"])
        fixture.object("c", ["anchor": "CC", "cn": "Cy", "filtered": "True"])
        let images = try fixture.run().images.map { Entry($0.entry, table: fixture.table) }
        #expect(images.map { $0.texts("manager") } == [["CN={4242}"], []])
    }

    /// entra-connect.md 4.5: `cd-existing-object`.
    @Test("of objects with one source anchor one is exported, whatever their order, and the others are errors by name")
    mutating func oneAnchor() throws {
        let names = ["a", "b", "c"]
        for name in names { fixture.object(name, ["anchor": "same", "cn": "Person \(name)"]) }
        let result = try fixture.run()
        let kept = try #require(result.images.first)
        #expect(result.images.count == 1)
        #expect(result.errors.map(\.code) == ["cd-existing-object", "cd-existing-object"])
        let label = Entry(kept.entry, table: fixture.table).texts("displayName")
        #expect(Set(result.errors.compactMap(\.label) + label) == ["Person a", "Person b", "Person c"])
        fixture.spaces[EngineFixture.one]?.reverse()
        #expect(try fixture.run().images == result.images)
        // Who had it keeps it, even where another one comes first.
        fixture.spaces = [:]
        for name in names { fixture.object(name, ["anchor": name, "cn": "Person \(name)"]) }
        let apart = try fixture.run()
        fixture.keep(apart)
        for owner in names {
            var other = fixture
            let linked = fixture.spaces[EngineFixture.one] ?? []
            other.spaces = [:]
            for name in names { other.object(name, ["anchor": owner, "cn": "Person \(name)"]) }
            for place in linked.indices { other.spaces[EngineFixture.one]?[place].link = linked[place].link }
            let after = try other.run(after: apart.metaverse, images: apart.images)
            #expect(after.images == apart.images, "an object with an error stays as it was")
            #expect(after.errors.count == 2)
            #expect(Set(after.errors.map(\.code)) == ["sync-rule-error-function-triggered"])
            // Of new ones none gets what somebody has.
            var more = fixture
            more.object("0", ["anchor": owner, "cn": "Person 0"])
            let grown = try more.run(after: apart.metaverse, images: apart.images)
            #expect(grown.images == apart.images)
            #expect(grown.errors.map(\.code) == ["cd-existing-object"])
        }
    }

    /// entra-connect.md 4.5 and 6.4: an error of a rule is an error of its object at synchronization, and no export.
    @Test("an outbound rule that fails leaves the object as the tenant has it: no update, and no deletion")
    mutating func failure() throws {
        fixture.rule(
            .join,
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 199,
            flows: [("title", .expression("IIF([cn] = \"Ada\", \"fine\", Error(\"too many\"))"))]
        )
        fixture.object("a", ["anchor": "AA", "cn": "Ada"])
        let first = try fixture.run()
        #expect(first.errors.isEmpty && first.images.count == 1)
        fixture.keep(first)
        let link = fixture.spaces[EngineFixture.one]?.first?.link
        fixture.spaces = [:]
        fixture.object("a", ["anchor": "AA", "cn": "Ada Lovelace"])
        fixture.spaces[EngineFixture.one]?[0].link = link
        let second = try fixture.run(after: first.metaverse, images: first.images)
        #expect(second.errors.map(\.code) == ["sync-rule-error-function-triggered"])
        #expect(second.images == first.images && pending(second, after: first.images).isEmpty)
    }

    @Test("a source anchor with a null byte is written in hexadecimal, since a store ends a text there")
    mutating func nullByte() throws {
        fixture.object("a", ["anchor": "x\u{0}1", "cn": "Ada"])
        fixture.object("b", ["anchor": "x\u{0}2", "cn": "Bo"])
        #expect(try fixture.run().images.map(\.anchor) == ["780031", "780032"])
    }

    @Test("a source anchor of bytes is base64 of them; an object that is known by another form of them keeps it")
    mutating func bytes() throws {
        fixture.rules = [:]
        fixture.rule(precedence: 100, flows: [("deviceId", .direct("guid")), ("cn", .direct("cn"))])
        fixture.rule(
            in: .tenant,
            from: "person",
            to: "device",
            precedence: 200,
            joins: [["deviceId = deviceId"]],
            flows: [("deviceId", .direct("deviceId")), ("displayName", .direct("cn"))]
        )
        // Bytes that are a text by chance are no text.
        fixture.object("a", ["guid": "sixteen letters!", "cn": "PC"])
        let first = try fixture.run()
        let image = try #require(first.images.first)
        #expect(image.anchor == "c2l4dGVlbiBsZXR0ZXJzIQ==")
        fixture.keep(first)
        #expect(try fixture.run(after: first.metaverse, images: first.images).images == first.images)
        let former = ExportImage(
            connector: image.connector,
            metaverse: image.metaverse,
            objectClass: image.objectClass,
            anchor: "sixteen letters!",
            entry: image.entry
        )
        let second = try fixture.run(after: first.metaverse, images: [former])
        #expect(second.images == [former] && second.errors.isEmpty, "\(second.errors)")
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
        let pending = PendingCount.all(
            of: PendingExports.compute(desired: [], exported: images, table: fixture.table)
        )
        if stops {
            let error = #expect(throws: SyncEngineError.self) { try DeletionGuard(limit: limit).check(pending) }
            #expect(error?.description.contains("2 deletions are pending and the guard lets \(limit) pass") == true)
        } else {
            try DeletionGuard(limit: limit).check(pending)
        }
        let additions = PendingExports.compute(desired: images, exported: [], table: fixture.table)
        try DeletionGuard(limit: 0).check(PendingCount.all(of: additions))
    }
}
