import Directory
import SyncEngine
import SyncRules

/// What goes out to the forest, and what its simulated copy has of it.
extension WriteBackExplainer {
    /// What rules out to the forest make of it, and whether anything is to be written.
    func export() -> Step {
        guard let object, let metaverse = context.subject.metaverse, let trace else {
            return context.step(.export, .stops, "Nothing is linked that it could go back to.")
        }
        guard let own else {
            let writing = context.rules.tracer.scope(of: metaverse, towards: forest.connector).filter { scope in
                !scope.isInScope && scope.rule.targetClass == object.objectClass
                    && scope.rule.flows.contains { $0.destination == name }
            }
            let nearest = writing.min { $0.obstacles.count < $1.obstacles.count }
            return obstacle(
                .export,
                "No rule that writes \(name) to \(forest.name) has the object in scope."
                    + (nearest.map { " \(ExplanationText.obstacles($0))." } ?? ""),
                writing.map { "not in scope of " + ExplanationText.obstacles($0) }
            )
        }
        let details = own.flows.map(context.text)
        if let failure = trace.failure {
            return obstacle(
                .export,
                "\(ExplanationText.rule(failure.rule)) fails at \(failure.attribute), and the object stays as it was: "
                    + failure.message,
                details
            )
        }
        switch outcome {
        case .waiting:
            return context.step(
                .export,
                .passes,
                "A change of \(name) waits: \(change(in: standing.change))\(held).",
                details
            )
        case .written:
            return context.step(
                .export,
                .passes,
                "A change of \(name) has been exported to the simulated copy.",
                details
            )
        case .making:
            let values = shown(object.entry, name)
            return context.step(.export, .passes, "The object waits to be made, with \(values)\(held).", details)
        case .made:
            return context.step(
                .export,
                .passes,
                "The object has been exported to the simulated copy, with \(shown(object.entry, name)).",
                details
            )
        case .due:
            return context.step(
                .export,
                .notice,
                "Nothing of \(name) waits yet. After the next synchronization it would: \(change(in: wanted)).",
                details
            )
        case .nothing: return nothing(own, object, details)
        }
    }

    /// Why nothing of it is to be written.
    private func nothing(_ own: AttributeTrace, _ object: ConnectorSpaceObject, _ details: [String]) -> Step {
        let theirs = context.values(name, of: object.entry)
        if isUnread {
            let isEmpty = own.values.isEmpty
            let reason =
                isEmpty
                ? "the rules out to \(forest.name) give it nothing"
                : "rules give it a value since the last synchronization"
            return context.step(
                .export,
                isEmpty ? .stops : .notice,
                "The object is made without \(name): \(reason).",
                details
            )
        }
        let leaves = own.flows.contains { $0.outcome == .ignored || $0.outcome == .onceOnly }
        if own.isKept || (own.values.isEmpty && leaves) {
            return context.step(.export, .stops, "Rules leave \(name) as it is in \(forest.name).", details)
        }
        guard own.values.isEmpty else {
            return context.step(
                .export,
                .passes,
                (made == nil ? forest.name : "The simulated copy") + " has it already, and nothing is to be written.",
                details
            )
        }
        let blocker = own.blocker.map { "\(ExplanationText.rule($0.rule)) says AuthoritativeNull for \(name)" }
        guard !theirs.isEmpty else {
            let reason = blocker ?? "The rules out to \(forest.name) give \(name) nothing"
            return context.step(.export, .stops, "\(reason), and \(forest.name) has none.", details)
        }
        if own.flows.contains(where: { $0.flow.merge != .update }) {
            return context.step(
                .export,
                .stops,
                "Rules add to what \(forest.name) has of \(name), and have nothing to add.",
                details
            )
        }
        let read = own.flows.flatMap { FlowReferences.attributes(readBy: $0.flow.source) }
        let ofTenant = read.filter(context.rules.tracer.isOfTenantAlone)
        guard ofTenant.isEmpty else {
            return context.step(
                .export,
                .stops,
                "The tenant has not said \(ofTenant.map(\.spelling).joined(separator: ", ")), and what \(forest.name) has of "
                    + "\(name) stays: it is emptied only where it was written back before.",
                details
            )
        }
        return context.step(.export, .stops, "The rules out to \(forest.name) give \(name) nothing.", details)
    }

