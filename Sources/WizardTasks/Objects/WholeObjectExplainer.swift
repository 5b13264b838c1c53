import Connectors
import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// Explains whether an object is in the tenant, step by step.
struct WholeObjectExplainer {
    typealias Step = ObjectExplanation.Step

    let context: ExplanationContext
    let verdict: TenantForecast

    func explain(_ notes: [String]) -> ObjectExplanation {
        var steps: [Step] = []
        let isNowhere = context.subject.members.isEmpty && context.live == nil && context.subject.metaverse == nil
        if isNowhere || context.alone != nil {
            steps = [context.filter(), context.tenant(verdict)]
        } else {
            for step in [cache, inclusion, context.filter, scope, context.join, precedence, null, export] {
                steps.append(step())
                // What is behind the filter is what would happen to it once it is imported: scope says that too.
                let isImportable = context.live != nil && !context.subject.members.isEmpty
                if steps.last?.verdict == .stops, steps.last?.stage != .filter || !isImportable { break }
                if steps.last?.stage == .scope, context.live != nil { break }
            }
            if !steps.contains(where: { $0.verdict == .stops }) || context.subject.tenant != nil {
                steps.append(context.tenant(verdict))
            }
        }
        return ObjectExplanation(
            label: context.label,
            attribute: nil,
            sentence: sentence(steps),
            steps: steps,
            notes: notes
        )
    }

    private func sentence(_ steps: [Step]) -> String {
        let pending = context.subject.pending(context.table)?.operation
        if let object = context.alone { return context.standing(object) }
        // All that is left of it is what rules have made.
        if context.subject.metaverse == nil, context.subject.tenant == nil, !context.subject.copies.isEmpty {
            return context.copyText.standings.map { "\(context.label) \($0)." }.joined(separator: " ")
        }
        if let stop = steps.first(where: { $0.verdict == .stops }) { return sentence(stop, pending) }
        let keeps = verdict.rehearsal?.keptBack.isEmpty ?? true ? "" : ", of which the tenant would keep values back"
        let state = "\(context.label) is in the tenant" + (context.deviation.map { ", which \($0)" } ?? "")
        switch pending {
        case .add: return "\(context.label) waits to be added to the tenant\(keeps)."
        case .update: return "\(state), and a change of it waits\(keeps)."
        case .delete: return "\(context.label) will be deleted from the tenant."
        case nil where context.isTenantSilent:
            return
                "The tenant has accepted \(context.label) as the rules want it; what has become of it there could not be "
                + "asked."
        case nil: return state + (context.deviation == nil ? " as the rules want it." : ".")
        }
    }

    /// What stopped it; what the tenant has already stays in it.
    private func sentence(_ stop: Step, _ pending: PendingExport.Operation?) -> String {
        let reason = context.clause(stop.sentence)
        if pending == .delete { return "\(context.label) will be deleted from the tenant: \(reason)" }
        guard context.present != nil, context.live == nil else {
            return "\(context.label) does not get to the tenant: \(reason)"
        }
        return "\(context.label) is in the tenant as it was, and what is new does not get there: \(reason)"
    }

    // MARK: Steps

    private func cache() -> Step {
        if let live = context.live, live.object.objectClass == nil {
            return context.step(
                .cache,
                .stops,
                "The cached schema of \(live.forest.name) knows none of the classes of \(live.object.entry.dn). "
                    + "`dryad schema refresh` reads the schema again."
            )
        }
        let missing = context.subject.members.filter {
            context.rules.schema(of: $0.identity.connector)?.objectClass($0.objectClass) == nil
        }
        guard let first = missing.first else {
            let classes = context.subject.members.map { "\($0.objectClass) in the schema of \(context.name(of: $0))" }
            return context.step(.cache, .passes, "The cached schema has its class.", classes)
        }
        return context.step(
            .cache,
            .stops,
            "The cached schema of \(context.name(of: first)) does not have the class \(first.objectClass)."
        )
    }

    private func inclusion() -> Step {
        if let untaken = context.subject.members.lazy.compactMap(context.untaken).first { return untaken }
        return context.step(.inclusion, .passes, "Rules read its class.")
    }

