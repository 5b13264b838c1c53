import SyncRules

/// A rule as programs get it; version 1 of the form.
///
/// In joins and mappings the source is the side that the rule reads.
struct RuleListing: Encodable {
    struct Scope: Encodable {
        let attribute: String
        let `operator`: String
        let value: String
    }

    struct Join: Encodable {
        let source: String
        let target: String
        let caseSensitive: Bool
    }

    struct Mapping: Encodable {
        let destination: String
        let kind: String
        let source: [String]
        let expression: String?
        let constant: String?
        let mergeType: String
        let executeOnce: Bool
        let reads: [String]
    }

    let name: String
    let identifier: String?
    let description: String
    let direction: String
    let connector: String
    let sourceObjectType: String
    let targetObjectType: String
    let linkType: String
    let precedence: Int
    let precedenceAfter: String?
    let precedenceBefore: String?
    let disabled: Bool
    let passwordSync: Bool
    let immutableTag: String
    let scope: [[Scope]]
    let join: [[Join]]
    let mappings: [Mapping]

    init(_ rule: PortableRule) {
        name = rule.name
        identifier = rule.identifier
        description = rule.description
        direction = rule.direction.rawValue
        connector = rule.connector
        sourceObjectType = rule.sourceObjectType
        targetObjectType = rule.targetObjectType
        linkType = rule.link.rawValue
        precedence = rule.precedence
        precedenceAfter = rule.precedenceAfter == PortableRule.noRule ? nil : rule.precedenceAfter
        precedenceBefore = rule.precedenceBefore == PortableRule.noRule ? nil : rule.precedenceBefore
        disabled = rule.isDisabled
        passwordSync = rule.synchronizesPasswords
        immutableTag = rule.immutableTag
        scope = rule.scope.map { group in
            group.map { Scope(attribute: $0.attribute, operator: $0.comparison.rawValue, value: $0.value) }
        }
        let isInbound = rule.direction == .inbound
        join = rule.joins.map { group in
            group.map {
                Join(
                    source: isInbound ? $0.connectorAttribute : $0.metaverseAttribute,
                    target: isInbound ? $0.metaverseAttribute : $0.connectorAttribute,
                    caseSensitive: $0.isCaseSensitive
                )
            }
        }
        mappings = rule.mappings.map {
            Mapping(
                destination: $0.destination,
                kind: $0.kind.rawValue,
                source: $0.sources,
                expression: $0.expression,
                constant: $0.constant,
                mergeType: $0.merge.rawValue,
                executeOnce: $0.isOnce,
                reads: $0.reads
            )
        }
    }
}
