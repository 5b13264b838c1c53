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
        attribute.oid = OID("1.2.3")
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
        ("isSingleValued", { $0.isSingleValued = true }), ("rangeLower", { $0.rangeLower = 3 }),
        ("rangeUpper", { $0.rangeUpper = 64 }), ("linkID", { $0.linkID = 2 }), ("searchFlags", { $0.searchFlags = 1 }),
        ("systemFlags", { $0.systemFlags = 16 }), ("isMemberOfPartialAttributeSet", { $0.isInGlobalCatalog = true }),
        ("isDefunct", { $0.isDefunct = true }), ("attributeID", { $0.oid = OID("1.2.4") }),
        ("syntax", { $0.syntax = AttributeSyntax(attributeSyntax: "2.5.5.8", omSyntax: 1) }),
    ]

    @Test("each property is compared", arguments: properties.indices)
    func facets(_ index: Int) {
        let (facet, change) = Self.properties[index]
        let changes = diff([attribute("a")], [attribute("a", change)])
        #expect(changes.map(\.action) == [.changed])
        #expect(changes.first?.facets.map(\.name) == [facet])
    }

    @Test("there and back are opposite")
    func opposite() {
        let (before, after) = (
            [attribute("a"), attribute("b")], [attribute("b") { $0.rangeUpper = 1 }, attribute("d")]
        )
        let opposite: [SchemaChange.Action: SchemaChange.Action] = [
            .added: .removed, .removed: .added, .changed: .changed,
        ]
        let there = Set(diff(before, after).map { "\($0.action) \($0.name)" })
        let back = Set(diff(after, before).map { "\(opposite[$0.action] ?? $0.action) \($0.name)" })
        #expect(there == back)
    }
}
