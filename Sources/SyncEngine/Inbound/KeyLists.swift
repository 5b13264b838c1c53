/// For each object some keys, all in one row.
struct KeyLists: Equatable {
    private(set) var keys: [UInt64] = []
    /// For each object where its keys end.
    private(set) var ends: [UInt32] = []

    init() {}

    /// Takes rows that were stored; nothing where they do not fit together.
    init?(keys: [UInt64], ends: [UInt32]) {
        var last: UInt32 = 0
        for end in ends {
            guard end >= last else { return nil }
            last = end
        }
        guard Int(last) == keys.count else { return nil }
        (self.keys, self.ends) = (keys, ends)
    }

    /// How many objects there are.
    var count: Int { ends.count }

    /// The keys of an object.
    subscript(object: Int) -> ArraySlice<UInt64> { keys[places(of: object)] }

    /// The places of an object's keys.
    func places(of object: Int) -> Range<Int> { Int(object == 0 ? 0 : ends[object - 1])..<Int(ends[object]) }

    /// Makes room for so many more objects with so many keys.
    mutating func reserve(_ objects: Int, keys: Int) {
        ends.reserveCapacity(ends.count + objects)
        self.keys.reserveCapacity(self.keys.count + keys)
    }

    /// Adds a key to the object that is being added.
    mutating func add(_ key: UInt64) { keys.append(key) }

    /// Ends the object that is being added.
    mutating func close() { ends.append(UInt32(truncatingIfNeeded: keys.count)) }

    /// Adds objects with the keys that they had elsewhere.
    mutating func append(_ objects: Range<Int>, of other: KeyLists) {
        guard let last = objects.last else { return }
        let known = other.places(of: objects.lowerBound).lowerBound..<other.places(of: last).upperBound
        let shift = keys.count - known.lowerBound
        keys += other.keys[known]
        ends += other.ends[objects].lazy.map { UInt32(truncatingIfNeeded: Int($0) + shift) }
    }
}
