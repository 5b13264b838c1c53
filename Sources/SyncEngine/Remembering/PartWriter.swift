/// Writes a part of the memory piece by piece, so that nobody has to hold all of it.
struct PartWriter {
    /// How many bytes a piece has; the last one of a part may have fewer.
    static let size = 512 << 10

    let part: String
    private var count = 0
    /// The fingerprint of what has been written.
    private(set) var sum: UInt64

    init(_ part: String, _ digest: EntryDigest) {
        self.part = part
        sum = digest.first
    }

    /// Writes a piece; every one but the last has to be full.
    mutating func write(
        _ bytes: UnsafeRawBufferPointer,
        isLast: Bool,
        to transaction: any SynchronizationTransaction
    ) throws {
        sum = transaction.digest.digest(bytes, seed: sum)
        try transaction.remember(part, piece: count, bytes, isLast: isLast)
        count += 1
    }

    /// The fingerprint of a part that is there as a whole.
    static func sum(_ bytes: UnsafeRawBufferPointer, _ digest: EntryDigest) -> UInt64 {
        pieces(of: bytes).reduce(digest.first) { digest.digest($1, seed: $0) }
    }

    /// The pieces of a part; one at least.
    static func pieces(of bytes: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
        stride(from: 0, to: max(1, bytes.count), by: size).map {
            UnsafeRawBufferPointer(rebasing: bytes[$0..<min($0 + size, bytes.count)])
        }
    }
}
