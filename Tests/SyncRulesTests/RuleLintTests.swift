import Directory
import DirectorySchema
import Foundation
import TestSupport
import Testing

@testable import SyncRules

@Suite("What a careful colleague says about rules")
struct RuleLintTests {
    private static let connector = "0b5c7e1a-93d4-4f2e-8a61-2d7f0c9b1e34"

    private static func rule(
        _ name: String,
        _ precedence: Int,
        _ change: (inout PortableRule) -> Void = { _ in }
    ) -> PortableRule {
        var rule = PortableRule(
            name: name,
            direction: .inbound,
            connector: connector,
            sourceObjectType: "user",
            targetObjectType: "person",
            link: .join,
            precedence: precedence
        )
        rule.joins = [[.init(connectorAttribute: "cn", metaverseAttribute: "cn")]]
        rule.mappings = [PortableMapping(destination: "displayName", sources: ["cn"])]
        change(&rule)
        return rule
    }

    private static let schema: SchemaSnapshot = {
        var user = ObjectClass(name: "user")
        user.may = ["cn", "mail"]
        return SchemaSnapshot(
            origin: .connectorExport,
            attributes: ["cn", "mail"].map { AttributeType(name: $0) },
            classes: [user]
        )
    }()

    private func codes(_ rules: [PortableRule]) -> [String] {
        RuleLint(rules, schemas: [Self.connector: Self.schema], templates: ["Microsoft.A.003"]).findings()
            .map { "\($0.kind.rawValue) \($0.rule) \($0.part ?? "")" }
    }

