import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// Explains one attribute of one object, from the forest that has it to the tenant.
struct AttributeExplainer {
    typealias Step = ObjectExplanation.Step

    let context: ExplanationContext
    let attribute: AttributeName
    let verdict: TenantForecast
    /// What the forest shows of an attribute that no rule reads.
    let liveValues: [[UInt8]]?
    let path: AttributePath
    /// The rules that the cached schemas do not let be.
    let gaps: [SchemaGap]

    init(
        context: ExplanationContext,
        attribute: AttributeName,
        verdict: TenantForecast,
        liveValues: [[UInt8]]?,
        gaps: [SchemaGap]
    ) {
        self.context = context
        self.attribute = attribute
        self.verdict = verdict
        self.liveValues = liveValues
        self.gaps = gaps
        path = AttributePath(attribute, context, gaps: gaps)
    }

    func explain(_ notes: [String]) -> ObjectExplanation {
        if let object = context.alone { return context.explain(attribute, of: object, notes) }
        var steps: [Step] = []
        for step in [cache, inclusion, context.filter, scope, linked, precedence, null, export] {
            steps.append(step())
            if steps.last?.verdict == .stops { break }
        }
        let leaving = context.leaving(path.target ?? attribute)
        if !steps.contains(where: { $0.verdict == .stops }) || leaving != nil { steps.append(tenant()) }
        return ObjectExplanation(
            label: context.label,
            attribute: attribute.spelling,
            sentence: sentence(steps),
            steps: steps,
            notes: notes
        )
    }

    private func sentence(_ steps: [Step]) -> String {
        if let stop = steps.first(where: { $0.verdict == .stops }) {
            return "\(attribute) of \(context.label) does not get to the tenant: "
                + context.clause(stop.sentence)
                + ((context.leaving(path.target ?? attribute) ?? accepted(before: stop)).map { " " + $0 } ?? "")
        }
        let name = path.target ?? attribute
        let value = imageValues(name)
        // What the tenant makes of the value is a part of the answer.
        let notice = steps.first { $0.stage == .tenant && $0.verdict == .notice }.map { " " + $0.sentence } ?? ""
        let renamed = name == attribute ? "" : " goes out as \(name), and"
        let source = path.middle.lazy.compactMap { context.inbound[$0]?.winner }.first
        if let giver, let outward, giver.outcome == .wins || source == nil {
            let values = ExplanationText.values(outward.values, of: name)
            let state = outward.values == value ? "is \(values)" : "becomes \(values) with the next synchronization"
            return "\(attribute) of \(context.label)\(renamed) \(state), given by "
                + "\(ExplanationText.rule(giver.rule)).\(notice)"
        }
        guard let winner = source else {
            return "\(attribute) of \(context.label)\(renamed) is \(ExplanationText.values(value, of: name)).\(notice)"
        }
        let forest =
            context.subject.sources.indices.contains(winner.member)
            ? " of " + context.name(of: context.subject.sources[winner.member]) : ""
        return "\(attribute) of \(context.label)\(renamed) is \(ExplanationText.values(value, of: name)), given by "
            + "\(ExplanationText.rule(winner.rule))\(forest).\(notice)"
    }

    private func imageValues(_ name: AttributeName) -> [[UInt8]] {
        guard let image = context.subject.desired, let number = context.table.existing(name) else { return [] }
        return image.entry.values(of: number).map { Array($0) }
    }

    // MARK: Steps

    private func inclusion() -> Step {
        // Where none of its objects is read, the class is what keeps each attribute back.
        let untaken = context.subject.members.compactMap(context.untaken)
        if let first = untaken.first, untaken.count == context.subject.members.count { return first }
        if path.isUnknown, !uses.isEmpty { return lookedAt() }
        if path.isUnknown {
            if isWrittenBack {
                return context.step(
                    .inclusion,
                    .stops,
                    "Rules write \(attribute) to a forest alone, and none reads it."
                )
            }
            let shown = liveValues.map { "the forest shows \(ExplanationText.values($0, of: attribute))" }
            return context.step(
                .inclusion,
                .stops,
                "No rule reads or writes \(attribute), so it is not imported.",
                shown.map { [$0] } ?? []
            )
        }
        let details = context.subject.members.flatMap { member in
            path.sources(of: member).map { name in
                "\(name) of \(context.name(of: member)) is \(ExplanationText.values(values(name, member), of: name))"
            }
        }
        let isRead = !path.middle.isEmpty
        return context.step(
            .inclusion,
            .passes,
            isRead ? "Rules read what it is made from." : "Rules towards the tenant write it.",
            details
        )
    }

