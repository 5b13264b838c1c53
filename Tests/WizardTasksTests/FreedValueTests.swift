import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

/// Deletions leave last: what they free is there for the additions of the same run afterwards.
@Suite("A value that a deletion frees for an addition")
struct FreedValueTests {
    private let fixture: WorkspaceFixture
    private static let ada = "ada.andersson@contoso.test"

    init() throws { fixture = try WorkspaceFixture() }

    private func synchronize() async throws -> SynchronizationReport {
        try await Synchronize(in: try await fixture.open()).run { _ in }
    }

    @Test(
        "is given back where it could be kept back, and exported again by the next run where it could not",
        arguments: [true, false]
    )
    func freed(_ keepsIdentifier: Bool) async throws {
        _ = try await fixture.ready()
        let off = SwitchStagingMode(in: try await fixture.open())
        try await off.apply(try await off.plan(to: false))
        _ = try await synchronize()
        // Another object with the same names takes the place of one.
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            let others = record.values.filter { $0.name != "objectGUID" }.map { value in
                guard value.name == "objectSid", !keepsIdentifier, let last = value.bytes.last else { return value }
                return LDIFRecord.Value(name: value.name, bytes: value.bytes.dropLast() + [last ^ 1])
            }
            let identity = LDIFRecord.Value(name: "objectGUID", bytes: Array("another identity".utf8))
            return LDIFRecord(dn: record.dn, values: others + [identity])
        }
        let report = try await synchronize()
        let export = try #require(report.export)
        #expect(export.pending["add"] == 1 && export.pending["delete"] == 1, "\(export)")
        let workspace = try await fixture.open()
        if keepsIdentifier {
            #expect(export.refused.map(\.code) == ["AttributeValueMustBeUnique"], "\(export.refused)")
            let again = try await synchronize()
            #expect(again.export?.pending["add"] == 1 && again.export?.refused.isEmpty == true, "\(again)")
        } else {
            #expect(export.refused.isEmpty && export.keptBack.contains { $0.message.contains(Self.ada) }, "\(export)")
            _ = try await workspace.tenant.heal()
        }
        let objects = try await TenantListing.read(workspace, .present).objects.filter { $0.label == Self.ada }
        #expect(objects.count == 1 && objects.first?.keptBack.isEmpty == true, "\(objects)")
        #expect(objects.first?.anchor == Data("another identity".utf8).base64EncodedString())
    }
}
