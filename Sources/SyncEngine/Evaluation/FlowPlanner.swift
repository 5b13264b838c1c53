import Directory
import SyncExpressions
import SyncRules

/// Makes the plan for a set of rules.
struct FlowPlanner {
    /// A linked object: the rules that it is in scope of, and its partition.
    struct Member {
        let rules: [CompiledRule]
        let partition: String?
    }

    private let direction: RuleDirection
    private let isNew: Bool
    private var draft = FlowPlan.Draft()

    /// `isNew` where the target object is made in this run.
    init(direction: RuleDirection, isNew: Bool) {
        self.direction = direction
        self.isNew = isNew
    }

    consuming func plan(for members: [Member]) -> FlowPlan {
        var rules: [(precedence: Int, place: Int, member: Int, rule: CompiledRule)] = []
        for (member, one) in members.enumerated() {
            for rule in one.rules { rules.append((rule.rule.precedence, rules.count, member, rule)) }
        }
        rules.sort { ($0.precedence, $0.place) < ($1.precedence, $1.place) }
        var byDestination: [AttributeID: [FlowPlan.Flow]] = [:]
        var order = 0
        for (_, _, member, rule) in rules {
            for flow in rule.flows {
                order += 1
                // The name of an object in the tenant is made apart from its attributes.
                if direction == .outbound, flow.isName { continue }
                let planned = FlowPlan.Flow(rule: rule, flow: flow, member: member, order: order)
                byDestination[flow.destination, default: []].append(planned)
            }
        }
        for (attribute, flows) in byDestination.sorted(by: { $0.key < $1.key }) {
            note(MergeConflict.place(in: flows.lazy.map(\.flow.merge)), in: flows)
            let first = Int32(draft.steps.count)
            let isMerged = flows.contains { $0.flow.merge != .update }
            for flow in isMerged ? flows : contributing(flows) { append(flow, of: members[flow.member]) }
            draft.destinations.append(
                .init(attribute: attribute, first: first, end: Int32(draft.steps.count), isMerged: isMerged)
            )
        }
        if members.count == 1 { select() }
        return FlowPlan(draft)
    }

    /// Notes that a flow comes together otherwise than the first one into its attribute; the first such flow counts.
    private mutating func note(_ place: Int?, in flows: [FlowPlan.Flow]) {
        guard let place, let first = flows.first, draft.conflict.map({ flows[place].order < $0.order }) ?? true else {
            return
        }
        let flow = flows[place]
        let conflict = MergeConflict(
            attribute: flow.flow.destinationName,
            first: (first.rule.rule.name, first.flow.merge),
            other: (flow.rule.rule.name, flow.flow.merge)
        )
        draft.conflict = FlowFailure(rule: flow.rule, member: flow.member, order: flow.order, error: conflict.error)
    }

    /// Finds out which destinations give nothing without the attributes that they read.
    private mutating func select() {
        let blocks = (draft.destinations.count + 511) / 512
        var selection = FlowPlan.Selection()
        selection.always = Array(repeating: .zero, count: blocks)
        for (place, destination) in draft.destinations.enumerated() {
            let bit: UInt64 = 1 << UInt64(place % 64)
            guard let read = attributes(decidingOn: destination) else {
                selection.always[place / 512][place % 512 / 64] |= bit
                continue
            }
            for attribute in read {
                let row = Int(attribute.rawValue) * blocks
                while selection.readers.count < row + blocks { selection.readers.append(.zero) }
                selection.readers[row + place / 512][place % 512 / 64] |= bit
            }
        }
        draft.selection = selection
    }

