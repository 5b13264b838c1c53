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

    @Test("it holds the 62 rules of the configuration it was taken from, and those that later builds brought")
    func counts() {
        let observed = catalogue.templates.filter { !$0.family.hasPrefix("later-") }
        #expect(observed.count == 62)
        func count(_ connector: ConnectorKind, _ direction: RuleDirection) -> Int {
            observed.count { $0.connector == connector && $0.direction == direction }
        }
        #expect(count(.forest, .inbound) == 21 && count(.forest, .outbound) == 8)
        #expect(count(.tenant, .inbound) == 7 && count(.tenant, .outbound) == 26)
        let later = catalogue.templates.filter { $0.family.hasPrefix("later-") }
        #expect(Set(later.map(\.family)) == ["later-anchor", "later-extensions", "later-keys", "later-writeback"])
        #expect(Set(catalogue.templates.map(\.tag)).count == catalogue.templates.count)
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
            let joins =
                switch template.joins {
                case .joiningMethod: "by the joining method"
                case .clauses(let groups):
                    groups.map { $0.map(\.description).joined(separator: " and ") }.joined(separator: "; then ")
                }
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
                let filled = text.replacing("{sourceAnchor}", with: "employeeID").replacing(
                    "{userPrincipalName}",
                    with: "mail"
                )
                let compiled = ExpressionProgram.compile(SourceText(name: template.name, text: filled))
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

    @Test(
        "a slip of the pen is refused with its file and line",
        arguments: [
            ("    - to: sn\n      from: surname\n", "class user of the forest has no attribute surname"),
            ("    - to: surname\n      from: sn\n", "class person of the metaverse has no attribute surname"),
            ("    - to: sn\n      from: sn\n    - to: SN\n      from: cn\n", "SN is written twice"),
            ("    - to: sn\n      expression: Trim([sn]\n", "the expression for sn: "),
            ("    - to: sn\n      expression: Trimm([sn])\n", "the expression for sn: "),
            ("    - to: sn\n      expression: Trim([sn])\n      sources: sn\n", "sources is a list of attributes"),
        ]
    )
    func slips(_ flow: String, _ message: String) throws {
        let text = """
            - name: a
              tag: t
              connector: ad
              direction: inbound
              source: user
              target: person
              link: join
              order: 1
              flows:
            \(flow)
            """
        let vocabulary = try CatalogueVocabulary.standard()
        let error = #expect(throws: RuleCatalogueError.self) {
            try RuleCatalogue(sources: [SourceText(name: "x.yaml", text: text)], vocabulary: vocabulary)
        }
        let said = error.map { "\($0)" } ?? ""
        #expect(said.contains(message) && said.contains("x.yaml:1") && error?.diagnostics.count == 1, "\(said)")
    }
}
