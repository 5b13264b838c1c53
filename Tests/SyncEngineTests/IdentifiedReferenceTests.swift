import Directory
import DirectorySchema
import SyncEngine
import SyncRules
import Testing

/// sync-rules.md 1.3: the product has the creator of a computer, a security identifier, among its references.
@Suite("References by security identifiers")
struct IdentifiedReferenceTests {
    private static let one = EngineFixture.one
    private static let two = EngineFixture.two

    private var fixture = EngineFixture()

    init() {
        let attributes = ["objectSid", "mS-DS-CreatorSID"].map { name in
            var attribute = AttributeType(name: AttributeName(name))
            attribute.syntax = AttributeSyntax(attributeSyntax: "2.5.5.17", omSyntax: 4)
            return attribute
        }
        fixture.schema = SchemaSnapshot(origin: .activeDirectory, attributes: attributes, classes: [])
    }

    /// People and devices of both forests, and what the tenant gets of them.
    private mutating func rules(merge: MergeType = .update, isOnce: Bool = false) {
        for (connector, first) in [(Self.one, 100), (Self.two, 110)] {
            fixture.rule(
                in: connector,
                precedence: first,
                scope: [["hidden ISNULL"]],
                flows: [("cn", .direct("cn")), ("mail", .direct("mail"))]
            )
            fixture.rule(
                in: connector,
                from: "computer",
                to: "device",
                precedence: first + 1,
                flows: [("cn", .direct("cn"))]
            )
            fixture.rule(
                .join,
                in: connector,
                from: "computer",
                to: "device",
                precedence: first + 2,
                flows: [("registeredOwnerReference", .direct("mS-DS-CreatorSID"))],
                merge: merge,
                isOnce: isOnce
            )
        }
        fixture.rule(
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 200,
            joins: [["sourceAnchor = cn"]],
            flows: [("sourceAnchor", .direct("cn")), ("displayName", .direct("cn"))]
        )
        fixture.rule(
            in: .tenant,
            from: "device",
            to: "device",
            precedence: 201,
            joins: [["sourceAnchor = cn"]],
            flows: [
                ("sourceAnchor", .direct("cn")), ("displayName", .direct("cn")),
                ("registeredOwnerReference", .direct("registeredOwnerReference")),
            ]
        )
    }

    /// The stored form of an identifier, which is text as well for a number below 128.
    private static func identifier(_ number: Int) -> String {
        String(decoding: SecurityIdentifier("S-1-5-21-\(number)")?.bytes ?? [], as: UTF8.self)
    }

    private mutating func person(_ name: String, _ number: Int, in connector: ConnectorID = one) {
        fixture.object(name, in: connector, ["cn": name, "objectSid": Self.identifier(number)])
    }

    private mutating func computer(_ name: String, of number: Int, in connector: ConnectorID = one) {
        fixture.object(
            name,
            in: connector,
            of: "computer",
            ["cn": name, "mS-DS-CreatorSID": Self.identifier(number)]
        )
    }

    /// Gives a person of the first forest other values; the link stays.
    private mutating func change(_ name: String, _ values: KeyValuePairs<AttributeName, String>) throws {
        let space = try #require(fixture.spaces[Self.one])
        let place = try #require(space.firstIndex { $0.identity.anchor == Array(name.utf8) })
        fixture.object(name, values)
        guard var changed = fixture.spaces[Self.one]?.popLast() else { return }
        changed.link = space[place].link
        fixture.spaces[Self.one]?[place] = changed
    }

    private mutating func remove(_ name: String) {
        fixture.spaces[Self.one]?.removeAll { $0.identity.anchor == Array(name.utf8) }
    }

    /// Runs after another run, whose links stand.
    private mutating func next(after before: SynchronizationResult) throws -> SynchronizationResult {
        fixture.keep(before)
        return try fixture.run(after: before.metaverse, images: before.images)
    }

    /// Who owns each device, by names: in the metaverse, and as the tenant gets it.
    private func owners(_ result: SynchronizationResult) -> [String: [String]] {
        let objects = result.metaverse.map { ($0.identifier.description, Entry($0.entry, table: fixture.table)) }
        var names: [String: String] = [:]
        for (identifier, entry) in objects { names[identifier] = entry.text("cn") }
        for image in result.images {
            let entry = Entry(image.entry, table: fixture.table)
            names[image.entry.dn] = entry.text("displayName")
        }
        var found: [String: [String]] = [:]
        for (_, entry) in objects {
            for owner in entry.texts("registeredOwnerReference") {
                found[entry.text("cn") ?? "", default: []].append(names[owner] ?? "?")
            }
        }
        for image in result.images {
            let entry = Entry(image.entry, table: fixture.table)
            for owner in entry.texts("registeredOwnerReference") {
                found[entry.text("displayName") ?? "", default: []].append(names[owner] ?? owner)
            }
        }
        return found
    }

