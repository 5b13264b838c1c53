import Directory
import SyncExpressions
import SyncRules

/// A rule made ready to run: every name looked up once, every expression compiled.
struct CompiledRule: Sendable {
    struct Join: Sendable {
        let connector: AttributeID
        let metaverse: AttributeID
        let isCaseSensitive: Bool
    }

    enum Source: Sendable {
        case direct(AttributeReader)
        case constant([UInt8])
        case expression(CompiledExpression)
    }

    struct Flow: Sendable {
        let destination: AttributeID
        let destinationName: AttributeName
        let destinationKind: ValueKind
        let isName: Bool
        let source: Source
        let merge: MergeType
        /// The source as the rule has it: flows with the same one give the same for the same object.
        let written: AttributeFlow.Source
        /// Whether it applies only when the target object is created.
        let isOnce: Bool

        /// The attributes it reads by which objects refer to others.
        var references: [AttributeID] {
            switch source {
            case .direct(let reader): reader.kind == .reference ? [reader.attribute] : []
            case .expression(let expression):
                expression.attributes.filter { $0.kind == .reference }.map(\.attribute)
            case .constant: []
            }
        }

        /// Whether it may leave what it writes as it was.
        var mayKeep: Bool {
            guard !isOnce, case .expression(let expression) = source else { return isOnce }
            return expression.program.mayIgnore
        }

        /// The attribute that it reads by whose values, security identifiers, objects refer to others.
        var identifier: AttributeID? {
            guard case .direct(let reader) = source, reader.isIdentifier else { return nil }
            return reader.attribute
        }
    }

    let rule: SyncRule
    let metaverseClass: AttributeName?
    let scope: CompiledScope
    let joins: [[Join]]
    let flows: [Flow]

    /// Whether a rule outwards may join objects or make them, instead of writing those alone that are linked.
    var reachesOut: Bool { rule.link == .provision || !joins.isEmpty }

    /// The rule with those of its flows that satisfy a condition.
    func keeping(_ isKept: (Flow) -> Bool) -> CompiledRule {
        CompiledRule(
            rule: rule,
            metaverseClass: metaverseClass,
            scope: scope,
            joins: joins,
            flows: flows.filter(isKept)
        )
    }
}