    private func scope() -> Step {
        let (flows, needed) = (path.inboundRules, neededRules)
        if path.isUnknown {
            return isOfOtherClasses ? readOfOthers() : context.step(.scope, .passes, "No rule writes it.")
        }
        guard !path.middle.isEmpty else {
            return context.step(.scope, .passes, "It is made of nothing that rules inwards bring.")
        }
        var details: [String] = []
        var isIn = needed.isEmpty
        for (member, traces) in zip(context.subject.members, context.scopes) {
            for trace in traces where flows.contains(trace.rule.identity) {
                let place = context.subject.members.count > 1 ? " (\(context.name(of: member)))" : ""
                details.append(
                    trace.isInScope
                        ? "in scope of \(ExplanationText.rule(trace.rule))\(place)"
                        : "not in scope of " + ExplanationText.obstacles(trace) + place
                )
                isIn = isIn || (trace.isInScope && needed.contains(trace.rule.identity))
            }
        }
        if isIn { return context.step(.scope, .passes, "A rule that writes it has the object in scope.", details) }
        let nearest = context.scopes.joined().filter { needed.contains($0.rule.identity) && !$0.isInScope }
            .min { $0.obstacles.count < $1.obstacles.count }
        guard let nearest else {
            return obstacle(.scope, "No rule for the object's class writes it.", details)
        }
        return obstacle(.scope, outOfScope(nearest), details)
    }

    private func linked() -> Step {
        guard context.subject.metaverse != nil else {
            if context.subject.isUnmade, let failure = context.inbound.failure {
                return context.step(
                    .join,
                    .stops,
                    "The object is not in the metaverse: \(ExplanationText.rule(failure.rule)) fails at "
                        + "\(failure.attribute): \(failure.message)"
                )
            }
            return context.step(
                .join,
                .stops,
                "The object is not in the metaverse; `dryad object explain` without an attribute says why."
            )
        }
        let names = context.subject.members.map { context.name(of: $0) }
        let lost = lostReferences()
        return context.step(
            .join,
            lost.isEmpty ? .passes : .notice,
            "The object is in the metaverse, from \(names.joined(separator: " and "))."
                + (lost.isEmpty ? "" : " What it refers to is in part not there."),
            lost
        )
    }

    /// References to objects that are not in the metaverse: they are left out, until those come.
    private func lostReferences() -> [String] {
        let names = ReferenceNames(context.spaces)
        return context.subject.members.flatMap { member -> [String] in
            let connector = member.identity.connector
            let identifiers = context.rules.tracer.identifiers(of: connector)
            return path.sources(of: member).compactMap { name -> String? in
                let isIdentifier = context.table.existing(name).map { identifiers.contains($0) } ?? false
                guard isIdentifier || context.rules.schema(of: connector)?.attribute(name)?.syntax?.isReference == true
                else { return nil }
                let all = values(name, member)
                let lost = all.filter { names.identity(connector, $0) == nil }
                guard !lost.isEmpty else { return nil }
                return
                    "\(lost.count) of \(all.count) values of \(name) of \(context.name(of: member)) lead to no object of the "
                    + "metaverse, and are left out: \(ExplanationText.values(lost, of: name))"
            }
        }
    }

    private func precedence() -> Step {
        if path.isUnknown {
            return context.step(
                .precedence,
                .stops,
                "Rules look at \(attribute) to decide, and none hands its values on: \(usesInShort)."
            )
        }
        let details = path.middle.flatMap { name in
            (context.inbound[name]?.flows ?? []).map { flow in
                (path.middle.count > 1 ? "\(name): " : "") + context.text(flow)
            }
        }
        if let failure = context.inbound.failure {
            let isHere = path.middle.contains(failure.attribute)
            // An error at another attribute holds this one back as well.
            if isHere || path.middle.contains(where: isOverdue) {
                let place = isHere ? "" : " at \(failure.attribute)"
                return context.step(
                    .precedence,
                    .stops,
                    "\(ExplanationText.rule(failure.rule)) fails\(place), and the object stays as it was: "
                        + failure.message,
                    details
                )
            }
        }
        if let step = outdone(details) { return step }
        let winners = path.middle.compactMap { name in
            context.inbound[name]?.winner.map { "\(name) from \(ExplanationText.rule($0.rule))" }
        }
        return context.step(
            .precedence,
            .passes,
            winners.isEmpty
                ? "No rule \(giver == nil ? "" : "inwards ")gives it a value."
                : "The metaverse has \(winners.joined(separator: ", ")).",
            details
        )
    }

