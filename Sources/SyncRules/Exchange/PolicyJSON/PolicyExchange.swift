/// What an exported policy says of rules: the custom ones, and references to the standard ones.
public struct PolicyExchange: Sendable, Hashable {
    /// The custom rules, with everything that was not taken over.
    public var exchange: RuleExchange
    /// The standard rules, of which a policy holds no more than what they are known by.
    public var references: [RuleReference]

    /// Puts a result together.
    public init(exchange: RuleExchange = RuleExchange(), references: [RuleReference] = []) {
        self.exchange = exchange
        self.references = references
    }

    /// The templates that the references mean, and a warning for each that means none.
    public func resolved(
        in catalogue: RuleCatalogue,
        file: String
    ) -> (templates: [RuleReference: RuleTemplate], problems: [ExchangeProblem]) {
        var templates: [RuleReference: RuleTemplate] = [:]
        var problems: [ExchangeProblem] = []
        for reference in references {
            if let template = reference.template(in: catalogue) {
                templates[reference] = template
            } else {
                let sentence = "The catalogue has no template of the tag \(reference.tag); nothing stands for the rule."
                problems.append(ExchangeProblem(.warning, "noTemplate", file: file, rule: reference.name, sentence))
            }
        }
        return (templates, problems)
    }
}
