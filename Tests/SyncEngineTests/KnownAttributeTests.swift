import Diagnostics
import Directory
import DirectorySchema
import SyncEngine
import SyncRules
import Testing

@Suite("Attributes that a schema does not have")
struct KnownAttributeTests {
    private var fixture = EngineFixture()

    init() {
        let attributes = ["cn", "title", "department"].map { AttributeType(name: AttributeName($0)) }
        fixture.schema = SchemaSnapshot(origin: .activeDirectory, attributes: attributes, classes: [])
        fixture.object("a", ["cn": "x", "title": "Buyer"])
    }

    @Test(
        "they are reported, and the rule runs as if they were absent",
        arguments: [
            ("Trim([title])", []), ("Trim([titel])", ["EXP028"]), ("Trim([Title])", ["EXP029"]),
            ("ImportedValue(\"mail\")", ["EXP028"]), ("Left([dn], 3)", []),
        ]
    )
    mutating func reported(_ expression: String, _ codes: [String]) throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn")), ("info", .expression(expression))])
        let result = try fixture.run()
        #expect(result.findings.map(\.code.rawValue) == codes)
        #expect(fixture.values("cn", result) == [["x"]])
    }

    @Test("rules outwards are held to what the metaverse has and what rules inwards write")
    mutating func outwards() throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn")), ("ownThing", .direct("title"))])
        fixture.rule(
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 101,
            flows: [
                ("displayName", .expression("Trim([displayNam])")), ("title", .expression("Trim([ownThing])")),
                ("mail", .expression("Trim([mail])")),
            ]
        )
        let findings = try fixture.run().findings
        #expect(findings.map(\.message) == ["the attribute displayNam is not in the metaverse"])
        #expect(findings.first?.notes == ["did you mean displayName?"])
    }

    @Test("a finding says where it stands and what may have been meant")
    mutating func place() throws {
        fixture.rule(precedence: 100, flows: [("info", .expression("Trim([titel])"))])
        let finding = try #require(try fixture.run().findings.first)
        #expect(finding.source?.name == "rule 100, flow info")
        #expect(finding.notes == ["did you mean title?"])
    }
}
