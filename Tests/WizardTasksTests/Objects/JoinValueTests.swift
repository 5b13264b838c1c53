import Directory
import Foundation
import SyncRules
import Testing

@testable import WizardTasks

@Suite("What joins need, and what an explanation says where it is not there")
struct JoinValueTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func ready(joinedBy method: String) async throws {
        try fixture.setOption("joining: \(method)")
        _ = try await fixture.ready()
    }

    private func explain() async throws -> ObjectExplanation {
        _ = try await fixture.cycle()
        return try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: nil)
    }

    /// entra-connect.md 1.4: with mail or an attribute of choice objects without it are not synchronized.
    @Test(
        "an object without a value to join by is told so",
        arguments: [("mail", "mail"), ("attribute:employeeID", "employeeID")] as [(String, AttributeName)]
    )
    func withoutValue(_ method: String, _ name: AttributeName) async throws {
        try await ready(joinedBy: method)
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != name })
        }
        let answer = try await explain()
        #expect(answer.steps.first { $0.verdict == .stops }?.stage == .join, "\(answer.sentence)")
        for said in [
            "linked to no metaverse object: it has no \(name), by which In from AD - User Join", "a value to join by",
        ] {
            #expect(answer.sentence.contains(said), "\(answer.sentence)")
        }
    }

    @Test("a join on what no rule brings into the metaverse can find nobody, and is told so")
    func joinOnNothing() async throws {
        try await ready(joinedBy: "attribute:employeeID")
        let step = try #require(try await explain().steps.first { $0.stage == .join })
        #expect(step.verdict == .notice && step.sentence.contains("rules join on employeeID"), "\(step)")
        #expect(
            step.details.contains { $0.contains("no rule brings employeeID into the metaverse") },
            "\(step.details)"
        )
    }

    @Test(
        "a standard rule that joins on what no rule brings into the metaverse is told by the lint",
        arguments: [("attribute:employeeID", true), ("attribute:mail", false), ("once", false), ("accountName", false)]
    )
    func lint(_ method: String, _ isTold: Bool) async throws {
        try await ready(joinedBy: method)
        let rules = try await WorkspaceRules.read(try await fixture.open()).rules
        let findings = RuleLint(rules, catalogue: try .standard()).findings().filter { $0.kind == .joinOnNothing }
        #expect(findings.contains { $0.rule == "In from AD - User Join" } == isTold, "\(findings)")
        #expect(findings.isEmpty != isTold, "\(findings)")
        #expect(findings.allSatisfy { $0.severity == .warning && $0.sentence.contains("employeeID") }, "\(findings)")
    }
}