    /// What the simulated copy has.
    func copy() -> Step {
        let yet = outcome == .waiting || outcome == .due ? " yet" : ""
        guard let object, let number = context.table.existing(name), let copy = standing.copy,
            copy.attributes.contains(number)
        else {
            if let made { return context.copyText.step(made) }
            return context.step(
                .copy,
                .passes,
                "Nothing of it has been written to the simulated copy of \(forest.name)\(yet)."
            )
        }
        let written = copy.written.values(of: number)
        let isRead = object.entry.values(of: number).elementsEqual(written)
        return context.step(
            .copy,
            .passes,
            "The simulated copy of \(forest.name) has \(shown(written)), where "
                + (made == nil ? "the forest itself has " : "the object was made with ")
                + shown(copy.base.values(of: number))
                + (isRead ? ", and the last import has read it." : "; no import has read it yet.")
        )
    }

    // MARK: The answer

    /// The answer in one sentence.
    func sentence(_ steps: [Step]) -> String {
        let who = "\(attribute) of \(context.label)"
        if let stop = steps.first(where: { $0.verdict == .stops }) {
            return "\(who) is not written back to \(forest.name): " + context.clause(stop.sentence)
        }
        let subject = who + (name == attribute ? "" : ", which goes back as \(name),")
        switch outcome {
        case .waiting:
            return
                "\(subject) waits to be written back to \(forest.name): \(becomes(in: standing.change))\(giver)\(held)."
        case .written:
            return
                "\(subject) was written back to the simulated copy of \(forest.name): \(becomes(in: standing.change))"
                + "\(giver); the next import reads it."
        case .making:
            return
                "\(subject) goes to \(forest.name) with the object itself, which waits to be made in its simulated copy: it is "
                + "\(shownOfObject)\(giver)\(held)."
        case .made:
            return
                "\(subject) has gone to \(forest.name) with the object itself, which was made in its simulated copy: it is "
                + "\(shownOfObject)\(giver); the next import reads it."
        case .due:
            return
                "\(subject) goes back to \(forest.name) after the next synchronization: \(becomes(in: wanted))\(giver)."
        case .nothing:
            guard let object, let number = context.table.existing(name) else { return "\(subject) is not known." }
            let value = shown(object.entry.values(of: number))
            guard let copy = standing.copy, copy.attributes.contains(number) else {
                if isUnread { return "\(subject) is \(value): the object waits to be made without it." }
                if made != nil {
                    return
                        "\(subject) is \(value) in the simulated copy of \(forest.name), where the object itself was made"
                        + "\(giver)."
                }
                return "\(subject) is \(value) in \(forest.name) already, so that nothing is written back."
            }
            return "\(subject) is \(value) in \(forest.name), as it was written back to its simulated copy\(giver)."
        }
    }

    /// What staging mode does with what waits.
    private var held: String {
        context.spaces.workspace.configuration.isStaging ? "; staging mode holds it back" : ""
    }

    /// The rule that writes it, and the one that brought what it is made of; other rules may write it of something else.
    private var giver: String {
        guard let own, let flow = own.winner ?? own.blocker ?? own.flows.first else { return "" }
        let read = FlowReferences.attributes(readBy: flow.flow.source)
        let source = path?.middle.lazy.filter { read.contains($0) }.compactMap { context.inbound[$0]?.winner }.first
        let origin = source.map { winner in
            let sources = context.subject.sources
            let place = sources.indices.contains(winner.member) ? " of \(context.name(of: sources[winner.member]))" : ""
            return ", from \(ExplanationText.rule(winner.rule))\(place)"
        }
        return ", by \(ExplanationText.rule(flow.rule))\(origin ?? "")"
    }

    /// What the attribute becomes by a change, as it goes on behind a colon.
    private func becomes(in change: WriteBack?) -> String {
        guard let change, let number = context.table.existing(name) else { return "it is not known" }
        let values = change.values.values(of: number)
        guard !values.isEmpty else { return "it is emptied" }
        guard change.merged.contains(number) else { return "it becomes \(shown(values))" }
        let known = Set(object.map { context.values(name, of: $0.entry) } ?? [])
        let added = values.map { Array($0) }.filter { !known.contains($0) }
        return "it gets \(ExplanationText.values(added, of: name))"
    }

    /// What goes and what comes by a change.
    private func change(in change: WriteBack?) -> String {
        guard let change, let object, let number = context.table.existing(name) else { return "it is not known" }
        return "\(shown(object.entry.values(of: number))) becomes \(shown(change.values.values(of: number)))"
    }

    /// The values of an attribute that an object is made with.
    private func shown(_ entry: PackedEntry, _ name: AttributeName) -> String {
        "\(name) \(ExplanationText.values(context.values(name, of: entry), of: name))"
    }

    private var shownOfObject: String {
        ExplanationText.values(object.map { context.values(name, of: $0.entry) } ?? [], of: name)
    }

    private func shown(_ values: PackedValues) -> String {
        ExplanationText.values(values.map { Array($0) }, of: name)
    }
}
