/// Writes numbers as a part of the memory, one after another: a piece of them is held at a time.
struct NumberWriter<Number: FixedWidthInteger> {
    private let transaction: any SynchronizationTransaction
    private var writer: PartWriter
    private var piece: [Number] = []
    /// How many numbers a piece has.
    private let size = PartWriter.size / MemoryLayout<Number>.size

    init(_ part: String, _ transaction: any SynchronizationTransaction) {
        self.transaction = transaction
        writer = PartWriter(part, transaction.digest)
    }

    mutating func add(_ number: Number) throws {
        if piece.count == size {
            try write(isLast: false)
            piece.removeAll(keepingCapacity: true)
        }
        piece.append(number)
    }

    /// Writes what is left, and says which fingerprint the part has.
    mutating func finish() throws -> UInt64 {
        try write(isLast: true)
        piece = []
        return writer.sum
    }

    private mutating func write(isLast: Bool) throws {
        try piece.withUnsafeBytes { try writer.write($0, isLast: isLast, to: transaction) }
    }
}
