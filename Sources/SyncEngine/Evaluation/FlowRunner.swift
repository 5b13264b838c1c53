import Directory
import SyncExpressions
import SyncRules

/// Runs plans, object by object, and packs what they give; its memory is used again for each object.
final class FlowRunner {
    /// The objects behind a target, by the numbers of the plan's members.
    struct Input {
        let members: UnsafeBufferPointer<FlowMember>
        /// The target as it was, where it was there before.
        let previous: PackedEntry?
    }

    let composer = EntryComposer()
    private let machine = PackedMachine()
    private let direction: RuleDirection
    private let clock: FileTime

    init(direction: RuleDirection, clock: FileTime) {
        self.direction = direction
        self.clock = clock
    }

    /// Composes the attributes of a target; the composer then waits for its name.
    func run(
        _ plan: FlowPlan,
        on input: Input,
        resolver: some ReferenceResolver
    ) -> FlowFailure? {
        composer.begin()
        if let conflict = plan.conflict { return conflict }
        guard !plan.always.isEmpty, let view = input.members.first?.view else {
            var failure: FlowFailure?
            for destination in plan.destinations { compose(destination, plan, input, resolver, &failure) }
            return failure
        }
        return withUnsafeTemporaryAllocation(of: FlowPlan.Selection.Block.self, capacity: plan.always.count) { wanted in
            select(plan, view, into: wanted)
            return compose(UnsafeRawBufferPointer(wanted), plan, view, input, resolver)
        }
    }

    /// Composes the wanted destinations of an object by itself.
    private func compose(
        _ wanted: UnsafeRawBufferPointer,
        _ plan: FlowPlan,
        _ view: EntryView,
        _ input: Input,
        _ resolver: some ReferenceResolver
    ) -> FlowFailure? {
        var failure: FlowFailure?
        let (steps, destinations, composer) = (plan.steps, plan.destinations, composer)
        for word in 0..<wanted.count / 8 {
            var bits = wanted.load(fromByteOffset: 8 &* word, as: UInt64.self)
            while bits != 0 {
                let destination = destinations[word &* 64 &+ bits.trailingZeroBitCount]
                bits &= bits &- 1
                // Nearly always values are carried over as they are, by the first flow.
                if !destination.isMerged {
                    let step = steps + Int(destination.first)
                    let operation = step.pointee.operation
                    if operation == .copy || operation == .cut {
                        let stored = view.stored(step.pointee.source)
                        if !stored.isEmpty,
                            operation == .copy || PackedRun.isUncut(stored, length: Int(step.pointee.end))
                        {
                            composer.copy(destination.attribute, stored: stored)
                            continue
                        }
                    }
                }
                compose(destination, plan, input, resolver, &failure)
            }
        }
        return failure
    }

    /// The destinations that may get something from an entry.
    private func select(
        _ plan: FlowPlan,
        _ view: EntryView,
        into wanted: UnsafeMutableBufferPointer<FlowPlan.Selection.Block>
    ) {
        let (blocks, readers, attributes) = (wanted.count, plan.readers, view.attributes)
        for block in 0..<blocks {
            var bits = plan.always[block]
            for attribute in attributes {
                let place = Int(attribute) &* blocks &+ block
                if place < readers.count { bits |= readers[place] }
            }
            wanted[block] = bits
        }
    }

