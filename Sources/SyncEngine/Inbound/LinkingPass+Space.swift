import Directory
import SyncRules

extension LinkingPass {
    /// What belongs to one connector.
    final class Space {
        let connector: ConnectorID
        let rules: [CompiledRule]
        var sets: RuleSets
        /// The numbers in the run of its objects.
        var objects = 0..<0
        /// Its objects by the fingerprints of their names.
        var names = NameTable()
        /// The numbers in the store of the objects whose links rules outwards hold: nearly always none.
        var outward: Set<Int64> = []
        /// What its rules give for joining, and nothing else.
        let joinRules: [CompiledRule]
        /// The places of those that may leave an attribute of theirs as it was.
        private let keeping: Set<Int>
        var joinPlans = FlowPlans()
        var candidates: JoinCandidates
        /// The attributes by which its rules refer to other objects.
        let references: [AttributeID]
        /// What it is known by where its objects have security identifiers.
        let keyPrefix: [UInt8]
        /// The fingerprints of identifiers by which objects refer to others that were looked at.
        var asked: Set<UInt64> = []

        init(
            _ connector: ConnectorID,
            _ rules: [CompiledRule],
            _ joined: Set<AttributeID>,
            _ keys: JoinKeys,
            _ known: [[Int]]
        ) {
            self.connector = connector
            self.rules = rules
            sets = RuleSets(rules, known: known)
            references = Set(rules.lazy.flatMap(\.flows).flatMap(\.references)).sorted()
            keyPrefix = Array(connector.text.utf8)
            let joinRules = rules.map { $0.keeping { joined.contains($0.destination) && !$0.isName } }
            keeping = Set(joinRules.indices.filter { joinRules[$0].flows.contains(where: \.mayKeep) })
            candidates = JoinCandidates(rules, keys)
            self.joinRules = joinRules
        }

        /// The candidates that found nothing to be joined to.
        var left: [Int] = []
        private var classes: [LinkedClass] = []

        /// What the rules of a set say of the class in the metaverse.
        func linkedClass(of set: Int) -> LinkedClass {
            while classes.count <= set { classes.append(LinkedClass(of: sets.sets[classes.count], rules)) }
            return classes[set]
        }

        /// The set with those rules of a set that are for a class, or for any.
        func set(_ set: Int, for objectClass: AttributeName) -> Int {
            guard linkedClass(of: set) == .unclear else { return set }
            return sets.number(of: set) { place in rules[place].metaverseClass.map { $0 == objectClass } ?? true }
        }

        /// Whether rules join the objects of a set and let no value flow from them.
        ///
        /// Such a one is there so that what refers to it refers to the metaverse object: a foreign security principal, for
        /// one (sync-rules.md 2).
        func sharesOnly(_ set: Int) -> Bool {
            !sets.sets[set].isEmpty && sets.sets[set].allSatisfy { rules[$0].flows.isEmpty }
        }

        /// The rules of a set, ascending by precedence.
        func rules(of set: Int) -> [CompiledRule] { sets.sets[set].map { rules[$0] } }

        /// The same, with what they give for joining and nothing else.
        func joinRules(of set: Int) -> [CompiledRule] { sets.sets[set].map { joinRules[$0] } }

        /// Whether any of its rules may leave an attribute that is joined by as it was.
        var keepsAny: Bool { !keeping.isEmpty }

        /// Whether a rule of a set may.
        func mayKeep(_ set: Int) -> Bool { keepsAny && sets.sets[set].contains(where: keeping.contains) }
    }
}
