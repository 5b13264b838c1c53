import Diagnostics
import Directory
import SyncExpressions
import SyncRules

extension SyncRule {
    /// A rule as the engine takes it.
    init(_ rule: PortableRule, identity: RuleIdentity) {
        self.init(
            identity: identity,
            name: rule.name,
            direction: rule.direction == .inbound ? .inbound : .outbound,
            sourceClass: AttributeName(rule.sourceObjectType),
            targetClass: AttributeName(rule.targetObjectType),
            link: Self.link(rule.link),
            precedence: rule.precedence,
            synchronizesPasswords: rule.synchronizesPasswords,
            scope: rule.scope.map { group in
                group.map {
                    ScopeClause(attribute: AttributeName($0.attribute), comparison: $0.comparison, value: $0.value)
                }
            },
            joins: rule.joins.map { group in
                group.map {
                    JoinClause(
                        connectorAttribute: AttributeName($0.connectorAttribute),
                        metaverseAttribute: AttributeName($0.metaverseAttribute),
                        isCaseSensitive: $0.isCaseSensitive
                    )
                }
            },
            flows: rule.mappings.map(Self.flow)
        )
    }

    private static func link(_ link: PortableRule.Link) -> LinkType {
        switch link {
        case .provision: .provision
        case .join: .join
        case .stickyJoin: .stickyJoin
        }
    }

    private static func flow(_ mapping: PortableMapping) -> AttributeFlow {
        let merge: MergeType =
            switch mapping.merge {
            case .update, .replace: .update
            case .merge: .merge
            case .mergeCaseInsensitive: .mergeCaseInsensitive
            }
        let source: AttributeFlow.Source =
            switch mapping.kind {
            case .constant: .constant(mapping.constant ?? "")
            case .direct: .direct(AttributeName(mapping.sources.first ?? ""))
            case .expression: expression(mapping.expression ?? "")
            }
        return AttributeFlow(
            destination: AttributeName(mapping.destination),
            source: source,
            merge: merge,
            isOnce: mapping.isOnce,
            listed: mapping.kind == .expression ? mapping.sources.map { AttributeName($0) } : nil
        )
    }

    /// What only lacks a function is known not to be computable; other mistakes are told when the rule is compiled.
    private static func expression(_ text: String) -> AttributeFlow.Source {
        let compilation = ExpressionProgram.compile(SourceText(name: "expression", text: text))
        let errors = compilation.diagnostics.filter { $0.severity == .error }
        if let first = errors.first, errors.allSatisfy({ $0.code == "EXP023" }) {
            return .unsupported(first.message, expression: text)
        }
        return .expression(text)
    }
}
