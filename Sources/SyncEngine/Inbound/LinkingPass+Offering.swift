import Directory
import SyncRules

/// Finding out what objects give that others ask for.
extension LinkingPass {
    /// Finds the keys that another object than the one that gives them asks for.
    ///
    /// Nearly all objects ask for what they give themselves, and nobody else does.
    mutating func findWhatIsOffered(_ transaction: any SynchronizationTransaction) throws {
        let given = KeyReader(self.given, givenPieces.part, transaction)
        var asked = AskedKeys(for: spaces.reduce(0) { $0 + $1.candidates.keyCount })
        for space in spaces { try space.candidates.count(in: &asked, given) }
        offered = KeyLists()
        offered.reserve(objects.count, keys: 0)
        for space in spaces {
            let candidates = space.candidates
            // Candidates stand in the order of objects.
            var next = 0
            for object in space.objects {
                let isCandidate = next < candidates.objects.count && candidates.objects[next] == object
                for place in given.places(of: object) {
                    let key = try given.key(place)
                    let count = asked[key]
                    guard count > 0 else { continue }
                    if try count > 1 || !isCandidate || !candidates.asks(next, for: key, given) { offered.add(key) }
                }
                offered.close()
                if isCandidate { next += 1 }
            }
        }
        try offerWhatIsKept(asked, transaction)
        asked = AskedKeys(for: offered.keys.count)
        for key in offered.keys { asked.count(key) }
        for space in spaces { try space.candidates.narrow(to: asked, given) }
    }

    /// Offers what metaverse objects had before where flows may keep it: perhaps no object gives it any more.
    private mutating func offerWhatIsKept(
        _ asked: AskedKeys,
        _ transaction: any SynchronizationTransaction
    ) throws {
        kept = []
        guard keepsAny else { return }
        var keys = keys
        var found: [UInt64] = []
        for space in spaces where space.keepsAny {
            for object in space.objects where objects.isLinked(object) && space.mayKeep(objects.sets[object]) {
                let target = objects.targets[object]
                let identifier = targets.identifiers[Int(target)]
                guard let before = try transaction.metaverseObject(identifier) else { continue }
                found.removeAll(keepingCapacity: true)
                for attribute in joinAttributes {
                    for value in before.entry.values(of: attribute) {
                        value.withUnsafeBytes { bytes in
                            keys.each(attribute, bytes) { key in
                                if asked[key] > 0 { found.append(key) }
                            }
                        }
                    }
                }
                guard !found.isEmpty else { continue }
                for key in found { offered.add(key) }
                offered.close()
                kept.append(target)
            }
        }
    }

    /// Whether a metaverse object has the value of a key by which it was found.
    func has(_ key: UInt64, _ target: Int32, _ transaction: any SynchronizationTransaction) throws -> Bool {
        // Nearly always one object is all that it is.
        if !keepsAny, targets.hasOneMember(target) { return true }
        return try joinedValues.has(key, target, self, transaction)
    }

    /// Makes what is offered by objects that are linked already known to those that are not.
    mutating func indexWhatIsOffered() {
        guard offered.count > 0 else { return }
        index = JoinIndex(for: offered)
        for object in 0..<objects.count where objects.targets[object] >= 0 {
            index.insert(objects.targets[object], keysOf: object, offered)
        }
        for (row, target) in kept.enumerated() { index.insert(target, keysOf: objects.count + row, offered) }
    }
}
