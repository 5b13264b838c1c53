import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// Explains one attribute that goes back to an object of a forest, from where its value comes to the forest's simulated copy.
struct WriteBackExplainer {
    typealias Step = ObjectExplanation.Step

    /// How the attribute stands.
    enum Outcome {
        /// A change of it waits.
        case waiting
        /// It is in the copy, and no import has read it yet.
        case written
        /// It waits to be made in the copy together with its object.
        case making
        /// It was made in the copy together with its object, and no import has read that yet.
        case made
        /// The next synchronization would have it written.
        case due
        /// Nothing of it is to be written.
        case nothing
    }

    let context: ExplanationContext
    let attribute: AttributeName
    let forest: ForestConfiguration
    let standing: WriteBackStanding
    /// The forest's object, or the one that rules make in its copy; nothing where there is none.
    let object: ConnectorSpaceObject?
    /// What rules have made in the forest's copy, or are to make there; nothing where the object is the forest's own.
    let made: CopyObject?
    /// Its way back; nothing where there is no object that it could go to.
    let path: AttributePath?
    /// What rules out to the forest say of the object; nothing where it is not linked.
    let trace: EntryTrace?
    /// What they would have written back, beside what the copy has already.
    let wanted: WriteBack?

    init(
        context: ExplanationContext,
        attribute: AttributeName,
        forest: ForestConfiguration,
        standing: WriteBackStanding
    ) throws {
        self.context = context
        self.attribute = attribute
        self.forest = forest
        self.standing = standing
        let object = Self.object(of: context, in: forest)
        self.object = object
        let made = object.flatMap { context.subject.copy(of: $0) }
        self.made = made
        path = object.map { AttributePath(attribute, context, backTo: $0) }
        guard let object, let metaverse = context.subject.metaverse else {
            (trace, wanted) = (nil, nil)
            return
        }
        let (spaces, tracer) = (context.spaces, context.rules.tracer)
        let isUnread = made.map { $0.number == nil } ?? false
        trace = tracer.outbound(metaverse, to: object, isNew: isUnread) { spaces.name($0, in: forest.connector) }
        guard !isUnread else {
            wanted = nil
            return
        }
        wanted = try tracer.writeBack(
            of: metaverse,
            to: standing.inCopy(object),
            written: Set(standing.copy?.attributes ?? [])
        ) { spaces.name($0, in: forest.connector) }
    }

    /// The object of a forest that something may go back to, or that is made there with it; what was deleted from the copy is
    /// none, also before an import has read that.
    static func object(of context: ExplanationContext, in forest: ForestConfiguration) -> ConnectorSpaceObject? {
        let subject = context.subject
        let members = subject.members.filter { $0.identity.connector == forest.connector }
        if let member = members.first(where: { subject.copy(of: $0)?.state != .deleted }) { return member }
        guard let copy = subject.copy(in: forest.connector), copy.state != .deleted else { return nil }
        return copy.linked
    }

    /// Whether rules make the object, and no import has brought it.
    var isUnread: Bool { made.map { $0.number == nil } ?? false }

    /// What it is called in the forest.
    var name: AttributeName { path?.target ?? attribute }

    /// How what rules say of it came about.
    var own: AttributeTrace? { path?.target.flatMap { trace?[$0] } }

    var outcome: Outcome {
        guard let object, let number = context.table.existing(name) else { return .nothing }
        if let made, isUnread {
            guard !object.entry.values(of: number).isEmpty else { return .nothing }
            return made.state == .wanted ? .making : .made
        }
        if let change = standing.change, change.attributes.contains(number) {
            let values = change.values.values(of: number)
            let isCopied = standing.copy.map {
                $0.attributes.contains(number) && $0.written.values(of: number).elementsEqual(values)
            }
            if isCopied == true {
                if !object.entry.values(of: number).elementsEqual(values) { return .written }
            } else if standing.isWaiting {
                return .waiting
            }
        }
        return wanted?.attributes.contains(number) == true ? .due : .nothing
    }

