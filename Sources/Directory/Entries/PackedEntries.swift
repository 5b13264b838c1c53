/// Packed entries one behind another, for many that are needed together and go together.
///
/// An entry by itself is a place in memory of its own: thousands of them are looked for, counted and given back one by one,
/// each where nothing is at hand. Here they lie in stretches of a megabyte.
public struct PackedEntries: Sendable {
    /// Where an entry lies.
    @usableFromInline
    struct Place: Sendable {
        @usableFromInline let stretch: Int32
        @usableFromInline let start: Int32
        @usableFromInline let end: Int32

        init(stretch: Int32, start: Int32, end: Int32) { (self.stretch, self.start, self.end) = (stretch, start, end) }
    }

    /// How many bytes a stretch has; an entry that is longer has one of its own.
    private static let stretch = 1 << 20

    @usableFromInline var stretches: [[UInt8]] = []
    /// How many of the stretches have entries; those behind them are left of entries that went.
    private var filled = 0
    @usableFromInline var places: [Place] = []
    /// How many bytes the entries have.
    public private(set) var byteCount = 0

    /// Begins without any.
    public init() {}

    /// How many there are.
    public var count: Int { places.count }

    /// Takes the bytes of an entry from a store and gives back its number; throws where they are not a whole entry of a format
    /// that this build knows.
    public mutating func append(validating bytes: UnsafeRawBufferPointer) throws(PackedEntryError) -> Int {
        try PackedEntryValidator.validate(bytes)
        guard let length = Int32(exactly: bytes.count) else { throw .damaged("it is longer than 2 GiB") }
        if filled == 0 || stretches[filled - 1].count + bytes.count > Self.stretch {
            if filled == stretches.count { stretches.append([]) }
            stretches[filled].reserveCapacity(max(Self.stretch, bytes.count))
            filled += 1
        }
        let last = filled - 1
        let start = Int32(truncatingIfNeeded: stretches[last].count)
        bytes.withMemoryRebound(to: UInt8.self) { stretches[last].append(contentsOf: $0) }
        places.append(Place(stretch: Int32(truncatingIfNeeded: last), start: start, end: start + length))
        byteCount += bytes.count
        return places.count - 1
    }

    /// The entry of a number that `append` gave, by itself.
    public subscript(number: Int) -> PackedEntry {
        let place = places[number]
        return PackedEntry(packed: Array(stretches[Int(place.stretch)][Int(place.start)..<Int(place.end)]))
    }

    /// Lends the entry of a number that `append` gave.
    @inlinable
    public func withLent<Result>(_ number: Int, _ body: (LentEntry) -> Result) -> Result {
        let place = places[number]
        return stretches[Int(place.stretch)].withUnsafeBytes { bytes in
            body(LentEntry(checked: UnsafeRawBufferPointer(rebasing: bytes[Int(place.start)..<Int(place.end)])))
        }
    }

    /// Lets all entries go and keeps the memory for others.
    public mutating func removeAll() {
        for number in stretches.indices { stretches[number].removeAll(keepingCapacity: true) }
        places.removeAll(keepingCapacity: true)
        (filled, byteCount) = (0, 0)
    }
}
