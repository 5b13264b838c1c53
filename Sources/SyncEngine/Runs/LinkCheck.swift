import SyncRules

/// Compares the links that are stored with those that the last run left.
///
/// A run over everything goes by the links that are stored: a wrong one would count as a decision of an earlier run.
struct LinkCheck {
    private let changes: RunChanges
    private let memory: RunMemory
    /// The places of the objects, ascending by their numbers.
    private let order: [Int]

    init(_ changes: RunChanges) {
        self.changes = changes
        let memory = changes.memory
        self.memory = memory
        let isAscending = zip(memory.stored, memory.stored.dropFirst()).allSatisfy { $0 < $1 }
        let places = Array(memory.stored.indices)
        order = isAscending ? places : places.sorted { memory.stored[$0] < memory.stored[$1] }
    }

    /// Puts links of objects that have not changed back to what they were; says whether any was otherwise.
    func mend(in transaction: any SynchronizationTransaction) throws -> Bool {
        let wrong = try wrong(transaction).filter { !changes.touch(memory.stored[$0]) }
        for space in memory.spaces {
            let objects = memory.objects(of: space.connector)
            for object in wrong where objects.contains(object) {
                try transaction.link(memory.stored[object], of: space.connector, to: memory.target(of: object))
            }
        }
        return !wrong.isEmpty
    }

    /// The places of objects with other links than they had; both lists are walked over in the order of numbers.
    private func wrong(_ transaction: any SynchronizationTransaction) throws -> [Int] {
        var wrong: [Int] = []
        var place = 0
        try transaction.eachLink { number, metaverse in
            while place < order.count, memory.stored[order[place]] < number {
                if memory.targets[order[place]] >= 0 { wrong.append(order[place]) }
                place += 1
            }
            // The link of an object that no connector of this run has is nobody's concern here.
            guard place < order.count, memory.stored[order[place]] == number else { return }
            if memory.target(of: order[place]) != metaverse { wrong.append(order[place]) }
            place += 1
        }
        wrong += order[place...].filter { memory.targets[$0] >= 0 }
        return wrong
    }
}