    func explain(_ notes: [String]) -> ObjectExplanation {
        var steps: [Step] = []
        for step in [cache, inclusion, filter, scope, join, precedence, null, export] {
            steps.append(step())
            if steps.last?.verdict == .stops { break }
        }
        if !steps.contains(where: { $0.verdict == .stops }) { steps.append(copy()) }
        return ObjectExplanation(
            label: context.label,
            attribute: attribute.spelling,
            forest: forest.name,
            sentence: sentence(steps),
            steps: steps,
            notes: notes
        )
    }

    /// A step that nothing gets through, unless something is or was written all the same: to empty the attribute, or by
    /// another rule.
    func obstacle(_ stage: ObjectExplanation.Stage, _ sentence: String, _ details: [String] = []) -> Step {
        let isWritten = outcome != .nothing || own?.values.isEmpty == false
        return context.step(stage, isWritten ? .notice : .stops, sentence, details)
    }

    // MARK: Steps

    private func cache() -> Step {
        let left = omissions()
        let isKnown = context.rules.schema(of: forest.connector)?.attribute(name) != nil
        guard path?.target == nil else {
            let known = "the cached schema of \(forest.name) \(isKnown ? "has" : "does not have") \(name)"
            return left.isEmpty && isKnown
                ? context.step(.cache, .passes, "The cached schema has what is written.", [known])
                : context.step(.cache, .notice, "Some of what rules write is not in the cached schema.", left + [known])
        }
        if let first = left.first {
            return context.step(.cache, .stops, "\(first).", left)
        }
        guard isKnown else {
            return context.step(
                .cache,
                .stops,
                "The cached schema of \(forest.name) does not have \(attribute). `dryad schema refresh` shows whether the "
                    + "forest has it now."
            )
        }
        return context.step(.cache, .passes, "The cached schema has it.")
    }

    /// What generation has left out of rules for the object's class, since the schema lacks something.
    private func omissions() -> [String] {
        let rules = context.rules.generated.rules(of: forest.connector).filter { rule in
            rule.direction == .outbound && (object.map { $0.objectClass == rule.targetClass } ?? true)
        }
        let identities = Set(rules.map(\.identity))
        return context.rules.generated.decisions.filter { identities.contains($0.identity) }.flatMap { decision in
            decision.omissions.filter { AttributeName($0.part) == name || $0.missing == name }.map {
                "\(decision.name) of \(forest.name) is without \($0.part), since the schema does not allow \($0.missing)"
            }
        }
    }

    private func inclusion() -> Step {
        guard let path else {
            let isWritten = context.rules.outwards(to: forest.connector).contains { rule in
                rule.flows.contains { $0.destination == attribute }
            }
            return isWritten
                ? context.step(.inclusion, .passes, "Rules write it back to \(forest.name).") : absence()
        }
        guard path.target != nil else { return absence() }
        let details = context.subject.sources.flatMap { member in
            path.sources(of: member).map { name in
                let values = context.values(name, of: member.entry)
                return "\(name) of \(context.name(of: member)) is \(ExplanationText.values(values, of: name))"
            }
        }
        return context.step(.inclusion, .passes, "Rules write it back to \(forest.name).", details)
    }

    private func absence() -> Step {
        if let made, !context.values(attribute, of: made.object.entry).isEmpty {
            return context.step(
                .inclusion,
                .stops,
                "No rule writes \(attribute): the object has it of itself, as a directory gives it to what is made there."
            )
        }
        let reason = WriteBackAbsence(rules: context.rules, forest: forest, attribute: attribute)
        return context.step(.inclusion, .stops, reason.sentence(object, context.subject.metaverse))
    }

    private func filter() -> Step {
        if context.live != nil { return context.filter() }
        guard let object else {
            if let copy = context.subject.copy(in: forest.connector), copy.state == .deleted {
                return context.step(.filter, .stops, context.copyText.step(copy).sentence)
            }
            let others = context.subject.members.map { context.name(of: $0) }
            return context.step(
                .filter,
                .stops,
                others.isEmpty
                    ? context.absence.sentence
                    : "\(forest.name) has no object of it that something could be written to: it comes from "
                        + "\(others.joined(separator: " and "))."
            )
        }
        let returned = context.subject.returned.map {
            String(decoding: $0.identity.anchor, as: UTF8.self) + " in the tenant"
        }
        let place = made == nil ? forest.name : "the simulated copy of \(forest.name)"
        let places = ["\(object.entry.dn) in \(place)"] + [returned].compactMap { $0 }
        let inbound = path?.inboundRules ?? []
        if returned == nil, !inbound.isEmpty, inbound.allSatisfy({ $0.connector == .tenant }) {
            return obstacle(
                .filter,
                "What it is made from comes from the tenant, which has returned nothing of the object yet.",
                places
            )
        }
        if let failure = standing.failure { return context.step(.filter, .notice, failure, places) }
        return context.step(
            .filter,
            .passes,
            isUnread ? "No import has brought it: it is an object that rules make." : "It is imported.",
            places
        )
    }

