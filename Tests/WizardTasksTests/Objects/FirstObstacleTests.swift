import Directory
import SyncRules
import Testing

@testable import WizardTasks

@Suite("An explanation of an attribute names the first thing in its way")
struct FirstObstacleTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func explain(_ name: String, _ attribute: String?) async throws -> ObjectExplanation {
        try await ExplainObject(in: try await fixture.open()).run(name, attribute: attribute)
    }

    @Test("which is the class of an object that no rule takes, for each of its attributes")
    func untaken() async throws {
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        for attribute in [nil, "department", "ou"] {
            let answer = try await explain("OU=People,DC=contoso,DC=test", attribute)
            let stop = try #require(answer.steps.first { $0.verdict == .stops })
            #expect(stop.stage == .inclusion, "\(answer.steps)")
            #expect(stop.sentence.hasPrefix("No rule of contoso.test takes objects of the class organizationalUnit"))
            // No run imports it.
            #expect(!answer.sentence.contains("dryad sync run"), "\(answer.sentence)")
        }
    }

    @Test("which is that rules for other classes alone read it")
    func otherClasses() async throws {
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        let answer = try await explain("CN=PC-0001,OU=Workstations,DC=contoso,DC=test", "department")
        let stop = try #require(answer.steps.first { $0.verdict == .stops })
        #expect(stop.stage == .scope, "\(answer.steps)")
        #expect(answer.sentence.contains("no rule for objects of the class computer reads department"), "\(answer)")
        #expect(answer.sentence.contains("flow department of In from AD - User Common"), "\(answer.sentence)")
        #expect(!answer.sentence.contains("none hands its values on"), "\(answer.sentence)")
    }

    /// Ada's number as her department, by a rule of one's own, asked for by its name in the forest.
    @Test(
        "which is on the way of its own values, also where the other name has a value from elsewhere",
        arguments: [
            (
                60, "Nobody", true, "scope",
                "no rule that hands employeeID on has the object in scope. In from AD - Number"
            ),
            (900, "", true, "precedence", ") would make \"10000\" of it, and In from AD - User Common"),
            (60, "", false, "null", "every rule that hands employeeID on gives nothing. In from AD - Number"),
            (60, "", true, "", "goes out as department, and is \"10000\", given by In from AD - Number"),
        ]
    )
    func handedOn(_ precedence: Int, _ title: String, _ hasNumber: Bool, _ stage: String, _ said: String) async throws {
        _ = try await fixture.ready()
        if !hasNumber {
            try fixture.rewrite("contoso.test.ldif") { record in
                guard !record.texts("employeeID").isEmpty else { return record }
                return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "employeeID" })
            }
        }
        try fixture.writeRule(
            named: "In from AD - Number",
            .inbound,
            from: "user",
            to: "person",
            precedence: precedence,
            as: "number",
            saying: (title.isEmpty ? "" : "scope:\n  - - title EQUAL \(title)\n")
                + "flows:\n  - to: department\n    from: employeeID\n"
        )
        _ = try await fixture.cycle()
        let answer = try await explain("Ada Andersson", "employeeID")
        let stop = answer.steps.first { $0.verdict == .stops }
        #expect((stop?.stage.rawValue ?? "") == stage, "\(answer.steps)")
        #expect(answer.sentence.contains(said), "\(answer.sentence)")
        // By its name in the tenant it is the department, wherever that comes from.
        let department = try await explain("Ada Andersson", "department")
        #expect(!department.steps.contains { $0.verdict == .stops }, "\(department.sentence)")
    }

    @Test("and what the tenant has accepted before, which is there until something else is exported")
    func accepted() async throws {
        _ = try await fixture.exported()
        try await fixture.switchStaging(to: true)
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "title" })
        }
        _ = try await fixture.cycle()
        let waiting = try await explain("Ada Andersson", "title")
        #expect(waiting.steps.first { $0.verdict == .stops }?.stage == .null, "\(waiting.steps)")
        #expect(waiting.sentence.contains("every rule that could give it gives nothing"), "\(waiting.sentence)")
        let said = " The tenant has accepted title \"Managing director\" before."
        #expect(waiting.sentence.hasSuffix(said), "\(waiting.sentence)")
        try await fixture.switchStaging(to: false)
        _ = try await fixture.cycle()
        let gone = try await explain("Ada Andersson", "title")
        #expect(!gone.sentence.contains("has accepted"), "\(gone.sentence)")
    }
}
