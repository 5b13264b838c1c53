/// What a run remembers of each connector space object: some twenty bytes, whatever its entry holds.
///
/// Objects have numbers of the run, in the order in which they are walked over.
struct RunObjects {
    /// The objects' numbers in the store.
    private(set) var stored = LongNumbers()
    /// The number of the set of rules that each is in scope of, among those of its connector.
    private(set) var sets = NarrowNumbers<UInt16>()
    /// The place of its partition in `partitionNames`.
    private(set) var partitions = Runs<UInt16>()
    /// The fingerprint of its name in small letters.
    private(set) var names: [UInt64] = []
    /// The number of the metaverse object that it is linked to, or less than zero.
    ///
    /// Of objects that were added last there may be none yet: `expectLinks` makes it up.
    private(set) var targets: [Int32] = []
    /// Whether the store links it to the same one.
    private(set) var isStoredLink = ObjectMarks()
    /// Whether the store links it to any.
    private(set) var hadLink = ObjectMarks()
    private(set) var partitionNames: [String] = []
    private var partitionPlaces: [String: UInt16] = [:]
    private var last: (name: String, place: UInt16)?

    var count: Int { stored.count }

    /// Makes room for so many more.
    mutating func reserve(_ number: Int) {
        let all = count + number
        stored.reserveCapacity(all)
        sets.reserveCapacity(all)
        names.reserveCapacity(all)
        targets.reserveCapacity(all)
    }

    mutating func append(stored number: Int64, set: Int, partition: String, name: UInt64, hadLink: Bool) -> Int {
        append(stored: number, set: set, partition: place(of: partition), name: name, hadLink: hadLink)
    }

    /// The same where the place of the partition is known.
    mutating func append(stored number: Int64, set: Int, partition: UInt16, name: UInt64, hadLink: Bool) -> Int {
        stored.append(number)
        sets.append(set)
        partitions.append(partition)
        names.append(name)
        if hadLink { self.hadLink[stored.count - 1] = true }
        return stored.count - 1
    }

    /// Adds objects as a memory has them, without their links; gives back the number of the first.
    ///
    /// `places` says where the partitions of the memory are here.
    mutating func append(_ slots: Range<Int>, of memory: RunMemory, in places: [UInt16]) -> Int {
        expectLinks()
        let first = count
        for slot in slots {
            stored.append(memory.stored[slot])
            sets.append(Int(memory.sets[slot]))
            partitions.append(places[Int(memory.partitions[slot])])
        }
        names += memory.names[slots]
        targets += repeatElement(-1, count: slots.count)
        return first
    }

    /// Links an object as the store does.
    mutating func restoreLink(_ object: Int, to target: Int32) {
        link(object, to: target, isStored: true)
        hadLink[object] = true
    }

    /// Makes room for links of all objects that have been added.
    mutating func expectLinks() {
        if targets.count < count { targets += repeatElement(-1, count: count - targets.count) }
    }

    mutating func link(_ object: Int, to target: Int32, isStored: Bool) {
        expectLinks()
        targets[object] = target
        isStoredLink[object] = isStored
    }

    /// Says that fewer rules are for an object than it is in scope of.
    mutating func narrow(_ object: Int, to set: Int) { sets[object] = set }

    mutating func unlink(_ object: Int) { targets[object] = -1 }

    /// Whether an object is linked, as far as links are known already.
    func isLinked(_ object: Int) -> Bool { object < targets.count && targets[object] >= 0 }

    func partition(of object: Int) -> String { partitionNames[Int(partitions[object])] }

    /// For each partition where it comes when they are ordered by name.
    var partitionRanks: [Int] {
        let order = partitionNames.indices.sorted { partitionNames[$0] < partitionNames[$1] }
        var ranks = Array(repeating: 0, count: order.count)
        for (rank, place) in order.enumerated() { ranks[place] = rank }
        return ranks
    }

    /// The place of a partition, which is given one where it has none.
    mutating func place(of partition: String) -> UInt16 {
        if let last, last.name == partition { return last.place }
        var place = partitionPlaces[partition]
        if place == nil {
            place = UInt16(truncatingIfNeeded: partitionNames.count)
            partitionPlaces[partition] = place
            partitionNames.append(partition)
        }
        last = (partition, place ?? 0)
        return place ?? 0
    }
}