    @Test(
        "lead to the object of the same forest that has it, whichever comes first",
        arguments: [true, false],
        [MergeType.update, .merge]
    )
    mutating func forest(_ isReversed: Bool, _ merge: MergeType) throws {
        rules(merge: merge)
        computer("pc", of: 1)
        person("ada", 1)
        person("bo", 2)
        person("other", 1, in: Self.two)
        computer("laptop", of: 2, in: Self.two)
        if isReversed { for connector in [Self.one, Self.two] { fixture.spaces[connector]?.reverse() } }
        let result = try fixture.run()
        #expect(result.errors.isEmpty && result.metaverse.count == 5)
        #expect(owners(result) == ["pc": ["ada", "ada"]])
    }

    @Test("follow their object: it comes later, goes, comes back, and somebody else gets its identifier")
    mutating func late() throws {
        rules()
        computer("pc", of: 1)
        var result = try fixture.run()
        #expect(owners(result) == [:])
        fixture.object("ada", ["cn": "ada", "objectSid": Self.identifier(1), "hidden": "yes"])
        result = try next(after: result)
        #expect(owners(result) == [:], "it is not in the metaverse")
        try change("ada", ["cn": "ada", "objectSid": Self.identifier(1)])
        result = try next(after: result)
        #expect(owners(result) == ["pc": ["ada", "ada"]])
        try change("ada", ["cn": "ada", "objectSid": Self.identifier(2)])
        person("bo", 1)
        result = try next(after: result)
        #expect(owners(result) == ["pc": ["bo", "bo"]])
        remove("bo")
        result = try next(after: result)
        #expect(owners(result) == [:])
    }

    @Test("lead to the account for which a foreign security principal stands")
    mutating func foreign() throws {
        rules()
        fixture.rule(
            .join,
            in: Self.two,
            from: "foreign",
            to: "*",
            precedence: 120,
            joins: [["cn = mail"]],
            flows: []
        )
        fixture.object("ada", ["cn": "ada", "mail": "a", "objectSid": Self.identifier(1)])
        fixture.object("f", in: Self.two, of: "foreign", ["cn": "a", "objectSid": Self.identifier(1)])
        computer("laptop", of: 1, in: Self.two)
        #expect(owners(try fixture.run()) == ["laptop": ["ada", "ada"]])
    }

    @Test("of several objects with one identifier lead to one that is linked, in whatever order they come")
    mutating func several() throws {
        rules()
        computer("pc", of: 1)
        for name in ["ada", "bo", "cy"] { person(name, 1) }
        fixture.object("hidden", ["cn": "hidden", "objectSid": Self.identifier(1), "hidden": "yes"])
        let first = owners(try fixture.run())
        #expect(["ada", "bo", "cy"].contains(first["pc"]?.first))
        fixture.spaces[Self.one]?.reverse()
        #expect(owners(try fixture.run()) == first)
    }

    @Test("that a flow gives once stay in the metaverse, and reach the tenant while their object does")
    mutating func once() throws {
        rules(isOnce: true)
        computer("pc", of: 1)
        computer("tablet", of: 2)
        person("ada", 1)
        var result = try fixture.run()
        #expect(owners(result) == ["pc": ["ada", "ada"]])
        person("bo", 2)
        result = try next(after: result)
        #expect(owners(result) == ["pc": ["ada", "ada"]], "the device is no new one any more")
        remove("ada")
        result = try next(after: result)
        #expect(owners(result) == ["pc": ["?"]])
        person("ada", 1)
        result = try next(after: result)
        #expect(owners(result) == ["pc": ["ada", "ada"]])
    }

    @Test("are known to whoever traces flows, and bytes that flow elsewhere are none")
    mutating func tracing() throws {
        rules()
        fixture.rule(.join, precedence: 105, flows: [("objectSid", .direct("objectSid"))])
        person("ada", 1)
        computer("pc", of: 1)
        let result = try fixture.run()
        let tracer = try RuleTracer(
            connectors: fixture.connectors,
            table: fixture.table,
            clock: FileTime(unixSeconds: 0)
        )
        #expect(
            tracer.identifiers(of: Self.one) == Set([fixture.table.existing("mS-DS-CreatorSID")].compactMap(\.self))
        )
        #expect(tracer.identifiers(of: .tenant).isEmpty)
        let device = try #require(fixture.spaces[Self.one]?.last)
        let ada = try #require(result.metaverse.first { $0.objectClass == "person" }).identifier
        let trace = tracer.inbound([device], before: nil) { connector, reference in
            connector == Self.one && reference == Array(Self.identifier(1).utf8)
                ? Array(ada.description.utf8) : nil
        }
        #expect(trace["registeredOwnerReference"]?.values == [Array(ada.description.utf8)])
        #expect(fixture.values("objectSid", result).contains([Self.identifier(1)]))
    }
}
