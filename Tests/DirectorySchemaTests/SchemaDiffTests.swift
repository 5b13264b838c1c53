import Directory
import Testing

@testable import DirectorySchema

@Suite("The difference between two schemas")
struct SchemaDiffTests {
    private func attribute(
        _ name: AttributeName,
        _ change: @Sendable (inout AttributeType) -> Void = { _ in }
    ) -> AttributeType {
        var attribute = AttributeType(name: name)
        attribute.oid = OID("1.2.\(name.folded.utf8.reduce(0) { $0 * 31 + Int($1) })")
        attribute.syntax = AttributeSyntax(attributeSyntax: "2.5.5.12", omSyntax: 64)
        change(&attribute)
        return attribute
    }

    private func diff(_ before: [AttributeType], _ after: [AttributeType]) -> [SchemaChange] {
        SchemaDiff(from: SchemaFixture.snapshot([], before), to: SchemaFixture.snapshot([], after)).changes
    }

    @Test("nothing differs between a schema and itself in another order and case")
    func same() {
        let before = SchemaFixture.snapshot(
            [SchemaFixture.objectClass("user", may: ["mail", "cn"])],
            [attribute("mail"), attribute("cn")]
        )
        let after = SchemaFixture.snapshot(
            [SchemaFixture.objectClass("USER", may: ["CN", "Mail"])],
            [attribute("CN"), attribute("mail")]
        )
        #expect(SchemaDiff(from: before, to: after).isEmpty)
    }

    @Test("what comes, goes and stays")
    func elements() {
        let changes = diff([attribute("a"), attribute("b")], [attribute("b"), attribute("c")])
        #expect(changes.map { "\($0.action) \($0.name)" } == ["removed a", "added c"])
    }

    private static let properties: [(String, @Sendable (inout AttributeType) -> Void)] = [
        ("singleValued", { $0.isSingleValued = true }), ("rangeLower", { $0.rangeLower = 3 }),
        ("rangeUpper", { $0.rangeUpper = 64 }), ("linkID", { $0.linkID = 2 }), ("searchFlags", { $0.searchFlags = 1 }),
        ("systemFlags", { $0.systemFlags = 16 }), ("inGlobalCatalog", { $0.isInGlobalCatalog = true }),
        ("defunct", { $0.isDefunct = true }), ("oid", { $0.oid = OID("1.2.4") }),
        ("syntax", { $0.syntax = AttributeSyntax(attributeSyntax: "2.5.5.8", omSyntax: 1) }),
    ]

    @Test("each property is compared", arguments: properties.indices)
    func facets(_ index: Int) {
        let (facet, change) = Self.properties[index]
        let changes = diff([attribute("a")], [attribute("a", change)])
        #expect(changes.map(\.action) == [.modified])
        #expect(changes.first?.facets.map(\.facet.rawValue) == [facet])
    }

    @Test("there and back are opposite")
    func opposite() {
        let (before, after) = (
            [attribute("a"), attribute("b")], [attribute("b") { $0.rangeUpper = 1 }, attribute("d")]
        )
        let opposite: [SchemaChange.Action: SchemaChange.Action] = [
            .added: .removed, .removed: .added, .modified: .modified,
        ]
        let there = Set(diff(before, after).map { "\($0.action) \($0.name)" })
        let back = Set(diff(after, before).map { "\(opposite[$0.action] ?? $0.action) \($0.name)" })
        #expect(there == back)
    }

    @Test("a definition with another name is renamed; lists that mention it say the same as before")
    func renamed() throws {
        let before = SchemaFixture.snapshot(
            [SchemaFixture.objectClass("tree", may: ["bark"])],
            [attribute("bark") { $0.oid = OID("1.2.77") }]
        )
        let after = SchemaFixture.snapshot(
            [SchemaFixture.objectClass("tree", may: ["rind"])],
            [attribute("rind") { $0.oid = OID("1.2.077") }]
        )
        let changes = SchemaDiff(from: before, to: after).changes
        #expect(changes.map { "\($0.action) \($0.oldName) \($0.name)" } == ["renamed bark rind"])
        #expect(changes.first?.facets.map(\.facet) == [.name])
    }

