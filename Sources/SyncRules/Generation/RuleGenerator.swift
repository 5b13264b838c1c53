import Directory

/// Fits the catalogue to the schemas: which rules appear for which connector, with which flows, in which order.
///
/// A pure function: the same catalogue, schemas and options give the same rules. Precedence is given densely from 100
/// after gating, rule by rule in the standard order and, inside a rule, forest by forest in the order of creation.
public struct RuleGenerator: Sendable {
    /// The first number that standard rules use; lower ones are for people's own rules.
    public static let firstPrecedence = 100

    private let templates: [FittedTemplate]
    private let options: RuleOptions
    private let classes: Set<AttributeName>

    /// Takes the catalogue and the options that were chosen.
    public init(catalogue: RuleCatalogue, options: RuleOptions) {
        self.options = options
        templates = catalogue.templates.map { FittedTemplate($0, options) }
        classes = Set(
            catalogue.templates.flatMap { [$0.connectorClass] + ($0.needs.objectClass.map { [$0] } ?? []) } + ["user"]
        )
    }

    /// The rules for these connectors: template by template, forests in the order in which they were added.
    public func generate(for connectors: [GenerationConnector]) -> GeneratedRules {
        let joins = options.joining.joins(anchor: options.sourceAnchor)
        func gates(_ kind: ConnectorKind) -> [SchemaGate] {
            connectors.filter { $0.kind == kind }.sorted { $0.ordinal < $1.ordinal }
                .map { SchemaGate($0, classes: classes, anchor: options.sourceAnchor.attribute, joins: joins) }
        }
        let (forests, tenants) = (gates(.forest), gates(.tenant))
        // The tenant's rules carry on what forests' rules bring: where none can be made for any forest, there is none.
        let isIdle = !forests.isEmpty && forests.allSatisfy { $0.unusable != nil }
        var rules: [SyncRule] = []
        var decisions: [GenerationDecision] = []
        for one in templates {
            for gate in one.template.connector == .forest ? forests : tenants {
                var verdict = gate.verdict(on: one.template.needs, options: options, forests: forests)
                if verdict.isPresent, isIdle {
                    verdict = SchemaGate.Verdict(isPresent: false, reason: "no rule can be made for any forest")
                }
                if verdict.isPresent, one.isEmpty {
                    let reason = "no directory extension of its class was chosen"
                    verdict = SchemaGate.Verdict(isPresent: false, reason: reason)
                }
                var decision = GenerationDecision(
                    identity: RuleIdentity(connector: gate.connector.identity, tag: one.template.tag),
                    name: one.template.name,
                    isPresent: verdict.isPresent,
                    reason: verdict.reason
                )
                if verdict.isPresent {
                    let rule = fit(one, to: gate, Self.firstPrecedence + rules.count, &decision)
                    if rule.flows.isEmpty, one.template.carriesExtensions {
                        let names = decision.omissions.map(\.missing.spelling).joined(separator: ", ")
                        decision = GenerationDecision(
                            identity: decision.identity,
                            name: decision.name,
                            isPresent: false,
                            reason:
                                "class \(one.template.connectorClass) allows none of the chosen extensions: \(names)"
                        )
                    } else {
                        rules.append(rule)
                    }
                }
                decisions.append(decision)
            }
        }
        return GeneratedRules(rules: rules, decisions: decisions)
    }

    private func fit(
        _ one: FittedTemplate,
        to gate: SchemaGate,
        _ precedence: Int,
        _ decision: inout GenerationDecision
    ) -> SyncRule {
        let template = one.template
        let isForest = template.connector == .forest
        var flows: [AttributeFlow] = []
        flows.reserveCapacity(one.flows.count)
        for candidate in one.flows {
            if let attribute = gate.firstMissing(of: candidate.needs, on: template.connectorClass) {
                let omission = GenerationDecision.Omission(
                    part: candidate.flow.destination.spelling,
                    missing: attribute
                )
                guard candidate.isKept else {
                    decision.omissions.append(omission)
                    continue
                }
                decision.kept = (decision.kept ?? []) + [omission]
            }
            flows.append(candidate.flow)
        }
        let joins = one.joins.filter { group in
            guard isForest,
                let attribute = gate.firstMissing(of: group.map(\.connectorAttribute), on: template.connectorClass)
            else { return true }
            let part = group.map(\.description).joined(separator: " and ")
            decision.omissions.append(GenerationDecision.Omission(part: part, missing: attribute))
            return false
        }
        return SyncRule(
            identity: decision.identity,
            name: template.name,
            direction: template.direction,
            sourceClass: template.sourceClass,
            targetClass: template.targetClass,
            link: template.link,
            precedence: precedence,
            synchronizesPasswords: template.synchronizesPasswords && options.synchronizesPasswords,
            scope: template.scope,
            joins: joins,
            flows: flows
        )
    }
}
