import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// Explains whether rules make an object for a metaverse object in the simulated copy of a forest, step by step.
struct CopyObjectExplainer {
    typealias Step = ObjectExplanation.Step

    let context: ExplanationContext
    let forest: ForestConfiguration
    let standing: WriteBackStanding
    /// What rules have made, or are to make or to delete.
    private let copy: CopyObject?
    /// The rules that make objects there for such metaverse objects.
    private let making: [ScopeTrace]

    init(context: ExplanationContext, forest: ForestConfiguration, standing: WriteBackStanding) {
        self.context = context
        self.forest = forest
        self.standing = standing
        copy = context.subject.copy(in: forest.connector)
        making = context.subject.metaverse.map { context.rules.tracer.making($0, in: forest.connector) } ?? []
    }

    /// Whether there is something to explain: rules make objects in the forest, or have made this one.
    static func hasAnswer(_ context: ExplanationContext, in forest: ForestConfiguration) -> Bool {
        context.subject.copy(in: forest.connector) != nil
            || context.rules.active.rules(of: forest.connector).contains {
                $0.direction == .outbound && $0.link == .provision
            }
    }

    func explain(_ notes: [String]) -> ObjectExplanation {
        var steps: [Step] = []
        for step in [cache, inclusion, filter, scope, join, precedence, null, export] {
            steps.append(step())
            if steps.last?.verdict == .stops { break }
        }
        if let copy { steps.append(context.copyText.step(copy)) }
        return ObjectExplanation(
            label: context.label,
            attribute: nil,
            forest: forest.name,
            sentence: sentence(steps),
            steps: steps,
            notes: notes
        )
    }

    private func sentence(_ steps: [Step]) -> String {
        if let copy { return "\(context.label) \(context.copyText.standing(copy))." }
        if let stop = steps.first(where: { $0.verdict == .stops }) {
            return "\(context.label) is not made in \(forest.name): " + context.clause(stop.sentence)
        }
        return "\(context.label) would be made in the simulated copy of \(forest.name) after the next synchronization."
    }

    /// The object of the forest that is not one that rules have made.
    private var own: ConnectorSpaceObject? {
        context.subject.members.first {
            $0.identity.connector == forest.connector && context.subject.copy(of: $0) == nil
        }
    }

    private var maker: SyncRule? { making.first(where: \.isInScope)?.rule }

    /// The class that it has there, or would have.
    private var objectClass: AttributeName? {
        copy?.object.objectClass ?? maker?.targetClass ?? making.first?.rule.targetClass
    }

    /// Whether the copy has had it, and has it no more.
    private var isDeleted: Bool { copy?.state == .deleted }

    /// How its values come about; nothing where it has none.
    private var trace: EntryTrace? { isDeleted ? nil : copy.flatMap { context.copyText.trace($0) } }

    /// A step that nothing gets through, unless something was made all the same.
    private func obstacle(_ stage: ObjectExplanation.Stage, _ sentence: String, _ details: [String] = []) -> Step {
        context.step(stage, copy == nil ? .stops : .notice, sentence, details)
    }

    // MARK: Steps

    private func cache() -> Step {
        guard let objectClass else {
            return context.step(.cache, .passes, "Nothing of the schema is asked for: no rule makes such objects.")
        }
        guard context.rules.schema(of: forest.connector)?.objectClass(objectClass) != nil else {
            return obstacle(.cache, "The cached schema of \(forest.name) does not have the class \(objectClass).")
        }
        return context.step(.cache, .passes, "The cached schema of \(forest.name) has the class \(objectClass).")
    }

    private func inclusion() -> Step {
        guard let metaverse = context.subject.metaverse else {
            return obstacle(
                .inclusion,
                "It is not in the metaverse, and rules make objects of what is there alone."
            )
        }
        let what = "objects in \(forest.name) of a \(metaverse.objectClass) of the metaverse"
        guard !making.isEmpty else { return obstacle(.inclusion, "No rule makes \(what).") }
        return context.step(
            .inclusion,
            .passes,
            "Rules make \(what).",
            making.map { ExplanationText.rule($0.rule) }
        )
    }

