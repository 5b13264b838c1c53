import SyncEngine

extension Redaction {
    /// What a trial of rules found, without names: who, which attributes, which values, which rules.
    ///
    /// Operations, counts and the product's words for errors stay; what their sentences say is left out.
    public func redact(_ outcome: TryRules.Outcome) -> TryRules.Outcome {
        TryRules.Outcome(
            rules: outcome.rules.map { (action: $0.action, name: name(.rule, $0.name)) },
            comparison: redact(outcome.comparison),
            before: outcome.before,
            after: outcome.after,
            writeBacks: outcome.writeBacks.map { forest in
                TryRules.Forest(
                    name: name(.forest, forest.name),
                    before: forest.before,
                    after: forest.after,
                    comparison: redact(forest.comparison)
                )
            },
            errors: outcome.errors.map { error in
                ObjectError(
                    code: error.code,
                    connector: error.connector,
                    object: name(.person, error.object),
                    label: error.label.map { name(.person, $0) },
                    rule: error.rule.map { name(.rule, $0) },
                    message: "What it says is left out."
                )
            },
            notes: notes(outcome.notes)
        )
    }
}