    /// The attributes without which a destination gets nothing; nothing where it may get something all the same.
    private func attributes(decidingOn destination: FlowPlan.Destination) -> Set<AttributeID>? {
        guard !destination.isMerged else { return nil }
        var attributes: Set<AttributeID> = []
        for step in draft.steps[Int(destination.first)..<Int(destination.end)] {
            switch step.operation {
            case .copy, .truth, .resolve: attributes.insert(step.source)
            case .name, .constant, .expression, .keep: return nil
            case .program, .cut:
                guard let program = step.program, let read = draft.code.attributes(of: program),
                    PackedMachine().outcomeOfNothing(program, of: draft.code) == .nothing
                else { return nil }
                attributes.formUnion(read)
            }
        }
        return attributes
    }

    /// Flows that may have their turn: none that says again what one before it has said of the same object, and none
    /// behind a flow that always gives a value.
    private func contributing(_ flows: [FlowPlan.Flow]) -> [FlowPlan.Flow] {
        var result: [FlowPlan.Flow] = []
        for flow in flows {
            let isSaid = result.contains { earlier in
                earlier.member == flow.member && earlier.flow.written == flow.flow.written
                    && isKept(earlier) == isKept(flow)
            }
            if isSaid { continue }
            result.append(flow)
            if case .constant = flow.flow.source, !isKept(flow) { break }
        }
        return result
    }

    private func isKept(_ flow: FlowPlan.Flow) -> Bool { flow.flow.isOnce && !isNew }

    private func isSettled(_ flow: FlowPlan.Flow) -> Bool {
        if flow.flow.isOnce, isNew { return false }
        guard direction == .inbound, flow.flow.destinationKind == .reference else { return true }
        guard case .expression(let expression) = flow.flow.source, expression.program.mayIgnore else {
            return !isKept(flow)
        }
        return false
    }

    private mutating func append(_ flow: FlowPlan.Flow, of member: FlowPlanner.Member) {
        let number = Int32(draft.flows.count)
        draft.flows.append(flow)
        if !isSettled(flow) { draft.isSettled = false }
        func step(
            _ operation: FlowPlan.Operation,
            source: AttributeID = AttributeID(rawValue: 0),
            constant: Range<Int> = 0..<0,
            program: PackedCode.Program? = nil
        ) -> FlowPlan.Step {
            FlowPlan.Step(
                operation: operation,
                member: Int32(flow.member),
                source: source,
                start: Int32(constant.lowerBound),
                end: Int32(constant.upperBound),
                program: program,
                flow: number
            )
        }
        if isKept(flow) {
            draft.steps.append(step(.keep))
            return
        }
        switch flow.flow.source {
        case .direct(let reader):
            draft.steps.append(step(operation(reader, into: flow.flow), source: reader.attribute))
        case .constant(let bytes): draft.steps.append(step(.constant, constant: stored(bytes)))
        case .expression(let expression):
            let program = draft.code.add(
                expression.program,
                attributes: expression.attributes.map(\.packed),
                confirmed: expression.confirmed.map(\.packed),
                parameters: expression.parameters(in: member.partition)
            )
            guard let program else { return draft.steps.append(step(.expression)) }
            guard let cut = draft.code.cut(program) else { return draft.steps.append(step(.program, program: program)) }
            draft.steps.append(
                step(
                    .cut,
                    source: cut.attribute,
                    constant: 0..<Int(min(cut.length, Int64(Int32.max))),
                    program: program
                )
            )
        }
    }

    private func operation(_ reader: AttributeReader, into flow: CompiledRule.Flow) -> FlowPlan.Operation {
        guard direction == .inbound else { return reader.kind == .reference ? .resolve : .copy }
        if reader.isName { return .name }
        switch (reader.kind, flow.destinationKind) {
        case (.reference, .reference): return .resolve
        case (.boolean, _): return .truth
        default: return .copy
        }
    }

    /// One value in the form in which values are stored.
    private mutating func stored(_ bytes: [UInt8]) -> Range<Int> {
        let start = draft.constants.count
        for number in [1, UInt32(truncatingIfNeeded: bytes.count)] {
            draft.constants += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
        }
        draft.constants += bytes
        return start..<draft.constants.count
    }
}
