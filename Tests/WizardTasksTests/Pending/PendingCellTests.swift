import Directory
import Testing

@testable import WizardTasks

@Suite("Cells of CSV")
struct PendingCellTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test(
        "several values in a cell of CSV are told apart from one that has a semicolon",
        arguments: [
            ([], ""), (["a"], "a"), (["a", "b"], "a; b"), (["a; b"], "a\\; b"),
            (["smtp:a;b@x.test", "X500:/o=X", "/ou=Y"], "smtp:a\\;b@x.test; X500:/o=X; /ou=Y"),
            (["smtp:a;b@x.test", "X500:/o=X; /ou=Y"], "smtp:a\\;b@x.test; X500:/o=X\\; /ou=Y"),
            (["a\\", "b"], "a\\\\; b"), (["a\\; b"], "a\\\\\\; b"), ([";\u{301}"], "\\;\u{301}"),
        ] as [([String], String)]
    )
    func joined(_ values: [String], _ cell: String) {
        #expect(Array(PendingDocument.joined(values).utf8) == Array(cell.utf8))
    }

    @Test("a value with a semicolon is one value in CSV")
    func semicolon() async throws {
        _ = try await fixture.ready()
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            let title = LDIFRecord.Value(name: "title", bytes: Array("Chair; deputy".utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "title" } + [title])
        }
        _ = try await fixture.cycle()
        let review = try await PendingReview.read(try await fixture.open(), detail: true)
        let csv = PendingDocument.csv(review)
        #expect(csv.contains(",title,,Chair\\; deputy,"), "\(csv)")
    }
}
