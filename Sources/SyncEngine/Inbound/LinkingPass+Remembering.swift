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
        let classes = space.sets.sets.map { Self.metaverseClass($0, space.rules) }
        var numbers = Array(repeating: Int32(-1), count: memory.identifiers.count)
        targets.reserve(targets.count + memory.identifiers.count)
        objects.reserve(known.count)
        given.reserve(known.count, keys: memory.given.keys.count)
        references.reserve(known.count, keys: memory.references.keys.count)
        let places = memory.partitionNames.map { objects.place(of: $0) }
        for slot in known {
            if slot.isMultiple(of: 500) { try Task.checkCancellation() }
            let number = memory.stored[slot]
            if since.touch(number) {
                guard since.isThere(number, in: space.connector) else { continue }
                look(at: try transaction.object(number, of: space.connector), number, space)
                continue
            }
            let set = Int(memory.sets[slot])
            let target = memory.targets[slot]
            let objectClass = target < 0 ? nil : classes[set]
            guard let objectClass else {
                if space.sets.sets[set].isEmpty {
                    // No rule is for it: nothing that is given can join it.
                    append(slot, of: memory, in: places, isLinked: false)
                    disconnected += 1
                } else {
                    look(at: try transaction.object(number, of: space.connector), number, space)
                }
                continue
            }
            let object = append(slot, of: memory, in: places, isLinked: true)
            if numbers[Int(target)] < 0 {
                numbers[Int(target)] = targets.insert(memory.identifiers[Int(target)], as: objectClass)
            }
            objects.link(object, to: numbers[Int(target)], isStored: true)
            targets.attach(object, to: numbers[Int(target)])
        }
        let remembered = Set(memory.stored[known].lazy.filter(since.touch))
        for number in since.objects(of: space.connector) where !remembered.contains(number) {
            look(at: try transaction.object(number, of: space.connector), number, space)
        }
    }

    @discardableResult
    private mutating func append(_ slot: Int, of memory: RunMemory, in places: [UInt16], isLinked: Bool) -> Int {
        given.append(memory.given[slot])
        references.append(memory.references[slot])
        return objects.append(
            stored: memory.stored[slot],
            set: Int(memory.sets[slot]),
            partition: places[Int(memory.partitions[slot])],
            name: memory.names[slot],
            hadLink: isLinked
        )
    }

    /// Compares where every touched object stood with where it stands, once all are linked.
    mutating func compareWithMemory() {
        guard let since else { return }
        let memory = since.memory
        for (place, space) in spaces.enumerated() {
            var before: [Int64: LinkMoves.Place] = [:]
            for slot in memory.objects(of: space.connector) where isCompared(slot, memory, space) {
                before[memory.stored[slot]] = LinkMoves.Place(name: memory.names[slot], target: memory.target(of: slot))
            }
            for object in space.objects {
                let number = objects.stored[object]
                guard since.touch(number) || before[number] != nil || !objects.isStoredLink[object] else { continue }
                let target = objects.targets[object]
                let now = LinkMoves.Place(
                    name: objects.names[object],
                    target: target < 0 ? nil : targets.identifiers[Int(target)]
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

    /// The metaverse objects of those that refer to a name, by their numbers in the run.
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