    /// Whether rules would give other values than the metaverse has.
    private func isOverdue(_ name: AttributeName) -> Bool {
        guard let object = context.subject.metaverse, let trace = context.inbound[name] else { return false }
        return trace.values != context.values(name, of: object.entry)
    }

    private func null() -> Step {
        let traces = path.middle.compactMap { context.inbound[$0] }
        if let kept = traces.first(where: \.isKept) {
            return context.step(.null, .notice, ExplanationText.kept(kept))
        }
        if let step = silence() { return step }
        guard !path.middle.isEmpty, traces.allSatisfy(\.values.isEmpty) else {
            return context.step(.null, .passes, "It is not emptied.")
        }
        if let blocked = traces.first(where: { $0.blocker != nil }), let blocker = blocked.blocker {
            return obstacle(
                .null,
                "\(ExplanationText.rule(blocker.rule)) says AuthoritativeNull for \(blocked.attribute): it stays empty."
            )
        }
        let silent = traces.flatMap { $0.flows.filter { $0.outcome == .empty } }
        let once = traces.flatMap { $0.flows.filter { $0.outcome == .onceOnly } }
        let meant = silent.first { !path.isOfForest || path.handsOn($0.flow) }
        let reason = (meant ?? silent.first ?? once.first).map { ". \(context.text($0))" } ?? ""
        let which = giver == nil ? "" : " inwards"
        return obstacle(.null, "Every rule\(which) that could give it gives nothing\(reason).")
    }

    private func export() -> Step {
        guard let target = path.target else {
            return context.step(
                .export,
                .stops,
                "It is in the metaverse as far as that, and no rule brings it to the tenant."
            )
        }
        guard let outbound = context.outbound else {
            return context.step(
                .export,
                .stops,
                "No rule brings the object to the tenant; `dryad object explain` without an attribute says why."
            )
        }
        guard let trace = outbound.entry[target] else {
            let out = context.outboundScopes.first { scope in
                !scope.isInScope && scope.rule.flows.contains { $0.destination == target }
            }
            let reason = out.map { " \(ExplanationText.obstacles($0))." } ?? ""
            return context.step(.export, .stops, "No rule that writes \(target) has the object in scope.\(reason)")
        }
        let details = trace.flows.map(context.text)
        if let failure = outbound.entry.failure {
            return context.step(
                .export,
                .stops,
                "\(ExplanationText.rule(failure.rule)) fails at \(failure.attribute): \(failure.message)",
                details
            )
        }
        if let rival = context.subject.rival {
            return context.step(.export, .stops, ExplanationText.sentence(rival.reason), details)
        }
        if let reason = context.subject.changedAnchor(outbound) {
            return context.step(.export, .stops, ExplanationText.sentence(reason), details)
        }
        let stored = imageValues(target)
        guard !trace.values.isEmpty || !stored.isEmpty else {
            return context.step(.export, .stops, "The rules to the tenant leave \(target) empty.", details)
        }
        let change = context.subject.pending(context.table).flatMap { pending in
            ValueChange.all(of: pending, before: context.subject.exported, table: context.table)
                .first { AttributeName($0.attribute) == target }
        }
        let renewed =
            trace.values == stored ? "" : " The next synchronization makes it \(ExplanationText.values(trace.values))."
        guard let change else {
            let state = stored.isEmpty ? "Nothing of \(target) waits yet." : "The tenant has accepted \(target)."
            return context.step(.export, .passes, state + renewed, details)
        }
        let old = change.removed.isEmpty ? "nothing" : change.removed.joined(separator: ", ")
        let new = change.added.isEmpty ? "nothing" : change.added.prefix(3).joined(separator: ", ")
        let staging = context.spaces.workspace.configuration.isStaging ? "; staging mode holds it back" : ""
        return context.step(
            .export,
            .passes,
            "A change of \(target) waits: \(old) becomes \(new)\(staging).\(renewed)",
            details
        )
    }

    private func tenant() -> Step {
        path.target.map { context.tenant(verdict, of: $0) } ?? context.tenant(verdict)
    }

    private func values(_ name: AttributeName, _ member: ConnectorSpaceObject) -> [[UInt8]] {
        context.table.existing(name).map { member.entry.values(of: $0).map { Array($0) } } ?? []
    }
}
