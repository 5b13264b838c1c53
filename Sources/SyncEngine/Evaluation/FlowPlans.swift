import Directory
import SyncRules

/// The plans that a run has needed so far; there is one for each set of rules, partition and kind of target.
struct FlowPlans {
    /// What of a linked object decides what is done with it.
    struct Member: Hashable {
        let connector: ConnectorID
        let partition: String
        /// The number of the set of rules that it is in scope of.
        let set: Int
    }

    private struct Key: Hashable {
        let members: [Member]
        let isNew: Bool
    }

    private var numbers: [Key: Int] = [:]
    private var plans: [FlowPlan] = []
    /// Objects that follow one another are nearly always alike.
    private var last: (member: Member, isNew: Bool, number: Int)?

    subscript(number: Int) -> FlowPlan { plans[number] }

    /// The number of the plan for a target behind which one object stands.
    mutating func number(for member: Member, isNew: Bool, rules: (Member) -> [CompiledRule]) -> Int {
        if let last, last.isNew == isNew, last.member == member { return last.number }
        let number = self.number(for: [member], isNew: isNew, rules: rules)
        last = (member, isNew, number)
        return number
    }

    /// The number of the plan for a target behind which objects of several connectors stand.
    mutating func number(for members: [Member], isNew: Bool, rules: (Member) -> [CompiledRule]) -> Int {
        let key = Key(members: members, isNew: isNew)
        if let number = numbers[key] { return number }
        let planner = FlowPlanner(direction: .inbound, isNew: isNew)
        plans.append(planner.plan(for: members.map { .init(rules: rules($0), partition: $0.partition) }))
        numbers[key] = plans.count - 1
        return plans.count - 1
    }
}