    @Test("what can no longer be read is not gone")
    func unreadable() throws {
        let before = SchemaFixture.snapshot([], [attribute("bark"), attribute("leaf")])
        let after = SchemaSnapshot(
            origin: .activeDirectory,
            attributes: [],
            classes: [SchemaFixture.top],
            unreadable: [UnreadableDefinition(place: "x", reason: "y", text: "( 1.2 NAME 'BARK' SYNTAX")]
        )
        let diff = SchemaDiff(from: before, to: after)
        #expect(diff.changes.map { "\($0.action) \($0.name)" } == ["removed leaf"])
        #expect(diff.unreadable == ["bark"])
        #expect(SchemaDiff(from: after, to: before).unreadable == ["bark"])
    }

    @Test("further names, OIDs and matching rules by OID mean the same")
    func meanings() throws {
        let one = SchemaFixture.subschema(
            attributeTypes: [
                "( 2.5.4.3 NAME ( 'cn' 'commonName' ) EQUALITY 2.5.13.2 SYNTAX 1.3.6 )",
                "( 2.5.4.4 NAME 'sn' SYNTAX 1.3.6 )",
            ],
            objectClasses: ["( 2.5.6.6 NAME 'person' SUP top MUST ( cn $ sn ) )", "( 2.5.6.0 NAME 'top' ABSTRACT )"]
        )
        let other = SchemaFixture.subschema(
            attributeTypes: [
                "( 2.5.4.3 NAME ( 'commonName' 'CN' ) EQUALITY CaseIgnoreMatch SYNTAX 1.3.6 )",
                "( sn-oid NAME 'sn' SYNTAX 1.3.6 )",
            ],
            objectClasses: ["( 2.5.6.6 NAME 'person' MUST ( SN $ 2.5.4.3 ) )", "( 2.5.6.0 NAME 'Top' ABSTRACT )"]
        )
        #expect(SchemaDiff(from: one, to: other).isEmpty && SchemaDiff(from: other, to: one).isEmpty)
    }

    @Test("of two kinds only what both can say differs; what the connector's cache hides is not new")
    func kinds() throws {
        let live = SchemaFixture.snapshot(
            [SchemaFixture.objectClass("user", must: ["objectSid"], may: ["mail", "memberOf"])],
            [
                attribute("mail") {
                    $0.linkID = 4; $0.searchFlags = 1
                }, attribute("memberOf"), attribute("title"),
                attribute("limit") { $0.rangeUpper = -1 },
            ]
        )
        let orName = attribute("authOrig") { $0.syntax = AttributeSyntax(attributeSyntax: "2.5.5.7", omSyntax: 127) }
        let other = attribute("authOrig") { $0.syntax = AttributeSyntax(ldap: "1.2.840.113556.1.4.1221") }
        let exported = SchemaSnapshot(origin: .connectorExport, attributes: [other], classes: [SchemaFixture.top])
        #expect(SchemaDiff(from: exported, to: SchemaFixture.snapshot([], [orName])).isEmpty)
        var (mail, limit) = (AttributeType(name: "mail"), AttributeType(name: "limit"))
        mail.syntax = AttributeSyntax(ldap: "1.3.6.1.4.1.1466.115.121.1.15")
        limit.syntax = mail.syntax
        let cached = SchemaSnapshot(
            origin: .connectorExport,
            attributes: [mail, limit],
            classes: [SchemaFixture.top, SchemaFixture.objectClass("user", may: ["mail", "objectSid"])]
        )
        let diff = SchemaDiff(from: cached, to: live)
        #expect(diff.changes.map { "\($0.action) \($0.name)" } == ["added title"])
        #expect(EffectiveChange.between(cached, live, diff).isEmpty)
    }

    @Test("what classes gain and lose through others is told per class")
    func effective() throws {
        let measured = SchemaFixture.objectClass("measured", .auxiliary, must: ["height"])
        let before = SchemaFixture.snapshot([
            SchemaFixture.objectClass("plant", .abstract, may: ["species"]), measured,
            SchemaFixture.objectClass("tree", under: "plant"), SchemaFixture.objectClass("rock"),
        ])
        let after = SchemaFixture.snapshot([
            SchemaFixture.objectClass("plant", .abstract, with: ["measured"], may: ["planted"]), measured,
            SchemaFixture.objectClass("tree", under: "plant"), SchemaFixture.objectClass("rock"),
        ])
        let changes = EffectiveChange.between(before, after, SchemaDiff(from: before, to: after))
        #expect(changes.map(\.objectClass) == ["plant", "tree"])
        let tree = try #require(changes.last)
        #expect(tree.gained.map { "\($0.attribute) \($0.through)" } == ["height measured", "planted plant"])
        #expect(tree.lost.map(\.attribute) == ["species"] && tree.required == ["height"])
    }
}
