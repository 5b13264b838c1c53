/// The objects that others refer to by security identifiers, found by the fingerprints of these.
///
/// Only identifiers that somebody refers by are held, and who has them: where nobody does, nothing is.
struct IdentifiedObjects: Equatable {
    /// The fingerprints of identifiers that somebody refers by, ascending, each once.
    let asked: [UInt64]
    /// Those of them that objects have, ascending; one that several have stands several times.
    let keys: [UInt64]
    /// The object that has each of these.
    let objects: [Int32]

    /// Nobody refers by an identifier.
    init() { (asked, keys, objects) = ([], [], []) }

    /// Takes what is asked for, and who has what of it, in any order.
    init(asked: Set<UInt64>, holders: [(key: UInt64, object: Int)]) {
        let holders = holders.sorted { ($0.key, $0.object) < ($1.key, $1.object) }
        self.asked = asked.sorted()
        keys = holders.map(\.key)
        objects = holders.map { Int32(truncatingIfNeeded: $0.object) }
    }

    /// Takes rows that were stored; nothing where they do not fit together.
    init?(asked: [UInt64], keys: [UInt64], objects: [Int32]) {
        guard keys.count == objects.count else { return nil }
        (self.asked, self.keys, self.objects) = (asked, keys, objects)
    }

    /// Whether some object has an identifier that is asked for.
    func has(_ key: UInt64) -> Bool { !places(of: key).isEmpty }

    /// The object of an identifier that is asked for; nothing where none has it.
    ///
    /// Of several with one identifier it is one that is linked, and of several alike the one whose name has the lowest
    /// fingerprint, whatever the order in which they came.
    func object(_ key: UInt64, of run: RunObjects) -> Int? {
        func rank(_ object: Int) -> (Int, UInt64) { (run.isLinked(object) ? 0 : 1, run.names[object]) }
        return places(of: key).map { Int(objects[$0]) }.min { rank($0) < rank($1) }
    }

    /// The identifiers of each object that has some, ascending.
    var byObject: [Int: [UInt64]] {
        var found: [Int: [UInt64]] = [:]
        for (key, object) in zip(keys, objects) { found[Int(object), default: []].append(key) }
        return found
    }

    private func places(of key: UInt64) -> Range<Int> {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < keys.count, keys[end] == key { end += 1 }
        return low..<end
    }
}
