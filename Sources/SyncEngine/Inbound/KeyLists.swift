/// For each object some keys, all in one row, of which the first may have been let go of.
struct KeyLists: Equatable {
    /// The keys that are held.
    private(set) var keys: [UInt64] = []
    /// How many came before those, and are held no more.
    private(set) var gone = 0
    /// For each object where its keys end.
    private(set) var ends = PartEnds()

    init() {}

    /// Takes rows that were stored; nothing where they do not fit together.
    init?(keys: [UInt64], ends: [UInt32]) {
        guard let ends = PartEnds(ends), ends.end == keys.count else { return nil }
        (self.keys, self.ends) = (keys, ends)
    }

    /// How many objects there are.
    var count: Int { ends.count }

    /// The keys of an object, which have to be held.
    subscript(object: Int) -> ArraySlice<UInt64> {
        let places = places(of: object)
        return keys[places.lowerBound - gone..<places.upperBound - gone]
    }

    /// The key at a place, which has to be held.
    func key(_ place: Int) -> UInt64 { keys[place - gone] }

    /// The places of an object's keys.
    func places(of object: Int) -> Range<Int> { ends[object] }

    /// Makes room for so many more objects with so many keys.
    mutating func reserve(_ objects: Int, keys: Int) {
        ends.reserve(objects)
        self.keys.reserveCapacity(self.keys.count + keys)
    }

    /// Adds a key to the object that is being added.
    mutating func add(_ key: UInt64) { keys.append(key) }

    /// Ends the object that is being added.
    mutating func close() { ends.append(gone + keys.count) }

    /// Lets go of the first keys that are held; places stay as they are.
    mutating func letGo(_ number: Int) {
        gone += number
        keys = Array(keys.dropFirst(number))
    }

    /// Adds objects with the keys that they had elsewhere, where all are held.
    mutating func append(_ objects: Range<Int>, of other: KeyLists) {
        guard let last = objects.last else { return }
        let known = other.places(of: objects.lowerBound).lowerBound..<other.places(of: last).upperBound
        keys += other.keys[known]
        ends.append(objects, of: other.ends)
    }
}
