/// Keys of all objects that are written to the memory while they come, so that few of them are held at a time.
struct KeyPieces {
    /// How many keys a piece has.
    static let size = PartWriter.size / MemoryLayout<UInt64>.size

    private var writer: PartWriter

    init(_ part: String, _ digest: EntryDigest) { writer = PartWriter(part, digest) }

    /// What the keys are in the memory.
    var part: String { writer.part }

    /// The fingerprint of what has been written.
    var sum: UInt64 { writer.sum }

    /// Writes full pieces, and lets go of them; some keys stay, so that the last piece is not empty.
    mutating func spill(_ lists: inout KeyLists, to transaction: any SynchronizationTransaction) throws {
        guard lists.keys.count > Self.size else { return }
        let pieces = (lists.keys.count - 1) / Self.size
        for piece in 0..<pieces {
            try lists.keys[piece * Self.size..<(piece + 1) * Self.size].withUnsafeBytes {
                try writer.write($0, isLast: false, to: transaction)
            }
        }
        lists.letGo(pieces * Self.size)
    }

    /// Writes what is left, and ends the part.
    mutating func finish(_ lists: inout KeyLists, to transaction: any SynchronizationTransaction) throws {
        try spill(&lists, to: transaction)
        try lists.keys.withUnsafeBytes { try writer.write($0, isLast: true, to: transaction) }
    }
}
