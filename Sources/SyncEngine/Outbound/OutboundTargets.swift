import Directory
import SyncExpressions
import SyncRules

/// What metaverse objects become, by the rules that they are in scope of: made once for each set of rules that occurs.
final class OutboundTargets {
    /// One kind of object in the tenant; a class, so that nothing of it is copied when it is looked up.
    final class Target {
        let provisioning: CompiledRule
        /// The rules that write it.
        let rules: [CompiledRule]
        /// The attributes that rules write to objects of its class, whether they have this one in scope or not.
        let written: Set<AttributeID>
        let names: NameMaker
        /// What the tenant knows it by.
        let anchor: CompiledRule.Join?
        /// Whether that is bytes, as it is of devices.
        let isAnchorBinary: Bool
        @exclusivity(unchecked)
        var planOfNew: FlowPlan?
        @exclusivity(unchecked)
        var planOfKnown: FlowPlan?

        init(
            provisioning: CompiledRule,
            rules: [CompiledRule],
            written: Set<AttributeID>,
            names: NameMaker,
            anchor: CompiledRule.Join?
        ) {
            self.provisioning = provisioning
            self.rules = rules
            self.written = written
            self.names = names
            self.anchor = anchor
            let name = provisioning.rule.joins.first?.first?.metaverseAttribute
            isAnchorBinary = name.map { MetaverseSchema.kind(of: $0) } == .binary
        }
    }

    private let rules: [CompiledRule]
    // Accesses are not watched at run time, since they nest nowhere and come with every object.
    @exclusivity(unchecked)
    private var sets: RuleSets
    /// For each set of rules the number of its target, where it has one.
    @exclusivity(unchecked)
    private var numbers: [Int?] = []
    @exclusivity(unchecked)
    private var targets: [Target] = []

    init(_ rules: [CompiledRule]) {
        self.rules = rules
        sets = RuleSets(rules)
    }

    subscript(number: Int) -> Target { targets[number] }

    /// The number of what an object becomes; nothing where no rule provisions it.
    func number(for objectClass: AttributeName, _ view: EntryView) -> Int? {
        let number = sets.number(for: objectClass, view)
        while numbers.count <= number {
            let target = target(sets.sets[numbers.count])
            numbers.append(target == nil ? nil : targets.count)
            if let target { targets.append(target) }
        }
        return numbers[number]
    }

    /// The plan for an object that is new to the tenant, or one that is not.
    func plan(of number: Int, isNew: Bool) -> FlowPlan {
        let known = isNew ? targets[number].planOfNew : targets[number].planOfKnown
        if let known { return known }
        let plan = FlowPlanner(direction: .outbound, isNew: isNew)
            .plan(for: [.init(rules: targets[number].rules, partition: nil)])
        if isNew { targets[number].planOfNew = plan } else { targets[number].planOfKnown = plan }
        return plan
    }

    private func target(_ set: [Int]) -> Target? {
        let inScope = set.map { rules[$0] }
        guard let provisioning = inScope.first(where: { $0.rule.link == .provision }) else { return nil }
        let writing = inScope.filter { $0.rule.targetClass == provisioning.rule.targetClass }
        let names = writing.lazy.flatMap(\.flows).compactMap { flow -> CompiledExpression? in
            guard flow.isName, case .expression(let expression) = flow.source else { return nil }
            return expression
        }
        return Target(
            provisioning: provisioning,
            rules: writing,
            written: Set(
                rules.lazy.filter { $0.rule.targetClass == provisioning.rule.targetClass }
                    .flatMap { $0.flows.map(\.destination) }
            ),
            names: NameMaker(Array(names), anchor: provisioning.joins.first?.first?.metaverse),
            anchor: provisioning.joins.first?.first
        )
    }
}
