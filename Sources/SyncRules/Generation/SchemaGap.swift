public import Directory

/// A standard rule from a forest that is not there, since the cached schema lacks what it needs.
public struct SchemaGap: Sendable, Hashable {
    /// The rule.
    public let identity: RuleIdentity
    /// Its name.
    public let name: String
    /// The class whose objects it would read.
    public let objectClass: AttributeName
    /// What the schema lacks, as half a sentence.
    public let reason: String
    /// What it would let flow.
    public let flows: [AttributeFlow]

    /// The rules towards the metaverse that a generation has left out for their schemas, and not for the options.
    public static func all(
        in generated: GeneratedRules,
        catalogue: RuleCatalogue,
        options: RuleOptions
    ) -> [SchemaGap] {
        let absent = Dictionary(grouping: generated.decisions.filter { !$0.isPresent }, by: \.identity.tag)
        return catalogue.templates.flatMap { template -> [SchemaGap] in
            guard template.connector == .forest, template.direction == .inbound,
                let decisions = absent[template.tag], SchemaGate.refusal(of: template.needs, options) == nil
            else { return [] }
            let fitted = FittedTemplate(template, options)
            guard !fitted.isEmpty else { return [] }
            return decisions.map { decision in
                SchemaGap(
                    identity: decision.identity,
                    name: decision.name,
                    objectClass: template.sourceClass,
                    reason: decision.reason,
                    flows: fitted.flows.map(\.flow)
                )
            }
        }
    }
}
