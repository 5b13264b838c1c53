import Directory
import Foundation
import Testing

@testable import WizardTasks

@Suite("An attribute that holds secrets")
struct SecretAttributeTests {
    private let fixture: WorkspaceFixture
    private static let ada = "ada.andersson@contoso.test"

    init() throws { fixture = try WorkspaceFixture() }

    /// Documentation/ThreatModel.md: the attributes that hold secrets are not read.
    @Test(
        "is read of no forest for an explanation, whether the object was imported or not",
        arguments: ["unicodePwd", "userPassword"],
        [true, false]
    )
    func unread(_ attribute: String, isImported: Bool) async throws {
        _ = try await fixture.ready()
        if isImported { _ = try await fixture.cycle() }
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("userPrincipalName") == [Self.ada] else { return record }
            let secret = LDIFRecord.Value(name: AttributeName(attribute), bytes: Array("open sesame".utf8))
            return LDIFRecord(dn: record.dn, values: record.values + [secret])
        }
        let answer = try await ExplainObject(in: try await fixture.open()).run(Self.ada, attribute: attribute)
        let told = [answer.sentence] + answer.steps.flatMap { [$0.sentence] + $0.details } + answer.notes
        #expect(!told.contains { $0.contains("sesame") }, "\(told)")
        #expect(answer.notes.contains { $0.contains("no forest was asked") }, "\(answer.notes)")
    }
}