    private func filter() -> Step {
        let sources = context.subject.sources.filter { $0.identity.connector != forest.connector }
        let names = Set(sources.map { context.name(of: $0) }).sorted()
        guard !names.isEmpty else { return obstacle(.filter, "It comes from no other connector.") }
        return context.step(
            .filter,
            .passes,
            "It comes from \(names.joined(separator: " and ")).",
            sources.map { "\($0.entry.dn) in \(context.name(of: $0))" }
        )
    }

    private func scope() -> Step {
        let details = making.map { trace in
            trace.isInScope
                ? "in scope of \(ExplanationText.rule(trace.rule))"
                : "not in scope of " + ExplanationText.obstacles(trace)
        }
        guard maker == nil else {
            return context.step(.scope, .passes, "A rule that makes objects there has it in scope.", details)
        }
        let nearest = making.min { $0.obstacles.count < $1.obstacles.count }
        return obstacle(
            .scope,
            "No rule that makes objects there has it in scope."
                + (nearest.map { " \(ExplanationText.obstacles($0))." } ?? ""),
            details
        )
    }

    private func join() -> Step {
        guard let own else {
            return context.step(.join, .passes, "No object that \(forest.name) has of its own is joined with it.")
        }
        return obstacle(
            .join,
            "\(forest.name) has an object of its own that it is joined with, so that none is made: \(own.entry.dn)."
        )
    }

    private func precedence() -> Step {
        guard !isDeleted else { return context.step(.precedence, .passes, "It has no values any more.") }
        guard let trace else {
            return context.step(.precedence, .passes, "Which values it gets the next synchronization works out.")
        }
        if let failure = trace.failure {
            return obstacle(
                .precedence,
                "\(ExplanationText.rule(failure.rule)) fails at \(failure.attribute): \(failure.message)"
            )
        }
        let written = trace.attributes.filter { !$0.values.isEmpty }
        return context.step(.precedence, .passes, "Rules give \(written.count) of its attributes a value.")
    }

    private func null() -> Step {
        let empty = trace?.attributes.filter(\.values.isEmpty) ?? []
        guard !empty.isEmpty else { return context.step(.null, .passes, "Nothing is left empty.") }
        return context.step(
            .null,
            .passes,
            "Some attributes are left empty.",
            empty.map { one in
                one.attribute.spelling + (one.flows.first.map { ": \(context.text($0))" } ?? "")
            }
        )
    }

    private func export() -> Step {
        guard let copy else {
            return context.step(
                .export,
                .notice,
                "Nothing waits yet. The next synchronization finds an object for it, makes one, or says why it cannot."
            )
        }
        // What was written back to it since it was made is in the copy, whether an import has read that or not.
        let read = context.subject.members.first { $0.identity == copy.object.identity }
        let values = context.copyText.values(copy, now: read.map { standing.inCopy($0) })
        switch copy.state {
        case .wanted: return context.step(.export, .passes, "It waits to be made, with these values.", values)
        case .unwanted:
            return context.step(.export, .notice, "It waits to be deleted, since \(context.copyText.reason(copy)).")
        case .deleted:
            return context.step(.export, .passes, "Nothing waits: it has been deleted from the simulated copy.")
        case .made, .joined:
            guard let change = standing.change, standing.isWaiting else {
                return context.step(.export, .passes, "Nothing waits: all of it has been exported.", values)
            }
            let names = change.attributes.compactMap { context.table.name(of: $0) }.sorted().map(\.spelling)
            let staging = context.spaces.workspace.configuration.isStaging ? "; staging mode holds it back" : ""
            return context.step(
                .export,
                .passes,
                "A change of \(names.joined(separator: ", ")) waits\(staging).",
                values
            )
        }
    }
}
