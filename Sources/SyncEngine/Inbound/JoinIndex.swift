/// Finds metaverse objects, by their numbers in a run, by the keys of the values that rules join on.
///
/// What it finds has an object that gives the value: where there are several, precedence decides whether it has it.
/// It holds the places of keys in what objects give for joining, and not the keys: eight bytes for each.
struct JoinIndex {
    /// For each slot the place of a key plus one, zero where nothing is, and the metaverse object that gives it.
    private var places: [UInt32] = []
    private var targets: [Int32] = []
    /// Further objects that give the same key.
    private var others: [UInt64: [Int32]] = [:]

    init() {}

    /// Prepares for the keys of all objects.
    init(for given: KeyLists) {
        var size = 16
        while size * 3 < given.keys.count * 4 { size *= 2 }
        places = Array(repeating: 0, count: size)
        targets = Array(repeating: 0, count: size)
    }

    /// Notes what an object gives to the metaverse object that it is linked to.
    mutating func insert(_ target: Int32, keysOf object: Int, _ given: KeyLists) {
        for place in given.places(of: object) {
            let key = given.keys[place]
            let slot = slot(of: key, given)
            if places[slot] == 0 {
                places[slot] = UInt32(truncatingIfNeeded: place + 1)
                targets[slot] = target
            } else if targets[slot] != target, others[key]?.last != target {
                others[key, default: []].append(target)
            }
        }
    }

    /// Whether a metaverse object has the value.
    func holds(_ key: UInt64, _ target: Int32, _ given: KeyLists) -> Bool {
        guard let first = first(key, given) else { return false }
        return first == target || (others[key]?.contains(target) ?? false)
    }

    /// Walks over the objects that have the value, in the order they came, until it is told to stop; some come twice.
    func walk(_ key: UInt64, _ given: KeyLists, _ goesOn: (Int32) throws -> Bool) rethrows {
        guard let first = first(key, given), try goesOn(first), let others = others[key] else { return }
        for target in others { guard try goesOn(target) else { return } }
    }

    private func first(_ key: UInt64, _ given: KeyLists) -> Int32? {
        guard !places.isEmpty else { return nil }
        let slot = slot(of: key, given)
        return places[slot] == 0 ? nil : targets[slot]
    }

    /// Where a key is, or belongs.
    private func slot(of key: UInt64, _ given: KeyLists) -> Int {
        let mask = places.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while places[slot] != 0, given.keys[Int(places[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }
}
