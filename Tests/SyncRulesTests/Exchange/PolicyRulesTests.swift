import SyncRules
import TestSupport
import Testing

@Suite("Rules in exported settings")
struct PolicyRulesTests {
    @Test("custom rules are read, and what is not known is told")
    func fixture() throws {
        let policy = PolicyRules.read(try RuleFixture.bytes("policy.json"), file: "policy.json")
        #expect(policy.exchange.rules == [RuleFixture.badges])
        let codes = policy.exchange.problems.map { "\($0.severity.rawValue) \($0.code)" }
        #expect(
            codes == [
                "note referenceOnly", "note referenceOnly", "warning unknownKey", "error missingKey",
                "note referenceOnly",
            ]
        )
        #expect(
            policy.exchange.problems.filter { $0.code == "referenceOnly" }.allSatisfy {
                $0.sentence.contains("is listed by reference only")
            }
        )
    }

    @Test("standard rules are found in the catalogue by the family of their tag")
    func references() throws {
        let policy = PolicyRules.read(try RuleFixture.bytes("policy.json"), file: "policy.json")
        let forest = "5c0ffee5-0002-4000-8000-00000000abcd"
        #expect(policy.references.map(\.connector) == [forest, forest, ConnectorID.tenant.text])
        #expect(policy.references.map(\.precedence) == [112, nil, 139])
        let found = policy.resolved(in: try RuleCatalogue.standard(), file: "policy.json")
        #expect(
            policy.references.map { found.templates[$0]?.tag } == [
                "Microsoft.InfromADGroupJoin.003", nil, "Microsoft.OuttoAADGroupJoin.006",
            ]
        )
        #expect(found.problems.map(\.code) == ["noTemplate"])
        #expect(found.problems.first?.rule == "In from AD - Bench Join")
    }

    @Test("a file that was cut is an error, wherever it was cut")
    func truncated() throws {
        let bytes = try RuleFixture.bytes("policy.json")
        let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for count in 0..<end {
            let policy = PolicyRules.read(Array(bytes[..<count]), file: "policy.json")
            #expect(policy.exchange.problems.map(\.code) == ["notJSON"], "\(count) bytes")
        }
    }

    @Test(
        "what is no policy is an error and no more",
        arguments: [
            ("[]", "notJSON"), ("{}", "noRules"), ("1", "notJSON"), (String(repeating: "[", count: 100_000), "notJSON"),
        ]
            + [(String(repeating: "{\"a\":", count: 100_000), "notJSON")]
    )
    func refused(_ text: String, _ code: String) {
        let policy = PolicyRules.read(Array(text.utf8), file: "policy.json")
        #expect(policy.exchange.problems.map(\.code) == [code])
        #expect(policy.exchange.rules.isEmpty && policy.references.isEmpty)
    }
}
