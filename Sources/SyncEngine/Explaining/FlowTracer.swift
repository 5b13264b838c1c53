import Directory
import SyncExpressions
import SyncRules

/// Runs the flows of one attribute one by one and keeps what each of them says.
///
/// It does what `FlowRunner` does on values instead of packed bytes, and does not stop at the first flow that gives one:
/// a test holds both against each other.
struct FlowTracer {
    /// A flow with the object that it reads.
    struct Candidate {
        let rule: CompiledRule
        /// Nothing where it cannot be computed.
        let compiled: CompiledRule.Flow?
        let flow: AttributeFlow
        let member: Int
        let order: Int
    }

    /// A linked object.
    struct Member {
        let entry: PackedEntry
        let partition: String?
    }

    struct Failure {
        let rule: CompiledRule
        let flow: AttributeFlow
        let order: Int
        let error: EvaluationError
    }

    let direction: RuleDirection
    let clock: FileTime
    let members: [Member]
    let isNew: Bool
    /// Finds what the name of an object, or its security identifier, becomes on the other side.
    let resolve: (_ member: Int, _ name: [UInt8]) -> [UInt8]?
    /// Whether flows are asked that come too late to matter, so as to tell what they would have given.
    var asksAll = true

    /// The flow that comes together otherwise than the first one into its attribute, the first such flow of all.
    static func conflict(among flows: [AttributeName: [Candidate]]) -> Failure? {
        var found: Failure?
        for (attribute, candidates) in flows {
            guard let failure = conflict(attribute, candidates) else { continue }
            if found.map({ failure.order < $0.order }) ?? true { found = failure }
        }
        return found
    }

    private static func conflict(_ attribute: AttributeName, _ candidates: [Candidate]) -> Failure? {
        let compiled = candidates.compactMap { one in one.compiled.map { (candidate: one, merge: $0.merge) } }
        guard let first = compiled.first, let place = MergeConflict.place(in: compiled.lazy.map(\.merge)) else {
            return nil
        }
        let other = compiled[place]
        let conflict = MergeConflict(
            attribute: attribute,
            first: (first.candidate.rule.rule.name, first.merge),
            other: (other.candidate.rule.rule.name, other.merge)
        )
        return Failure(
            rule: other.candidate.rule,
            flow: other.candidate.flow,
            order: other.candidate.order,
            error: conflict.error
        )
    }

    /// The trace of an attribute that `candidates` may write, by precedence; `before` are its values as they were.
    func trace(
        _ attribute: AttributeName,
        _ candidates: [Candidate],
        before: [[UInt8]],
        _ failure: inout Failure?
    ) -> AttributeTrace {
        // No flow gives a value then, and what was there before stays.
        if let conflict = Self.conflict(attribute, candidates) {
            let flows = candidates.map { candidate in
                FlowTrace(
                    rule: candidate.rule.rule,
                    flow: candidate.flow,
                    member: candidate.member,
                    values: [],
                    outcome: .failed(conflict.error.description)
                )
            }
            return AttributeTrace(attribute: attribute, values: before, isKept: !before.isEmpty, flows: flows)
        }
        let isMerged = candidates.contains { ($0.compiled?.merge ?? .update) != .update }
        var merged = MergedValues()
        var isSettled = false
        var hasStayed = false
        var keeps = false
        var isEmptied = false
        var flows: [FlowTrace] = []
        for candidate in candidates {
            let merge = candidate.compiled?.merge ?? .update
            let isOpen = isMerged ? merged.isOpen : !isSettled
            guard isOpen || asksAll else { continue }
            let (outcome, values) = said(by: candidate, isOpen: isOpen, &failure)
            switch outcome {
            case .wins:
                merged.contribute(values, merge: isMerged ? merge : .update)
                isSettled = true
            case .authoritativeNull where isOpen:
                merged.block()
                (isSettled, keeps) = (true, false)
            case .failed: isSettled = true
            case .ignored: keeps = keeps || isOpen
            case .onceOnly where isOpen && !before.isEmpty:
                merged.contribute(before, merge: isMerged ? merge : .update)
                (isSettled, hasStayed) = (true, true)
            case .empty: isEmptied = isEmptied || isOpen
            default: break
            }
            let shown: FlowTrace.Outcome = outcome == .wins && isMerged && merge != .update ? .merged : outcome
            flows.append(
                FlowTrace(
                    rule: candidate.rule.rule,
                    flow: candidate.flow,
                    member: candidate.member,
                    values: Self.ordered(values),
                    outcome: shown
                )
            )
        }
        let isLeft = merged.values.isEmpty && keeps && !isEmptied && !before.isEmpty
        let isGiven = flows.contains { $0.outcome == .wins || $0.outcome == .merged }
        return AttributeTrace(
            attribute: attribute,
            values: isLeft ? before : Self.ordered(merged.values),
            isKept: isLeft || hasStayed && !isGiven,
            flows: flows
        )
    }

