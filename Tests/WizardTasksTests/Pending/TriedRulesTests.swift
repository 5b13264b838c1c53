import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Rules that are tried")
struct TriedRulesTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test(
        "a trial of rules takes what they do not write out of what waits, as a run with them does",
        arguments: [false, true]
    )
    func waiting(_ isExported: Bool) async throws {
        let one = "id: 11111111-1111-1111-1111-111111111111\nflows:\n  - to: otherNote\n    from: displayName\n"
        let both = one + "  - to: specialNote\n    from: displayName\n"
        func write(_ rest: String) throws {
            try fixture.writeRule(named: "Notes", of: "tenant", as: "notes", saying: rest)
        }
        _ = try await fixture.ready()
        try write(both)
        if isExported { try await fixture.switchStaging(to: false) }
        _ = try await fixture.cycle()
        if isExported {
            try await fixture.switchStaging(to: true)
            try fixture.rewrite("contoso.test.ldif") { record in
                guard record.texts("objectClass").contains("user"), let name = record.texts("displayName").first else {
                    return record
                }
                let other = LDIFRecord.Value(name: "displayName", bytes: Array("\(name) II".utf8))
                return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "displayName" } + [other])
            }
            _ = try await fixture.cycle()
        }
        let waiting = try await PendingReview.read(try await fixture.open()).changes.filter {
            $0.attributes.contains("specialNote")
        }
        #expect(waiting.count > 5 && waiting.allSatisfy { $0.operation == (isExported ? "update" : "add") })
        // The same rule, tried from a file before it stands in the folder.
        try write(one)
        let text = try String(contentsOfFile: fixture.workspaceFolder.resolve("rules/notes.yaml"), encoding: .utf8)
        let file = try fixture.folder.write(text, to: "try.yaml").path(percentEncoded: false)
        try write(both)
        let outcome = try await TryRules(in: try await fixture.open()).run(file)
        #expect(outcome.rules.map(\.action) == ["replaces"] && outcome.errors.isEmpty, "\(outcome)")
        let objects = outcome.comparison.objects
        #expect(Set(objects.map(\.anchor)) == Set(waiting.map(\.anchor)))
        #expect(objects.allSatisfy { $0.differences.map(\.attribute) == ["specialNote"] }, "\(objects)")
        #expect(objects.flatMap(\.differences).allSatisfy { $0.first != nil && $0.second == nil })
        try write(one)
        let preview = try await PreviewObject(in: try await fixture.open()).run(
            "ada.andersson@contoso.test",
            set: []
        )
        #expect(preview.operation == (isExported ? "update" : "add"), "\(preview)")
        #expect(!preview.exported.contains { $0.values.attribute == "specialNote" }, "\(preview.exported)")
        _ = try await fixture.cycle { $0.policy = .initial }
        let left = try await PendingReview.read(try await fixture.open()).changes
        #expect(!left.contains { $0.attributes.contains("specialNote") })
    }

    @Test("a trial says what the last import has not read of what the rules as tried read")
    func unread() async throws {
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        let rest = "flows:\n  - to: title\n    from: employeeID\n  - to: company\n    from: displayName\n"
        func write() throws {
            try fixture.writeRule(
                named: "In from AD - Numbers",
                .inbound,
                from: "user",
                to: "person",
                as: "numbers",
                saying: rest
            )
        }
        try write()
        let place = fixture.workspaceFolder.resolve("rules/numbers.yaml")
        let file = try fixture.folder.write(try String(contentsOfFile: place, encoding: .utf8), to: "try.yaml")
            .path(percentEncoded: false)
        try FileManager.default.removeItem(atPath: place)
        let outcome = try await TryRules(in: try await fixture.open()).run(file)
        let note = try #require(outcome.notes.first { $0.contains("did not read") }, "\(outcome.notes)")
        #expect(note.contains("contoso.test did not read employeeID, which"), "\(note)")
        #expect(outcome.notes.count { $0.contains("did not read") } == 1, "\(outcome.notes)")
        try write()
        _ = try await fixture.cycle()
        let again = try await TryRules(in: try await fixture.open()).run(file)
        #expect(!again.notes.contains { $0.contains("did not read") }, "\(again.notes)")
    }

    @Test("a file that cannot be taken whole is refused in words")
    func refused() async throws {
        _ = try await fixture.ready()
        let file = try fixture.folder.write("", to: "empty.xml").path(percentEncoded: false)
        let error = await #expect(throws: TaskError.self) {
            try await TryRules(in: try await fixture.open()).run(file)
        }
        let text = error?.description ?? ""
        #expect(text.contains("cannot be taken whole: line 1, column 1"), "\(text)")
        #expect(!text.contains("ExchangeProblem"), "\(text)")
    }

    @Test(
        "what would be written back is compared by forest, and is what a run with the rules has",
        arguments: [false, true]
    )
    func writtenBack(_ isWritten: Bool) async throws {
        _ = try await fixture.writingBack()
        if isWritten { try await fixture.switchStaging(to: false) }
        _ = try await fixture.cycle()
        if isWritten { try await fixture.switchStaging(to: true) }
        let rest = "flows:\n  - to: info\n    from: displayName\n"
        try fixture.writeRule(named: "Out to AD - Info", as: "info", saying: rest)
        let place = fixture.workspaceFolder.resolve("rules/info.yaml")
        let file = try fixture.folder.write(try String(contentsOfFile: place, encoding: .utf8), to: "try.yaml")
            .path(percentEncoded: false)
        try FileManager.default.removeItem(atPath: place)
        let before = try await fixture.waiting()
        let outcome = try await TryRules(in: try await fixture.open()).run(file)
        #expect(outcome.rules.map(\.action) == ["adds"] && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.comparison.objects.isEmpty, "\(outcome.comparison)")
        // What is in the copy already waits no more.
        #expect(outcome.writeBacks.map(\.name) == (isWritten ? ["contoso.test"] : ["contoso.test", "fabrikam.test"]))
        #expect(outcome.writeBacks.first.map { $0.before.values.reduce(0, +) } == before.first)
        let forest = try #require(outcome.writeBacks.first)
        let differences = forest.comparison.objects.flatMap(\.differences)
        let told = differences.filter { $0.attribute == "info" }
        #expect(told.count > 5 && told.allSatisfy { $0.first == nil && $0.second?.count == 1 })
        #expect(told.allSatisfy { $0.rule == "Out to AD - Info" }, "\(told)")
        if !isWritten {
            #expect(told == differences && outcome.writeBacks.last?.comparison.objects.isEmpty == true)
        }
        #expect(try await fixture.waiting() == before, "nothing is kept")
        try fixture.writeRule(named: "Out to AD - Info", as: "info", saying: rest)
        _ = try await fixture.cycle()
        #expect(try await fixture.waiting().first == forest.after.values.reduce(0, +))
    }

    @Test("a trial makes objects in a domain that was imported and has none yet, as a run with the rules does")
    func made() async throws {
        let people = ["user", "group", "contact", "computer", "inetOrgPerson", "foreignSecurityPrincipal"]
        _ = try await fixture.ready()
        try fixture.rewrite("fabrikam.test.ldif") { record in
            record.texts("objectClass").contains { people.contains($0) } ? nil : record
        }
        _ = try await fixture.cycle()
        let rule = """
            name: Out to AD - Contact Made
            connector: fabrikam.test
            direction: outbound
            source: person
            target: contact
            link: provision
            precedence: 60
            flows:
              - to: dn
                expression: '"CN=" & EscapeDNComponent([displayName]) & ",CN=Users,DC=fabrikam,DC=test"'
              - to: displayName
                from: displayName

            """
        let file = try fixture.folder.write(rule, to: "try.yaml").path(percentEncoded: false)
        let outcome = try await TryRules(in: try await fixture.open()).run(file)
        let forest = try #require(outcome.writeBacks.last, "\(outcome.errors)")
        let count = try #require(forest.after["add"])
        #expect(forest.name == "fabrikam.test" && forest.before.isEmpty && count > 5)
        #expect(outcome.errors.allSatisfy { $0.code != "missing-partition-for-run-step" }, "\(outcome.errors)")
        try fixture.writeRule(rule, as: "made")
        _ = try await fixture.cycle()
        let store = try await fixture.open().store
        #expect(try await store.copyObjects { $0.state == .wanted }.count == count)
    }

    @Test("a trial without names tells nothing of objects, values and rules")
    func redacted() async throws {
        _ = try await fixture.writingBack()
        _ = try await fixture.cycle()
        let rest =
            "flows:\n  - to: info\n    expression: IIF([displayName] = \"Ada Andersson\", Error(\"Canary\"), \"x\")\n"
        try fixture.writeRule(named: "Out to AD - Info", as: "info", saying: rest)
        let place = fixture.workspaceFolder.resolve("rules/info.yaml")
        let file = try fixture.folder.write(try String(contentsOfFile: place, encoding: .utf8), to: "try.yaml")
            .path(percentEncoded: false)
        try FileManager.default.removeItem(atPath: place)
        let outcome = try await TryRules(in: try await fixture.open()).run(file)
        #expect(outcome.errors.contains { $0.message.contains("Canary") }, "\(outcome.errors)")
        #expect(outcome.writeBacks.first?.comparison.objects.isEmpty == false)
        let hidden = Redaction(key: try #require(RedactionKey(Array("0123456789abcdef".utf8)))).redact(outcome)
        #expect(hidden.before == outcome.before && hidden.rules.map(\.action) == outcome.rules.map(\.action))
        #expect(hidden.writeBacks.map(\.after) == outcome.writeBacks.map(\.after) && hidden.writeBacks.count == 2)
        var text = hidden.rules.map(\.name).joined()
        text += String(decoding: try CanonicalJSON.encode(hidden.comparison), as: UTF8.self)
        text += String(decoding: try CanonicalJSON.encode(hidden.writeBacks), as: UTF8.self)
        text += String(decoding: try CanonicalJSON.encode(hidden.errors), as: UTF8.self)
        for word in ["andersson", "contoso", "fabrikam", "info", "CN=", "Out to", "Canary", "ConsistencyGuid"] {
            #expect(!text.lowercased().contains(word.lowercased()), "\(word)")
        }
    }
}
