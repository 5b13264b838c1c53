import Diagnostics
import Directory
import DirectorySchema
import SyncExpressions
import TestSupport
import Testing

@testable import SyncRules

@Suite("The catalogue of standard rules")
struct CatalogueTests {
    private let catalogue: RuleCatalogue

    init() throws { catalogue = try RuleCatalogue.standard() }

    @Test("it holds the 62 rules and 1200 flows of the configuration it was taken from")
    func counts() {
        #expect(catalogue.templates.count == 62)
        #expect(catalogue.templates.map(\.flows.count).reduce(0, +) == 1200)
        func count(_ connector: ConnectorKind, _ direction: RuleDirection) -> Int {
            catalogue.templates.count { $0.connector == connector && $0.direction == direction }
        }
        #expect(count(.forest, .inbound) == 21 && count(.forest, .outbound) == 8)
        #expect(count(.tenant, .inbound) == 7 && count(.tenant, .outbound) == 26)
        #expect(Set(catalogue.templates.map(\.tag)).count == 62)
    }

    @Test("each rule has the flows, scope and joins that are recorded")
    func recorded() throws {
        let lines = catalogue.templates.map { template in
            let kinds = template.flows.reduce(into: [String: Int]()) { counts, flow in
                switch flow.flow.source {
                case .direct: counts["direct", default: 0] += 1
                case .constant: counts["constant", default: 0] += 1
                case .expression: counts["expression", default: 0] += 1
                case .unsupported: counts["unsupported", default: 0] += 1
                }
            }
            let flows = kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            let scope = template.scope.map { $0.map(\.description).joined(separator: " and ") }.joined(
                separator: "; or "
            )
            let joins = template.joins.map { $0.map(\.description).joined(separator: " and ") }.joined(
                separator: "; then "
            )
            return
                "\(template.name)\n  \(template.direction.rawValue) \(template.sourceClass) to \(template.targetClass), "
                + "\(template.link.rawValue)\n  flows: \(flows.isEmpty ? "none" : flows)\n"
                + (scope.isEmpty ? "" : "  scope: \(scope)\n") + (joins.isEmpty ? "" : "  joins: \(joins)\n")
        }
        try GoldenFile("Rules/catalogue.txt").compare(lines.joined(separator: "\n"))
    }

    @Test("every expression compiles, without a warning")
    func expressions() {
        for template in catalogue.templates {
            for flow in template.flows {
                guard case .expression(let text) = flow.flow.source else { continue }
                let compiled = ExpressionProgram.compile(SourceText(name: template.name, text: text))
                let said = DiagnosticRenderer.render(compiled.diagnostics)
                #expect(compiled.program != nil && compiled.diagnostics.isEmpty, "\(flow.flow.destination): \(said)")
            }
        }
    }

    @Test("a file with mistakes is refused with all of them")
    func mistakes() {
        let text =
            "- name: a\n- name: b\n  tag: t\n  source: user\n  target: person\n  order: 1\n  direction: sideways\n"
        let error = #expect(throws: RuleCatalogueError.self) {
            try RuleCatalogue(sources: [SourceText(name: "x.yaml", text: text)])
        }
        #expect((error?.diagnostics.count ?? 0) >= 2, "\(error.map { "\($0)" } ?? "")")
    }
}
