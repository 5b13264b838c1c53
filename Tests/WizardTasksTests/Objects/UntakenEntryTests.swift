import Directory
import SQLiteStore
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Known objects whose entries an import could not take")
struct UntakenEntryTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func synchronize() async throws { _ = try await Synchronize(in: try await fixture.open()).run { _ in } }

    private func setControl(_ text: String) throws {
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            let new = LDIFRecord.Value(name: "userAccountControl", bytes: Array(text.utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != new.name } + [new])
        }
    }

    @Test("what is told of them is said to be older, until an import takes them")
    func untaken() async throws {
        _ = try await fixture.ready()
        try await synchronize()
        let start = "The import of run 2 could not take it as contoso.test showed it then, invalid-attribute-value: "
        func notes() async throws -> [Bool] {
            let workspace = try await fixture.open()
            var notes = [try await ViewObject(in: workspace).run("Ada Andersson").notes]
            for attribute in [nil, "displayName"] as [String?] {
                let answer = try await ExplainObject(in: workspace).run("Ada Andersson", attribute: attribute)
                notes.append(answer.notes)
            }
            return notes.map { $0.contains { $0.hasPrefix(start) } }
        }
        #expect(try await notes() == [false, false, false])
        try setControl("many")
        try await synchronize()
        #expect(try await notes() == [true, true, true])
        try setControl("512")
        try await synchronize()
        #expect(try await notes() == [false, false, false])
    }
}
