import Directory
import Foundation
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
}
