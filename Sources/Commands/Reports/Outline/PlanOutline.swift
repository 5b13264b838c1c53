import DirectorySchema
import Plans
import SyncEngine
import SyncRules
import WizardTasks

/// What a document says of a plan, in the order in which it is said; forms of documents differ in how alone.
struct PlanOutline {
    /// Something that deserves a look before everything else.
    struct Warning {
        /// One word for it, such as `removesRule`.
        let kind: String
        let sentence: Phrase
    }

    /// A part of a rule that goes, or stays and cannot do what it did.
    struct Damage {
        let forest: String
        let cause: SchemaChange
        let effect: DifferenceRow.RuleEffect
    }

    /// A run that has to follow.
    struct Run {
        let title: String
        let connector: Phrase
        let reason: Phrase
    }

    let plan: Plan<RefreshContent>
    let forests: [ForestOutline]
    let failures: [Warning]
    let hazards: [Warning]
    let damages: [Damage]
    let decisions: [DecisionRow]
    let rules: [RuleGroup]
    let runs: [Run]
    let estimate: Phrase?

    init(_ plan: Plan<RefreshContent>) {
        self.plan = plan
        let content = plan.content
        forests = content.forests.map(ForestOutline.init)
        failures = content.failures.map { forest in
            Warning(
                kind: "unreadable",
                sentence: "\(forest.name) could not be read and stays as it is: \(prose: forest.failure ?? "")"
            )
        }
        hazards = plan.hazards.map { Warning(kind: $0.kind, sentence: .prose($0.sentence)) }
        damages = forests.flatMap { forest in
            forest.differences.flatMap { row in
                row.effects.filter { $0.kind == .broken || $0.kind == .lost }.map {
                    Damage(forest: forest.name, cause: row.change, effect: $0)
                }
            }
        }
        decisions = content.forests.flatMap { forest in
            forest.held.map { DecisionRow($0.decision, isHeld: true) }
                + forest.accepted.map { DecisionRow($0, isHeld: false) }
        }
        let names = Dictionary(content.names.map { ($0.connector, $0.name) }, uniquingKeysWith: { first, _ in first })
        let connectors = content.names.map { ($0.connector, Phrase.name($0.name)) } + [(.tenant, "the tenant")]
        rules = connectors.compactMap { connector, name in
            RuleGroup(content.rules.changes(of: connector), forest: names[connector], title: name)
        }
        runs = content.requirements.map { one in
            Run(
                title: one.kind.title,
                connector: names[one.connector].map(Phrase.name) ?? "the tenant",
                reason: .prose(one.reason)
            )
        }
        estimate = content.estimate.map(Self.sentence)
    }

    /// Whether names were replaced.
    var isRedacted: Bool { plan.kind == RefreshContent.redactedPlanKind }

    /// The states that the plan was made from, by name.
    var basis: [(state: Phrase, fingerprint: Fingerprint)] {
        let prefix = "schema of "
        return plan.basis.sorted { $0.key < $1.key }.map { state, fingerprint in
            let shown: Phrase =
                state.hasPrefix(prefix)
                ? "schema of \(String(state.dropFirst(prefix.count)))"
                : state == "plan" ? "the plan before its names were replaced" : .name(state)
            return (shown, fingerprint)
        }
    }

    /// Who made it, when and with what.
    var origin: Phrase? {
        plan.origin.map { "made by \($0.author) on \(prose: $0.date) with \(prose: $0.program)" }
    }

    private static func sentence(_ estimate: RunEstimate) -> Phrase {
        guard let seconds = estimate.seconds, let date = estimate.lastRun else {
            return "No run has succeeded yet that could tell how long this takes."
        }
        return """
            About \(max(seconds, 1)) s for \(words: WordList.count(estimate.objects, "object")), as long as the run of \
            \(prose: date) took.
            """
    }
}
