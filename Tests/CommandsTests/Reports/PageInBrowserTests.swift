import Foundation
import Plans
import TestSupport
import Testing

@testable import Commands

@Suite("A page in a browser", .needsChromium, .serialized)
struct PageInBrowserTests {
    private static let views = [
        ("", "14 of 14"), ("differences", "14 of 14"), ("q=msds-device&change=added", "6 of 14"),
        ("element=class", "1 of 14"),
        ("effect=broken", "1 of 14"), ("change=removed&forest=contoso.test", "0 of 14"),
        ("change=nonsense", "14 of 14"),
        ("q=<script>document.title=1</script>", "0 of 14"),
    ]

    @Test("its address filters it, and everything is shown without", arguments: views)
    func filter(_ fragment: String, _ shown: String) async throws {
        let folder = try TemporaryFolder()
        let plan = try await PlanFixture.plan.value
        let page = try folder.write(PlanDocument(plan: plan, form: .html).text, to: "plan.html")
        let document = try Browser.document(of: page, fragment: fragment)
        #expect(document.contains("\(shown) differences shown"), "\(document.suffix(200))")
        let rows = document.components(separatedBy: "<tr data-element=").dropFirst().filter {
            $0.contains("data-effect=")
        }
        let visible = rows.count { !$0.prefix { $0 != ">" }.contains("hidden") }
        #expect(shown.hasPrefix("\(visible) "))
        #expect(document.contains("<title>Schema refresh, plan \(plan.digest.short)</title>"))
    }
}
