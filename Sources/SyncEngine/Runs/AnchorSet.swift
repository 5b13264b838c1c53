/// Anchors that have come: sixteen bytes for each, and four for a place in a table of which a third is free at least.
///
/// Whoever chooses anchors cannot know where they go: what scatters them is drawn for each process.
struct AnchorSet {
    private static let factors = (UInt64.random(in: .min ... .max) | 1, UInt64.random(in: .min ... .max) | 1)

    private var keys: [AnchorKey] = []
    /// For each slot the place of an anchor plus one; zero where nothing is.
    private var slots: [Int32] = Array(repeating: 0, count: 64)
    private var shift: UInt64 = 58

    /// The place of an anchor, by the order in which they came; nothing where it is not there.
    func place(of key: AnchorKey) -> Int? {
        let found = slots[slot(of: key)]
        return found == 0 ? nil : Int(found) - 1
    }

    /// Adds an anchor; false where it is there already.
    mutating func insert(_ key: AnchorKey) -> Bool {
        if (keys.count + 1) * 3 > slots.count * 2 { grow() }
        let slot = slot(of: key)
        guard slots[slot] == 0 else { return false }
        keys.append(key)
        slots[slot] = Int32(truncatingIfNeeded: keys.count)
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        shift -= 1
        for (place, key) in keys.enumerated() {
            let slot = slot(of: key)
            slots[slot] = Int32(truncatingIfNeeded: place + 1)
        }
    }

    /// Where an anchor is, or belongs.
    private func slot(of key: AnchorKey) -> Int {
        var slot = Int(truncatingIfNeeded: key.scattered(by: Self.factors) >> shift)
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
