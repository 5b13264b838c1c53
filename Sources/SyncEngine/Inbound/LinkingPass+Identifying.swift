import Directory
import SyncRules

/// Finding the objects that others refer to by security identifiers.
extension LinkingPass {
    /// Finds who has the identifiers by which objects refer to others, once all have been looked at.
    ///
    /// Which are asked for is known only then, so that the entries of a forest in which somebody asks are gone through once
    /// more: a run in which nobody does keeps nothing of any object. Going on from the last run, who has what was asked for
    /// then is known but of objects that have changed; entries are gone through where something new is asked for.
    mutating func identify(_ transaction: any SynchronizationTransaction) throws {
        let known = since?.memory.identified ?? IdentifiedObjects()
        let before = Set(known.asked)
        let asked = spaces.reduce(before) { $0.union($1.asked) }
        guard !asked.isEmpty else { return }
        var holders: [(key: UInt64, object: Int)] = []
        for space in spaces {
            let found: [Int64: [UInt64]]
            if let since, space.asked.isSubset(of: before) {
                found = try holdersSince(since, in: space, of: asked, transaction)
            } else {
                found = try space.asked.isEmpty ? [:] : allHolders(in: space, of: asked, transaction)
            }
            space.asked = []
            guard !found.isEmpty else { continue }
            for object in space.objects {
                for key in found[objects.stored[object]] ?? [] { holders.append((key, object)) }
            }
        }
        identified = IdentifiedObjects(asked: asked, holders: holders)
    }

    /// The identifiers that objects of a connector have, by the numbers of the objects in the store.
    private mutating func allHolders(
        in space: Space,
        of asked: Set<UInt64>,
        _ transaction: any SynchronizationTransaction
    ) throws -> [Int64: [UInt64]] {
        var found: [Int64: [UInt64]] = [:]
        var count = 0
        try transaction.eachObject(of: space.connector) { number, object in
            if count.isMultiple(of: 500) { try Task.checkCancellation() }
            count += 1
            let own = identifiers(of: object.entry, space, asked)
            if !own.isEmpty { found[number] = own }
        }
        return found
    }

    /// The same where nothing is asked for that the last run did not know of.
    private mutating func holdersSince(
        _ since: RunChanges,
        in space: Space,
        of asked: Set<UInt64>,
        _ transaction: any SynchronizationTransaction
    ) throws -> [Int64: [UInt64]] {
        var found: [Int64: [UInt64]] = [:]
        let slots = since.memory.objects(of: space.connector)
        let known = since.memory.identified
        for (key, slot) in zip(known.keys, known.objects) where slots.contains(Int(slot)) {
            let number = since.memory.stored[Int(slot)]
            if !since.touch(number) { found[number, default: []].append(key) }
        }
        for number in since.objects(of: space.connector) {
            let own = identifiers(of: try transaction.object(number, of: space.connector).entry, space, asked)
            if !own.isEmpty { found[number] = own }
        }
        return found
    }

    /// The identifiers of an entry that are asked for.
    private mutating func identifiers(of entry: PackedEntry, _ space: Space, _ asked: Set<UInt64>) -> [UInt64] {
        guard let identifierAttribute else { return [] }
        var own: [UInt64] = []
        for value in entry.values(of: identifierAttribute) {
            let key = value.withUnsafeBytes { keys.identifier($0, of: space.keyPrefix) }
            if asked.contains(key) { own.append(key) }
        }
        return own
    }
}