    /// The first step that gives a value ends it.
    ///
    /// A flow that is ignored is as if it were not there: what was there before stays where no other flow is, and goes where
    /// one is and has nothing to give (sync-rules.md 3.2). At a flow that applies once, what was there before stays, and
    /// flows of lower standing have their turn only where nothing was.
    private func compose(
        _ destination: FlowPlan.Destination,
        _ plan: FlowPlan,
        _ input: Input,
        _ resolver: some ReferenceResolver,
        _ failure: inout FlowFailure?
    ) {
        if destination.isMerged { return merge(destination, plan, input, resolver, &failure) }
        var keeps = false
        var isEmptied = false
        var place = Int(destination.first)
        while place < Int(destination.end) {
            let step = plan.steps[place]
            place &+= 1
            var outcome = PackedOutcome.nothing
            let view = input.members[Int(step.member)].view
            switch step.operation {
            case .copy:
                let stored = view.stored(step.source)
                if stored.isEmpty {
                    isEmptied = true
                    continue
                }
                composer.copy(destination.attribute, stored: stored)
                return
            case .cut:
                let stored = view.stored(step.source)
                if PackedRun.isUncut(stored, length: Int(step.end)) {
                    composer.copy(destination.attribute, stored: stored)
                    return
                }
                outcome = ran(step, destination, plan, input, resolver, &failure)
            case .constant:
                let stored = UnsafeRawBufferPointer(rebasing: plan.constants[Int(step.start)..<Int(step.end)])
                composer.copy(destination.attribute, stored: stored)
                return
            case .program:
                outcome = ran(step, destination, plan, input, resolver, &failure)
            case .keep:
                if let previous = input.previous, keep(destination.attribute, previous) { return }
                continue
            case .truth, .resolve, .name: outcome = write(step, destination, view, resolver)
            case .expression: outcome = evaluate(plan, step, destination, input, resolver, &failure)
            }
            switch outcome {
            case .written, .blocked: return
            case .ignored: keeps = true
            case .nothing, .undecided: isEmptied = true
            }
        }
        if keeps, !isEmptied, let previous = input.previous { keep(destination.attribute, previous) }
    }

    /// What the program of a step gives, or the expression as values where it does not decide.
    private func ran(
        _ step: FlowPlan.Step,
        _ destination: FlowPlan.Destination,
        _ plan: FlowPlan,
        _ input: Input,
        _ resolver: some ReferenceResolver,
        _ failure: inout FlowFailure?
    ) -> PackedOutcome {
        guard let program = step.program else { return .nothing }
        let view = input.members[Int(step.member)].view
        let outcome = plan.programs.run(program, on: view, with: machine, into: composer, as: destination.attribute)
        guard outcome == .undecided else { return outcome }
        return evaluate(plan, step, destination, input, resolver, &failure)
    }

    /// Leaves an attribute what it was; gives back whether it had a value.
    @discardableResult
    private func keep(_ attribute: AttributeID, _ previous: PackedEntry) -> Bool {
        composer.begin(attribute)
        for value in previous.values(of: attribute) { value.withUnsafeBytes { composer.add($0) } }
        return composer.end()
    }