    private func scope() -> Step {
        guard let path, !path.inboundRules.isEmpty else {
            let read = path?.feeding ?? []
            guard !read.isEmpty else {
                return context.step(.scope, .passes, "It is made of nothing that rules inwards bring.")
            }
            let names = read.map(\.spelling).joined(separator: ", ")
            return obstacle(.scope, "No rule inwards writes \(names), of which it is made.")
        }
        let traces = context.subject.sources.flatMap { member in
            context.rules.tracer.scope(of: member).filter { path.inboundRules.contains($0.rule.identity) }
                .map { (trace: $0, place: " (\(context.name(of: member)))") }
        }
        let details = traces.map { trace, place in
            trace.isInScope
                ? "in scope of \(ExplanationText.rule(trace.rule))\(place)"
                : "not in scope of " + ExplanationText.obstacles(trace) + place
        }
        guard !traces.contains(where: \.trace.isInScope) else {
            return context.step(
                .scope,
                .passes,
                "A rule that brings what it is made of has the object in scope.",
                details
            )
        }
        let nearest = traces.map(\.trace).min { $0.obstacles.count < $1.obstacles.count }
        return obstacle(
            .scope,
            "No rule that brings what it is made of has the object in scope."
                + (nearest.map { " \(ExplanationText.obstacles($0))." } ?? ""),
            details
        )
    }

    private func join() -> Step {
        guard context.subject.metaverse != nil else {
            return context.step(
                .join,
                .stops,
                "The object is linked to no metaverse object, and nothing goes back to one that is not; `dryad object explain` "
                    + "without an attribute says why."
            )
        }
        let names = context.subject.sources.map { context.name(of: $0) }
        return context.step(.join, .passes, "The object is in the metaverse, from \(names.joined(separator: " and ")).")
    }

    private func precedence() -> Step {
        let middle = path?.middle ?? []
        let details = middle.flatMap { name in
            (context.inbound[name]?.flows ?? []).map { (middle.count > 1 ? "\(name): " : "") + context.text($0) }
        }
        if let failure = context.inbound.failure, middle.contains(failure.attribute) {
            return obstacle(
                .precedence,
                "\(ExplanationText.rule(failure.rule)) fails, and the object stays as it was: \(failure.message)",
                details
            )
        }
        let winners = middle.compactMap { name in
            context.inbound[name]?.winner.map { "\(name) from \(ExplanationText.rule($0.rule))" }
        }
        return context.step(
            .precedence,
            .passes,
            winners.isEmpty
                ? "No rule gives what it is made of." : "The metaverse has \(winners.joined(separator: ", ")).",
            details
        )
    }

    private func null() -> Step {
        let middle = path?.middle ?? []
        let traces = middle.compactMap { context.inbound[$0] }
        if let kept = traces.first(where: \.isKept) {
            return context.step(.null, .notice, ExplanationText.kept(kept))
        }
        guard !middle.isEmpty, traces.allSatisfy(\.values.isEmpty) else {
            return context.step(.null, .passes, "It is not emptied.")
        }
        if let blocked = traces.first(where: { $0.blocker != nil }), let blocker = blocked.blocker {
            return obstacle(
                .null,
                "\(ExplanationText.rule(blocker.rule)) says AuthoritativeNull for \(blocked.attribute): it stays empty."
            )
        }
        let empty = traces.flatMap { $0.flows.filter { $0.outcome == .empty } }
        let names = middle.map(\.spelling).joined(separator: ", ")
        let reason = empty.first.map { ": \(context.text($0))" } ?? ""
        return obstacle(.null, "The metaverse has no \(names)\(reason).")
    }
}
