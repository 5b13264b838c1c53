import Directory
import SyncRules

/// What the rules towards one forest ask for metaverse objects that have no object there: to be joined, or to be made.
final class OutwardRules {
    /// What the rules of a set ask for, made once.
    final class Wish {
        /// The rules that may join an object, by precedence.
        let joining: [CompiledRule]
        /// The first rule that makes one.
        let provisioning: CompiledRule?
        /// The rules that write what it makes.
        let writing: [CompiledRule]
        private let made: Set<AttributeName>
        private let linked: Set<AttributeName>
        private var plans: [String: FlowPlan] = [:]

        fileprivate init(_ inScope: [CompiledRule]) {
            let provisioning = inScope.first { $0.rule.link == .provision }
            self.provisioning = provisioning
            joining = inScope.filter { !$0.joins.isEmpty }
            writing = inScope.filter { $0.rule.targetClass == provisioning?.rule.targetClass }
            made = Set(inScope.filter { $0.rule.link == .provision }.map { $0.rule.targetClass })
            linked = Set(inScope.filter(\.reachesOut).map { $0.rule.targetClass })
        }

        /// Whether there is nothing to be joined or made.
        var isNothing: Bool { joining.isEmpty && provisioning == nil }

        /// Whether rules make objects of a class, and so keep one that they have made.
        func makes(_ objectClass: AttributeName) -> Bool { made.contains(objectClass) }

        /// Whether rules join or make objects of a class, and so hold the link of one.
        func links(_ objectClass: AttributeName) -> Bool { linked.contains(objectClass) || linked.contains("*") }

        /// What is done for a new object in a partition.
        func plan(in partition: String) -> FlowPlan {
            if let plan = plans[partition] { return plan }
            let plan = FlowPlanner(direction: .outbound, isNew: true)
                .plan(for: [.init(rules: writing, partition: partition)])
            plans[partition] = plan
            return plan
        }
    }

    let rules: [CompiledRule]
    /// The classes of the forest whose objects may be joined.
    let joined: Set<AttributeName>
    /// Whether a rule makes objects.
    let isProvisioning: Bool
    private var sets: RuleSets
    private var wishes: [Wish] = []
    private let places: EntryPlaces

    /// `rules` are those towards the forest, ascending by precedence; `limit` is above the number of every attribute that they
    /// read.
    init(_ rules: [CompiledRule], limit: Int) {
        self.rules = rules
        joined = Set(rules.filter { !$0.joins.isEmpty }.map { $0.rule.targetClass })
        isProvisioning = rules.contains { $0.rule.link == .provision }
        sets = RuleSets(rules)
        places = EntryPlaces(limit: limit)
    }

    /// Whether objects of a class may be joined.
    func joins(_ objectClass: AttributeName) -> Bool { joined.contains(objectClass) || joined.contains("*") }

    /// Whether rules may join an object to a metaverse object that has none in the forest, or make one.
    func admits(_ metaverse: MetaverseObject, _ questions: OutwardQuestions) -> Bool {
        places.withView(of: metaverse.entry) { view in questions.admit(metaverse.objectClass, view) }
    }

    /// What the rules ask for a metaverse object.
    func wish(for metaverse: MetaverseObject) -> Wish {
        let set = places.withView(of: metaverse.entry) { view in sets.number(for: metaverse.objectClass, view) }
        while wishes.count <= set { wishes.append(Wish(sets.sets[wishes.count].map { rules[$0] })) }
        return wishes[set]
    }
}