    private func scope() -> Step {
        var details: [String] = []
        var links = false
        for (member, traces) in zip(context.subject.members, context.scopes) {
            let place = context.subject.members.count > 1 ? " (\(context.name(of: member)))" : ""
            for trace in traces {
                details.append(
                    trace.isInScope
                        ? "in scope of \(ExplanationText.rule(trace.rule))\(place)"
                        : "not in scope of " + ExplanationText.obstacles(trace) + place
                )
                links = links || (trace.isInScope && (trace.rule.link != .join || !trace.rule.joins.isEmpty))
            }
        }
        guard !links else { return context.step(.scope, .passes, "A rule that links it has it in scope.", details) }
        let linking = context.scopes.joined().filter { $0.rule.link == .provision }
        guard let nearest = linking.min(by: { $0.obstacles.count < $1.obstacles.count }) else {
            return context.step(.scope, .stops, "No rule for its class links objects to the metaverse.", details)
        }
        return context.step(
            .scope,
            .stops,
            "No rule that links objects has it in scope. \(ExplanationText.obstacles(nearest)).",
            details
        )
    }

    private func precedence() -> Step {
        if let failure = context.inbound.failure {
            let outcome =
                context.subject.metaverse == nil ? "no metaverse object is made of it" : "it stays as it was"
            return context.step(
                .precedence,
                .stops,
                "\(ExplanationText.rule(failure.rule)) fails at \(failure.attribute), and \(outcome): \(failure.message)"
            )
        }
        let written = context.inbound.attributes.filter { !$0.values.isEmpty }
        let contested = written.filter { trace in
            trace.flows.contains { $0.outcome == .loses && $0.values != trace.values }
        }
        let details = contested.map { trace in
            let loser = trace.flows.first { $0.outcome == .loses && $0.values != trace.values }
            return "\(trace.attribute): \(trace.winner.map { ExplanationText.rule($0.rule) } ?? "?") before "
                + (loser.map { "\(ExplanationText.rule($0.rule)) with \(ExplanationText.values($0.values))" } ?? "")
        }
        return context.step(
            .precedence,
            .passes,
            "\(written.count) attributes get a value; of \(contested.count) another rule would have another value.",
            details
        )
    }

    private func null() -> Step {
        let blocked = context.inbound.attributes.filter { $0.blocker != nil && $0.values.isEmpty }
        let kept = context.inbound.attributes.filter(\.isKept)
        let details =
            blocked.map {
                "\($0.attribute) is empty: \($0.blocker.map { ExplanationText.rule($0.rule) } ?? "") says so"
            }
            + kept.map { "\($0.attribute) is kept from before" }
        return context.step(
            .null,
            .passes,
            details.isEmpty
                ? "Nothing is emptied or kept on purpose." : "Some attributes are emptied or kept on purpose.",
            details
        )
    }

    private func export() -> Step {
        if let failure = context.outbound?.entry.failure {
            return context.step(
                .export,
                .stops,
                "\(ExplanationText.rule(failure.rule)) fails at \(failure.attribute): \(failure.message)"
            )
        }
        let details = context.outboundScopes.filter(\.isInScope).map { "in scope of \(ExplanationText.rule($0.rule))" }
        guard let outbound = context.outbound else {
            let provisioning = context.outboundScopes.filter { $0.rule.link == .provision }
            guard let nearest = provisioning.min(by: { $0.obstacles.count < $1.obstacles.count }) else {
                return context.step(.export, .stops, "No rule brings its class to the tenant.", details)
            }
            return context.step(
                .export,
                .stops,
                "No rule brings it to the tenant. \(ExplanationText.obstacles(nearest)).",
                details + provisioning.map { "not in scope of " + ExplanationText.obstacles($0) }
            )
        }
        guard let image = context.subject.desired else {
            if let rival = context.subject.rival {
                return context.step(.export, .stops, ExplanationText.sentence(rival.reason), details)
            }
            return context.step(
                .export,
                .stops,
                "The rules bring it to the tenant since the last run, or give it no source anchor; `dryad sync run` tells.",
                details
            )
        }
        if let reason = context.subject.changedAnchor(outbound) {
            return context.step(.export, .stops, ExplanationText.sentence(reason), details)
        }
        switch context.subject.pending(context.table) {
        case .some(let change) where change.operation == .add:
            let staging = context.spaces.workspace.configuration.isStaging ? ", and staging mode holds it back" : ""
            return context.step(
                .export,
                .passes,
                "\(ExplanationText.rule(outbound.provisioning)) adds it as \(image.objectClass)\(staging).",
                details
            )
        case .some(let change) where change.operation == .delete:
            return context.step(
                .export,
                .passes,
                "The tenant has it as \(change.objectClass), which goes first; the run after that adds it as "
                    + "\(image.objectClass).",
                details
            )
        case .some(let change):
            let names = change.changed(in: context.table).map(\.spelling).joined(separator: ", ")
            return context.step(.export, .passes, "A change of \(names) waits.", details)
        case nil:
            return context.step(.export, .passes, "The tenant has accepted all of it as \(image.objectClass).", details)
        }
    }
}
