import Directory
import Foundation
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Names of the tenant's connector space")
struct ConnectorSpaceNameTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test("names of the tenant's connector space are the same in small letters")
    func names() async throws {
        let workspace = try await fixture.ready()
        _ = try await fixture.cycle()
        let text = PendingDocument.csexport(try await PendingReview.read(workspace, detail: true))
        let small = text.replacing(/CN=\{[0-9A-F]+\}/, with: { match in match.output.lowercased() })
        #expect(small != text && text.contains("<attr name=\"manager\">") && text.contains("<attr name=\"member\">"))
        let path = try fixture.folder.write(small, to: "small.xml").path(percentEncoded: false)
        let found = try await Calibrate(in: workspace).run(path)
        #expect(found.perMille == 1000 && found.differences.isEmpty && found.missing.isEmpty, "\(found)")
        let task = ComparePending(surroundings: fixture.surroundings)
        let comparison = try await task.run(fixture.workspaceFolder.path, path)
        #expect(comparison.objects.isEmpty, "\(comparison.objects.prefix(2))")
    }

    @Test(
        "a name of the tenant's connector space has capital digits, and any other text its own letters",
        arguments: [
            ("CN={ab01}", "CN={AB01}"), ("cn={AB01}", "CN={AB01}"), ("CN={AB01}", "CN={AB01}"), ("cn={}", "cn={}"),
            ("cn={xy}", "cn={xy}"), ("cn={ab} ", "cn={ab} "), ("cn=ab", "cn=ab"), ("{ab}", "{ab}"), ("", ""),
        ]
    )
    func folded(_ name: String, _ written: String) { #expect(ConnectorSpaceName.folded(name) == written) }
}
