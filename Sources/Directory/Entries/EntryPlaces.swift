/// Where the values of a packed entry lie, by attribute number: found once for an entry, not once for each question.
///
/// One table is used for one entry after another and costs nothing to clear: it remembers which places it filled.
public final class EntryPlaces {
    /// The stretch of an entry's bytes that holds all values of an attribute; it ends at 0 where there are none.
    @usableFromInline
    struct Place {
        @usableFromInline var start: UInt32
        @usableFromInline var end: UInt32

        @inlinable
        init(start: UInt32, end: UInt32) {
            self.start = start
            self.end = end
        }
    }

    private let places: UnsafeMutablePointer<Place>
    private let filled: UnsafeMutablePointer<UInt16>
    private let view: UnsafeMutablePointer<EntryView.Storage>
    private let limit: Int

    /// Makes a table of the attributes whose numbers lie below a limit; others cannot be asked for.
    public init(limit: Int) {
        self.limit = max(1, limit)
        places = .allocate(capacity: self.limit)
        places.initialize(repeating: Place(start: 0, end: 0), count: self.limit)
        filled = .allocate(capacity: self.limit)
        filled.initialize(repeating: 0, count: self.limit)
        view = .allocate(capacity: 1)
        view.initialize(
            to: EntryView.Storage(
                bytes: UnsafeRawPointer(places),
                places: UnsafePointer(places),
                limit: self.limit,
                name: UnsafeRawBufferPointer(start: nil, count: 0),
                attributes: UnsafeBufferPointer(start: filled, count: 0)
            )
        )
    }

    deinit {
        places.deallocate()
        filled.deallocate()
        view.deallocate()
    }

    /// Lends a view of an entry; it must not be kept.
    @inline(__always)
    public func withView<Result, Failure: Error>(
        of entry: PackedEntry,
        _ body: (EntryView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try entry.withUnsafeBytes { bytes throws(Failure) in
            try body(look(at: bytes))
        }
    }

    /// Finds the places of an entry whose bytes have been checked.
    private func look(at bytes: UnsafeRawBufferPointer) -> EntryView {
        for attribute in view.pointee.attributes { places[Int(attribute)] = Place(start: 0, end: 0) }
        view.pointee.attributes = UnsafeBufferPointer(start: filled, count: 0)
        guard let base = bytes.baseAddress else { return EntryView(view) }
        let count = Int(UInt32(littleEndian: base.loadUnaligned(as: UInt32.self)) >> 16)
        let nameLength = Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        let name = base + PackedEntry.headerLength + PackedEntry.indexEntryLength * count
        var known = 0
        var end = UInt32(truncatingIfNeeded: bytes.count)
        var index = count
        // Backwards, since the values of an attribute end where those of the next begin.
        while index > 0 {
            index &-= 1
            // Number and offset make one word of the index.
            let at = PackedEntry.headerLength &+ PackedEntry.indexEntryLength &* index
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let start = UInt32(truncatingIfNeeded: word >> 32)
            let attribute = Int(UInt16(truncatingIfNeeded: word))
            if attribute < limit {
                places[attribute] = Place(start: start, end: end)
                filled[known] = UInt16(truncatingIfNeeded: word)
                known &+= 1
            }
            end = start
        }
        view.pointee.bytes = base
        view.pointee.name = UnsafeRawBufferPointer(start: name, count: nameLength)
        view.pointee.attributes = UnsafeBufferPointer(start: filled, count: known)
        return EntryView(view)
    }
}
