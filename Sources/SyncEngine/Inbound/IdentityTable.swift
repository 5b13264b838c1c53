/// Finds the place of a metaverse object among identities, which are kept elsewhere.
///
/// Identities are fingerprints already, so that a few of their bits, scattered by a factor of the process, say where to look.
struct IdentityTable {
    /// Places plus one; zero where nothing is.
    private var slots: [Int32] = Array(repeating: 0, count: 64)
    private var shift: UInt64 = 58
    private static let factor = UInt64.random(in: .min ... .max) | 1

    /// Makes room for so many.
    mutating func reserve(_ number: Int, _ identities: [MetaverseID]) {
        guard number * 3 > slots.count * 2 else { return }
        var size = slots.count
        while size * 2 < number * 3 {
            size *= 2
            shift -= 1
        }
        slots = Array(repeating: 0, count: size)
        for (place, identity) in identities.enumerated() { put(Int32(truncatingIfNeeded: place), identity, identities) }
    }

    /// The place of an identity.
    func place(of identity: MetaverseID, in identities: [MetaverseID]) -> Int32? {
        var slot = start(identity)
        while slots[slot] != 0 {
            let place = slots[slot] - 1
            if identities[Int(place)] == identity { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The place of an identity, or nothing where it is not there: then it counts as the one after the last from now on,
    /// and has to be added to the identities.
    mutating func placeOrNext(of identity: MetaverseID, in identities: [MetaverseID]) -> Int32? {
        reserve(identities.count + 1, identities)
        var slot = start(identity)
        while slots[slot] != 0 {
            let place = slots[slot] - 1
            if identities[Int(place)] == identity { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(truncatingIfNeeded: identities.count + 1)
        return nil
    }

    private mutating func put(_ place: Int32, _ identity: MetaverseID, _ identities: [MetaverseID]) {
        var slot = start(identity)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = place + 1
    }

    private func start(_ identity: MetaverseID) -> Int {
        Int(truncatingIfNeeded: (identity.bits &* Self.factor) >> shift)
    }
}