    private func said(
        by candidate: Candidate,
        isOpen: Bool,
        _ failure: inout Failure?
    ) -> (outcome: FlowTrace.Outcome, values: [[UInt8]]) {
        guard let flow = candidate.compiled else {
            if case .unsupported(let reason, _) = candidate.flow.source { return (.unsupported(reason), []) }
            return (.unsupported("it does not compile"), [])
        }
        if flow.isOnce, !isNew { return (.onceOnly, []) }
        do throws(EvaluationError) {
            switch try values(of: flow, candidate.member) {
            case .values(let values): return (values.isEmpty ? .empty : isOpen ? .wins : .loses, values)
            case .ignored: return (.ignored, [])
            case .blocked: return (isOpen ? .authoritativeNull : .empty, [])
            }
        } catch {
            // Where a flow of higher standing has spoken, this one is never asked.
            guard isOpen else { return (.empty, []) }
            if failure.map({ candidate.order < $0.order }) ?? true {
                failure = Failure(
                    rule: candidate.rule,
                    flow: candidate.flow,
                    order: candidate.order,
                    error: error
                )
            }
            return (.failed(error.description), [])
        }
    }

    private enum Contribution {
        case values([[UInt8]])
        case ignored
        case blocked
    }

    private func values(of flow: CompiledRule.Flow, _ number: Int) throws(EvaluationError) -> Contribution {
        guard members.indices.contains(number) else { return .values([]) }
        let member = members[number]
        switch flow.source {
        case .constant(let bytes): return .values([bytes])
        case .direct(let reader):
            let values =
                reader.isName
                ? [Array(member.entry.dn.utf8)] : member.entry.values(of: reader.attribute).map { Array($0) }
            if isResolved(reader.kind == .reference, flow) { return .values(values.compactMap { resolve(number, $0) }) }
            guard direction == .inbound, reader.kind == .boolean else { return .values(values) }
            return .values(values.map { ValueBytes.boolean(($0.first ?? 0) | 0x20 == UInt8(ascii: "t")) })
        case .expression(let expression):
            switch try expression.evaluate(member.entry, in: member.partition, clock: clock) {
            case .null: return .values([])
            case .ignore: return .ignored
            case .authoritativeNull: return .blocked
            case .value(let value):
                return .values(
                    ValueBytes.values(value).compactMap {
                        isResolved($0.isReference, flow) ? resolve(number, $0.bytes) : $0.bytes
                    }
                )
            }
        }
    }

    private func isResolved(_ isReference: Bool, _ flow: CompiledRule.Flow) -> Bool {
        isReference && (direction == .outbound || flow.destinationKind == .reference)
    }

    /// As packed entries have them: ascending, each once.
    private static func ordered(_ values: [[UInt8]]) -> [[UInt8]] {
        let sorted = values.sorted { $0.lexicographicallyPrecedes($1) }
        return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    }
}
