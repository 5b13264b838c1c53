import Directory
import SyncEngine
import SyncRules

/// Why no rule that runs writes an attribute of objects of a forest.
struct WriteBackAbsence {
    let rules: ObjectRules
    let forest: ForestConfiguration
    let attribute: AttributeName

    /// The reason in one sentence, for an object where one is known.
    func sentence(_ object: ConnectorSpaceObject? = nil, _ metaverse: MetaverseObject? = nil) -> String {
        switchedOff(object) ?? changed(object) ?? notGenerated(object) ?? ofOtherClass(object, metaverse)
            ?? "No rule writes \(attribute) to \(forest.name)."
    }

    /// Why nothing at all is written back to the forest.
    var ofForest: String {
        let own = switchedOff(nil) ?? changed(nil) ?? notGenerated(nil)
        return "No rule writes anything to \(forest.name), so \(attribute) is not written back to it. "
            + (own
                ?? "Standard rules do where `exchangeHybrid` is on or mS-DS-ConsistencyGuid is the source anchor, and so do "
                + "rules of your own in rules/.")
    }

    private func writes(_ rule: SyncRule) -> Bool { rule.flows.contains { $0.destination == attribute } }

    private func isMeant(_ objectClass: AttributeName, _ object: ConnectorSpaceObject?) -> Bool {
        object.map { $0.objectClass == objectClass } ?? true
    }

    /// Rules write it for other objects.
    private func ofOtherClass(_ object: ConnectorSpaceObject?, _ metaverse: MetaverseObject?) -> String? {
        let writing = rules.outwards(to: forest.connector).filter(writes)
        guard let object, let rule = writing.first(where: { isMeant($0.targetClass, object) }) ?? writing.first else {
            return nil
        }
        guard rule.targetClass == object.objectClass else {
            return
                "\(ExplanationText.rule(rule)) writes it to objects of the class \(rule.targetClass), and this one is a "
                + "\(object.objectClass)."
        }
        guard let metaverse, metaverse.objectClass != rule.sourceClass else { return nil }
        return "\(ExplanationText.rule(rule)) writes it from a \(rule.sourceClass) of the metaverse, and this one is a "
            + "\(metaverse.objectClass)."
    }

    private func switchedOff(_ object: ConnectorSpaceObject?) -> String? {
        let found = rules.disabled.first { rule in
            ConnectorID(rule.connector) == forest.connector && rule.direction == .outbound
                && isMeant(AttributeName(rule.targetObjectType), object)
                && rule.mappings.contains { AttributeName($0.destination) == attribute }
        }
        return found.map {
            "\($0.name) (\($0.precedence)) would write it, and is switched off in this workspace (rules/)."
        }
    }

    /// A standard rule as it was generated writes it, and files say otherwise.
    private func changed(_ object: ConnectorSpaceObject?) -> String? {
        let found = rules.generated.rules(of: forest.connector).first { rule in
            rule.direction == .outbound && writes(rule) && isMeant(rule.targetClass, object)
                && !rules.active.rules.contains { $0.identity == rule.identity && writes($0) }
        }
        return found.map { "\($0.name) would write it as it was generated, and files in rules/ say otherwise." }
    }

    /// A standard rule that would write it was not generated, by the options or by the schema.
    private func notGenerated(_ object: ConnectorSpaceObject?) -> String? {
        guard let templates = try? RuleCatalogue.standard().templates else { return nil }
        let writing = templates.filter { template in
            template.connector == .forest && template.direction == .outbound && isMeant(template.targetClass, object)
                && template.flows.contains { $0.flow.destination == attribute }
        }
        // Where nobody says of what object, people are meant.
        for template in writing.filter({ $0.targetClass == "user" }) + writing.filter({ $0.targetClass != "user" }) {
            let identity = RuleIdentity(connector: forest.connector, tag: template.tag)
            let decision = rules.generated.decisions.first { $0.identity == identity && !$0.isPresent }
            guard let decision else { continue }
            return "\(decision.name) would write it, and was not generated: \(decision.reason)."
                + remedy(template.needs)
        }
        return nil
    }

    /// What switches on the option that a rule needs; nothing where that is not what is missing.
    private func remedy(_ needs: RuleTemplate.Needs) -> String {
        guard let option = needs.option, !rules.workspace.configuration.options.has(option) else { return "" }
        let isElsewhere = OptionalFeature.named(option)?.refusal != nil
        let command = isElsewhere ? "dryad device-options writeback on" : "dryad customize options \(option)=on"
        return " `\(command)` switches it on."
    }
}