    private func write(
        _ step: FlowPlan.Step,
        _ destination: FlowPlan.Destination,
        _ view: EntryView,
        _ resolver: some ReferenceResolver
    ) -> PackedOutcome {
        if step.operation != .name, !view.has(step.source) { return .nothing }
        composer.begin(destination.attribute)
        switch step.operation {
        case .name: composer.add(view.name)
        case .truth:
            for value in view.values(step.source) {
                let word: StaticString = (value.first ?? 0) | 0x20 == UInt8(ascii: "t") ? "True" : "False"
                composer.add(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
            }
        default:
            for value in view.values(step.source) {
                resolver.resolve(value, of: Int(step.member)) { composer.add($0) }
            }
        }
        return composer.end() ? .written : .nothing
    }

    // MARK: Expressions as values

    private func evaluate(
        _ plan: FlowPlan,
        _ step: FlowPlan.Step,
        _ destination: FlowPlan.Destination,
        _ input: Input,
        _ resolver: some ReferenceResolver,
        _ failure: inout FlowFailure?
    ) -> PackedOutcome {
        let flow = plan.flows[Int(step.flow)]
        do throws(EvaluationError) {
            switch try values(of: flow, input, resolver) {
            case .values(let values):
                composer.begin(destination.attribute)
                for value in values { value.withUnsafeBytes { composer.add($0) } }
                return composer.end() ? .written : .nothing
            case .ignored: return .ignored
            case .blocked: return .blocked
            }
        } catch {
            note(flow, error, &failure)
            // What comes behind it no longer matters.
            return .blocked
        }
    }

    private func note(_ flow: FlowPlan.Flow, _ error: EvaluationError, _ failure: inout FlowFailure?) {
        if let failure, failure.order < flow.order { return }
        failure = FlowFailure(rule: flow.rule, member: flow.member, order: flow.order, error: error)
    }

    private enum Contribution {
        case values([[UInt8]])
        case ignored
        case blocked
    }

    private func values(
        of flow: FlowPlan.Flow,
        _ input: Input,
        _ resolver: some ReferenceResolver
    ) throws(EvaluationError) -> Contribution {
        let member = input.members[flow.member]
        let entry = member.entry
        switch flow.flow.source {
        case .constant(let bytes): return .values([bytes])
        case .direct(let reader):
            let values = reader.isName ? [Array(entry.dn.utf8)] : entry.values(of: reader.attribute).map { Array($0) }
            if isResolved(reader.kind == .reference, flow.flow) {
                return .values(values.compactMap { resolved($0, flow, resolver) })
            }
            guard direction == .inbound, reader.kind == .boolean else { return .values(values) }
            return .values(values.map { ValueBytes.boolean(($0.first ?? 0) | 0x20 == UInt8(ascii: "t")) })
        case .expression(let expression):
            switch try expression.evaluate(entry, in: member.partition, clock: clock) {
            case .null: return .values([])
            case .ignore: return .ignored
            case .authoritativeNull: return .blocked
            case .value(let value):
                return .values(
                    ValueBytes.values(value).compactMap {
                        isResolved($0.isReference, flow.flow) ? resolved($0.bytes, flow, resolver) : $0.bytes
                    }
                )
            }
        }
    }

    /// References are found where the target holds references; everything that goes out to the tenant is text but for them.
    private func isResolved(_ isReference: Bool, _ flow: CompiledRule.Flow) -> Bool {
        isReference && (direction == .outbound || flow.destinationKind == .reference)
    }

    private func resolved(_ name: [UInt8], _ flow: FlowPlan.Flow, _ resolver: some ReferenceResolver) -> [UInt8]? {
        var result: [UInt8]?
        name.withUnsafeBytes { resolver.resolve($0, of: flow.member) { result = Array($0) } }
        return result
    }

    // MARK: Several flows together

    private func merge(
        _ destination: FlowPlan.Destination,
        _ plan: FlowPlan,
        _ input: Input,
        _ resolver: some ReferenceResolver,
        _ failure: inout FlowFailure?
    ) {
        var merged = MergedValues()
        var keeps = false
        var isEmptied = false
        for place in Int(destination.first)..<Int(destination.end) {
            let step = plan.steps[place]
            let flow = plan.flows[Int(step.flow)]
            guard merged.isOpen else { break }
            if step.operation == .keep {
                // Which of them it gave is not known: all stay, and the others' come to them.
                if let previous = input.previous {
                    let values = previous.values(of: destination.attribute).map { Array($0) }
                    merged.contribute(values, merge: flow.flow.merge)
                }
                continue
            }
            do throws(EvaluationError) {
                switch try values(of: flow, input, resolver) {
                case .values(let values):
                    merged.contribute(values, merge: flow.flow.merge)
                    if values.isEmpty { isEmptied = true }
                case .ignored: keeps = true
                case .blocked:
                    merged.block()
                    keeps = false
                }
            } catch {
                note(flow, error, &failure)
                return
            }
        }
        if merged.values.isEmpty, keeps, !isEmptied, let previous = input.previous {
            keep(destination.attribute, previous)
            return
        }
        composer.begin(destination.attribute)
        for value in merged.values { value.withUnsafeBytes { composer.add($0) } }
        composer.end()
    }
}
