import Directory
import DirectorySchema

/// Fits the catalogue to the schemas: which rules appear for which connector, with which flows, in which order.
///
/// A pure function: the same catalogue, schemas and options give the same rules. Precedence is given densely from 100
/// after gating, rule by rule in the standard order and, inside a rule, forest by forest in the order of creation.
public struct RuleGenerator: Sendable {
    /// The first number that standard rules use; lower ones are for people's own rules.
    public static let firstPrecedence = 100

    private let catalogue: RuleCatalogue
    private let options: RuleOptions

    /// Prepares to generate.
    public init(catalogue: RuleCatalogue, options: RuleOptions) {
        self.catalogue = catalogue
        self.options = options
    }

    /// The rules for these connectors.
    public func generate(for connectors: [GenerationConnector]) -> GeneratedRules {
        let classes = Set(
            catalogue.templates.flatMap { [$0.connectorClass] + ($0.needs.objectClass.map { [$0] } ?? []) }
        )
        func gates(_ kind: ConnectorKind) -> [SchemaGate] {
            connectors.filter { $0.kind == kind }.sorted { $0.ordinal < $1.ordinal }
                .map { SchemaGate($0, classes: classes) }
        }
        let (forests, tenants) = (gates(.forest), gates(.tenant))
        var rules: [SyncRule] = []
        var decisions: [GenerationDecision] = []
        for template in catalogue.templates {
            for gate in template.connector == .forest ? forests : tenants {
                let verdict = gate.verdict(on: template.needs, options: options)
                let fitted =
                    verdict.isPresent ? fit(template, to: gate, precedence: Self.firstPrecedence + rules.count) : nil
                if let fitted { rules.append(fitted.rule) }
                decisions.append(
                    GenerationDecision(
                        identity: RuleIdentity(connector: gate.connector.identity, tag: template.tag),
                        name: template.name,
                        isPresent: verdict.isPresent,
                        reason: verdict.reason,
                        omissions: fitted?.omissions ?? []
                    )
                )
            }
        }
        return GeneratedRules(rules: rules, decisions: decisions)
    }

    private func fit(
        _ template: RuleTemplate,
        to gate: SchemaGate,
        precedence: Int
    ) -> (rule: SyncRule, omissions: [GenerationDecision.Omission]) {
        var omissions: [GenerationDecision.Omission] = []
        let isForest = template.connector == .forest
        let flows = template.flows.compactMap { candidate -> AttributeFlow? in
            let attribute =
                !isForest || candidate.isKept
                ? nil
                : gate.firstMissing(of: connectorAttributes(candidate.flow, template), on: template.connectorClass)
            guard let attribute else { return candidate.flow }
            omissions.append(.init(part: candidate.flow.destination.spelling, missing: attribute))
            return nil
        }
        let joins = template.joins.compactMap { group -> [JoinClause]? in
            let attribute =
                isForest
                ? gate.firstMissing(of: group.map(\.connectorAttribute), on: template.connectorClass) : nil
            guard let attribute else { return group }
            omissions.append(.init(part: group.map(\.description).joined(separator: " and "), missing: attribute))
            return nil
        }
        let rule = SyncRule(
            identity: RuleIdentity(connector: gate.connector.identity, tag: template.tag),
            name: template.name,
            direction: template.direction,
            sourceClass: template.sourceClass,
            targetClass: template.targetClass,
            link: template.link,
            precedence: precedence,
            synchronizesPasswords: template.synchronizesPasswords,
            scope: template.scope,
            joins: joins,
            flows: flows
        )
        return (rule, omissions)
    }

    /// The attributes of the connector's side that a flow needs: what it reads inbound, what it writes outbound.
    private func connectorAttributes(_ flow: AttributeFlow, _ template: RuleTemplate) -> [AttributeName] {
        template.direction == .inbound ? FlowReferences.attributes(readBy: flow.source) : [flow.destination]
    }
}