    @Test("nothing is said about rules in order")
    func clean() {
        #expect(codes([Self.rule("A", 100), Self.rule("B", 101)]) == [])
        #expect(
            codes([
                Self.rule("A", 100) {
                    $0.isDisabled = true;
                    $0.scope = [
                        [.init(attribute: "cn", comparison: .isNull), .init(attribute: "cn", comparison: .isNotNull)]
                    ]
                }
            ]) == []
        )
    }

    private static let cases: [(String, @Sendable (inout PortableRule) -> Void)] = [
        ("LINT001 B flow x", { $0.mappings = [PortableMapping(destination: "x", expression: "left([cn], 3)")] }),
        ("LINT002 B flow x", { $0.mappings = [PortableMapping(destination: "x", expression: "Guid()")] }),
        ("LINT003 B ", { $0.precedence = 100 }),
        (
            "LINT004 B scope",
            {
                $0.scope = [
                    [
                        .init(attribute: "cn", comparison: .equal, value: "a"),
                        .init(attribute: "CN", comparison: .equal, value: "b"),
                    ]
                ]
            }
        ),
        (
            "LINT002 B scope, alternative 1",
            {
                $0.scope = [
                    [
                        .init(attribute: "cn", comparison: .startsWith, value: "a"),
                        .init(attribute: "cn", comparison: .notStartsWith, value: "A"),
                    ],
                    [.init(attribute: "cn", comparison: .isNotNull)],
                ]
            }
        ),
        ("LINT005 B join", { $0.joins[0][0].isCaseSensitive = true }),
        ("LINT006 B treeCount", { $0.mappings = [PortableMapping(destination: "x", expression: "CStr([treeCount])")] }),
        ("LINT007 B flow displayName", { $0.mappings[0].merge = .merge }),
        ("LINT009 B flow x", { $0.mappings = [PortableMapping(destination: "x", expression: "(Error(\"no\"))")] }),
        ("LINT010 B flow x", { $0.mappings = [PortableMapping(destination: "x", constant: "Password=tree")] }),
        (
            "LINT010 B flow unicodePwd",
            { $0.mappings = [PortableMapping(destination: "unicodePwd", expression: "\"tree\"")] }
        ),
        ("LINT011 B ", { $0.immutableTag = "Microsoft.A.002" }),
        ("LINT013 B scope", { $0.scope = [[.init(attribute: "dn", comparison: .isMemberOf, value: "CN=x,DC=y")]] }),
    ]

    @Test("each finding has its case", arguments: cases.indices)
    func findings(_ index: Int) {
        let (finding, change) = Self.cases[index]
        #expect(codes([Self.rule("A", 100), Self.rule("B", 101, change)]) == [finding])
    }

    @Test("a copy that lacks what its standard rule writes by now is told, though the standard rule is disabled")
    func clone() {
        let standard = Self.rule("Team Common", 100) {
            $0.immutableTag = "Microsoft.TeamCommon.001"
            $0.isDisabled = true
            $0.mappings.append(PortableMapping(destination: "treeHeight", sources: ["cn"]))
        }
        let copy = Self.rule("Team Common - Copy", 101)
        #expect(codes([standard, copy]).contains("LINT012 Team Common - Copy "), "\(codes([standard, copy]))")
        let whole = Self.rule("Team Common - Copy", 101) { $0.mappings = standard.mappings }
        #expect(!codes([standard, whole]).contains { $0.hasPrefix("LINT012") })
    }

    @Test("what a standard rule calls and the catalogue does not evaluate is a note there, and an error anywhere else")
    func notEvaluated() throws {
        func codes(_ tag: String, _ destination: String, _ expression: String) -> [String] {
            let rule = Self.rule("A", 100) {
                $0.immutableTag = tag
                $0.mappings = [PortableMapping(destination: destination, expression: expression)]
            }
            return RuleLint([rule], notEvaluated: ["Microsoft.A.003": ["treeKey"]]).findings().map(\.kind.rawValue)
        }
        #expect(codes("Microsoft.A.002", "TreeKey", "Thumbprint([cn]) & CBin(1, 2)") == ["LINT014"])
        #expect(codes("Microsoft.A.003", "treeKey", "Thumbprint(Lef([cn], 1))") == ["LINT001", "LINT001"])
        for (tag, destination) in [("Microsoft.A.003", "x"), ("Microsoft.B.003", "treeKey"), ("", "treeKey")] {
            #expect(codes(tag, destination, "Thumbprint([cn])") == ["LINT001"], "\(tag) \(destination)")
        }
        let catalogue = try RuleCatalogue.standard()
        let template = try #require(catalogue.templates.first { $0.name == "In from AAD - User NGCKey" })
        let flow = try #require(template.flows.first?.flow)
        guard case .unsupported(_, let text?) = flow.source else {
            Issue.record("the key flow can be evaluated")
            return
        }
        let rule = Self.rule(template.name, 100) {
            $0.immutableTag = template.tag
            $0.mappings = [PortableMapping(destination: flow.destination.spelling, expression: text)]
        }
        #expect(RuleLint([rule], catalogue: catalogue).findings().map(\.kind) == [.notEvaluated])
    }

    @Test(
        "a rule that makes objects and joins on what nothing brings into the metaverse is told, in a whole set of rules",
        arguments: [
            (["displayName", "sourceAnchor"], true), (["displayName", "sourceAnchor", "CN"], false),
            (["displayName"], false),
        ] as [([String], Bool)]
    )
    func joinOnNothing(_ written: [String], _ isTold: Bool) {
        let rule = Self.rule("A", 100) {
            $0.link = .provision
            $0.mappings = written.map { PortableMapping(destination: $0, sources: ["cn"]) }
        }
        #expect(codes([rule]) == (isTold ? ["LINT015 A join"] : []))
    }

    @Test("a constant before it leaves a flow nothing to decide, where its scope covers the other")
    func shadowed() {
        let constant = Self.rule("A", 100) {
            $0.mappings = [PortableMapping(destination: "displayName", constant: "x")]
        }
        #expect(codes([constant, Self.rule("B", 101)]) == ["LINT008 B flow displayName"])
        let scoped = Self.rule("A", 100) {
            $0.mappings = [PortableMapping(destination: "displayName", constant: "x")]
            $0.scope = [[.init(attribute: "cn", comparison: .isNotNull)]]
        }
        #expect(codes([scoped, Self.rule("B", 101)]) == [])
    }

    @Test("a finding does not repeat a secret; every kind is on the page that explains them")
    func page() throws {
        let rule = Self.rule("B", 1) { $0.mappings = [PortableMapping(destination: "x", constant: "Password=tree99")] }
        #expect(RuleLint([rule]).findings().allSatisfy { !$0.sentence.contains("tree99") })
        let page = try String(
            contentsOf: Fixture.root.deletingLastPathComponent().appending(path: "Documentation/Lint.md"),
            encoding: .utf8
        )
        for kind in LintFinding.Kind.allCases {
            #expect(page.contains("| \(kind.rawValue) | \(kind.severity.rawValue) |"), "\(kind)")
        }
    }
}
