/// Finds the objects of a connector by the fingerprints of their names, which are kept elsewhere.
///
/// Fingerprints depend on the store's secret, so that a few of their bits say where to look.
struct NameTable {
    /// Objects plus one; zero where nothing is, which is a third of them at least.
    private var slots: [Int32] = []

    /// Holds the objects of a connector; of several with one name the last that is linked, or the last of all.
    init(_ range: Range<Int>, of objects: RunObjects) {
        guard !range.isEmpty else { return }
        var size = 2
        while size * 2 < range.count * 3 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        for object in range {
            let slot = slot(of: objects.names[object], objects)
            let isFree = slots[slot] == 0 || objects.isLinked(object) || !objects.isLinked(Int(slots[slot]) - 1)
            if isFree { slots[slot] = Int32(truncatingIfNeeded: object + 1) }
        }
    }

    init() {}

    /// The object of a name; nothing where there is none.
    func object(_ name: UInt64, of objects: RunObjects) -> Int? {
        guard !slots.isEmpty else { return nil }
        let object = slots[slot(of: name, objects)]
        return object == 0 ? nil : Int(object) - 1
    }

    /// Where a name is, or belongs.
    private func slot(of name: UInt64, _ objects: RunObjects) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: name) & mask
        while slots[slot] != 0, objects.names[Int(slots[slot]) - 1] != name { slot = (slot + 1) & mask }
        return slot
    }
}
