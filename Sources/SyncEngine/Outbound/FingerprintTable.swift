/// Numbers fingerprints in the order in which they come: each takes eight bytes, and four for a place in a table of which a
/// third is free at least.
///
/// Fingerprints depend on the store's secret, so that a few of their bits say where to look.
struct FingerprintTable {
    private var keys: [UInt64] = []
    /// For each slot the number of a fingerprint plus one; zero where nothing is.
    private var slots: [Int32] = []

    var count: Int { keys.count }

    /// Makes room for so many.
    mutating func reserve(_ number: Int) {
        keys.reserveCapacity(number)
        makeSlots(for: number)
    }

    /// The number of a fingerprint; nothing where it has none.
    func number(of key: UInt64) -> Int32? {
        guard !slots.isEmpty else { return nil }
        let number = slots[slot(of: key)]
        return number == 0 ? nil : number - 1
    }

    /// Gives a fingerprint that has none the next number; says which one it has.
    mutating func insert(_ key: UInt64) -> Int32 {
        makeSlots(for: keys.count + 1)
        let slot = slot(of: key)
        if slots[slot] == 0 {
            keys.append(key)
            slots[slot] = Int32(truncatingIfNeeded: keys.count)
        }
        return slots[slot] - 1
    }

    private mutating func makeSlots(for number: Int) {
        var size = max(16, slots.count)
        while size * 2 < number * 3 { size *= 2 }
        guard size > slots.count else { return }
        slots = Array(repeating: 0, count: size)
        for (number, key) in keys.enumerated() { slots[slot(of: key)] = Int32(truncatingIfNeeded: number + 1) }
    }

    /// Where a key is, or belongs.
    private func slot(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }
}
