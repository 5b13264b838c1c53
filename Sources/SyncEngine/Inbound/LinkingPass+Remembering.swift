import Directory
import SyncRules

/// Going on from what the last run left.
extension LinkingPass {
    /// Takes the objects of a connector as the last run left them; those that have changed, and those that wait for
    /// something to be joined to, are looked at again.
    mutating func restore(
        _ space: Space,
        _ since: RunChanges,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let memory = since.memory
        let known = memory.objects(of: space.connector)
        let classes = space.sets.sets.indices.map { space.linkedClass(of: $0) }
        let isFree = space.sets.sets.map(\.isEmpty)
        targets.reserve(targets.count + memory.identifiers.count)
        objects.reserve(known.count)
        given.reserve(known.count, keys: memory.given.keys.count)
        references.reserve(known.count, keys: memory.references.keys.count)
        var taking = Taking(
            memory,
            classes,
            outward: space.outward,
            places: memory.partitionNames.map { objects.place(of: $0) }
        )
        // Objects stay in their order: those in between that are as they were are taken together.
        var start = known.lowerBound
        for slot in known {
            if slot.isMultiple(of: 500) { try Task.checkCancellation() }
            let number = memory.stored[slot]
            let isTouched = since.touch(number)
            let set = Int(memory.sets[slot])
            // No rule is for a free one: nothing that is given can join it.
            let stays = !isTouched && (memory.targets[slot] >= 0 && classes[set] != .none || isFree[set])
            if stays { continue }
            try take(start..<slot, &taking, transaction)
            start = slot + 1
            if !isTouched || since.isThere(number, in: space.connector) {
                try look(at: try transaction.object(number, of: space.connector), number, space, transaction)
            }
        }
        try take(start..<known.upperBound, &taking, transaction)
        let remembered = Set(memory.stored[known].lazy.filter(since.touch))
        for number in since.objects(of: space.connector) where !remembered.contains(number) {
            try look(at: try transaction.object(number, of: space.connector), number, space, transaction)
        }
    }

    /// What objects are taken from as they were.
    private struct Taking {
        let memory: RunMemory
        /// The class of the metaverse object behind the objects of each set of rules.
        let classes: [LinkedClass]
        /// Whether rules keep the objects of each set linked.
        let areLinking: [Bool]
        /// The place of the class of each set where rules say which one it is, once it is known; less than zero before.
        var classPlaces: [Int]
        /// The objects whose links rules outwards hold.
        let outward: Set<Int64>
        /// Where the partitions of the memory are among those of the run.
        let places: [UInt16]
        /// The number in the run of each metaverse object of the memory, or less than zero.
        var numbers: [Int32]

        init(_ memory: RunMemory, _ classes: [LinkedClass], outward: Set<Int64>, places: [UInt16]) {
            (self.memory, self.classes, self.outward, self.places) = (memory, classes, outward, places)
            areLinking = classes.map { $0 != .none }
            classPlaces = Array(repeating: -1, count: classes.count)
            numbers = Array(repeating: -1, count: memory.identifiers.count)
        }

        /// Whether a link stays that an object of a set of rules has.
        func holds(_ set: Int, _ slot: Int) -> Bool { areLinking[set] || outward.contains(memory.stored[slot]) }
    }

    /// Takes objects that follow one another as the last run left them.
    private mutating func take(
        _ slots: Range<Int>,
        _ taking: inout Taking,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let memory = taking.memory
        given.append(slots, of: memory.given)
        references.append(slots, of: memory.references)
        var object = objects.append(slots, of: memory, in: taking.places)
        for slot in slots {
            let target = Int(memory.targets[slot])
            let set = Int(memory.sets[slot])
            if target >= 0, taking.holds(set, slot) {
                if taking.numbers[target] < 0 {
                    let identifier = memory.identifiers[target]
                    let place = try classPlace(of: set, identifier, &taking, transaction)
                    taking.numbers[target] = targets.insert(identifier, in: place)
                }
                objects.restoreLink(object, to: taking.numbers[target])
                targets.attach(object, to: taking.numbers[target])
            } else {
                disconnected += 1
            }
            object += 1
        }
    }

    /// The place of the class that a metaverse object has: what the rules say, or where they do not, what is stored.
    private mutating func classPlace(
        of set: Int,
        _ identifier: MetaverseID,
        _ taking: inout Taking,
        _ transaction: any SynchronizationTransaction
    ) throws -> Int {
        if taking.classPlaces[set] >= 0 { return taking.classPlaces[set] }
        guard case .one(let known) = taking.classes[set] else {
            return targets.place(of: try transaction.metaverseClass(identifier) ?? "*")
        }
        taking.classPlaces[set] = targets.place(of: known)
        return taking.classPlaces[set]
    }

    /// Compares where every touched object stood with where it stands, once all are linked.
    mutating func compareWithMemory() {
        guard let since else { return }
        let memory = since.memory
        let (known, own) = (memory.identified.byObject, identified.byObject)
        for (place, space) in spaces.enumerated() {
            var before: [Int64: LinkMoves.Place] = [:]
            for slot in memory.objects(of: space.connector) where isCompared(slot, memory, space) {
                before[memory.stored[slot]] = LinkMoves.Place(
                    name: memory.names[slot],
                    target: memory.target(of: slot),
                    identifiers: known[slot] ?? []
                )
            }
            for object in space.objects {
                let number = objects.stored[object]
                guard since.touch(number) || before[number] != nil || !objects.isStoredLink[object] else { continue }
                let target = objects.targets[object]
                let now = LinkMoves.Place(
                    name: objects.names[object],
                    target: target < 0 ? nil : targets.identifiers[Int(target)],
                    identifiers: own[object] ?? []
                )
                let was = before.removeValue(forKey: number)
                if since.touch(number) || was != now { moves.compare(was, now, in: place) }
            }
            // What is left is gone.
            for (_, was) in before { moves.compare(was, nil, in: place) }
        }
    }

    /// Touched, or waiting for something to be joined to: then it may be linked now.
    private func isCompared(_ slot: Int, _ memory: RunMemory, _ space: Space) -> Bool {
        since?.touch(memory.stored[slot]) == true
            || memory.targets[slot] < 0 && !space.sets.sets[Int(memory.sets[slot])].isEmpty
    }

    /// The metaverse objects of those that refer to a name or by an identifier, by their numbers in the run.
    func referring(to names: [Int: Set<UInt64>]) -> Set<Int32> {
        var found: Set<Int32> = []
        for (place, space) in spaces.enumerated() {
            guard let wanted = names[place], !wanted.isEmpty else { continue }
            for object in space.objects where objects.targets[object] >= 0 {
                if references[object].contains(where: wanted.contains) { found.insert(objects.targets[object]) }
            }
        }
        return found
    }
}
