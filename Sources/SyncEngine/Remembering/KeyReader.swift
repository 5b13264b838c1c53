/// Reads keys of objects of a run, those as well that were written down and let go of.
///
/// It holds one piece of them at a time, and is for walks in the order of objects therefore.
final class KeyReader {
    private let lists: KeyLists
    private let part: String
    private let transaction: any SynchronizationTransaction
    private var piece = -1
    private var keys: [UInt64] = []

    /// `part` is what the keys are in the memory.
    init(_ lists: KeyLists, _ part: String, _ transaction: any SynchronizationTransaction) {
        (self.lists, self.part, self.transaction) = (lists, part, transaction)
    }

    /// The places of an object's keys.
    func places(of object: Int) -> Range<Int> { lists.places(of: object) }

    /// The key at a place.
    func key(_ place: Int) throws -> UInt64 {
        guard place < lists.gone else { return lists.key(place) }
        if place / KeyPieces.size != piece { try hold(place / KeyPieces.size) }
        return keys[place % KeyPieces.size]
    }

    private func hold(_ wanted: Int) throws {
        // The one that was held goes before the other comes.
        (piece, keys) = (-1, [])
        var found: [UInt64] = []
        try transaction.lend(part, piece: wanted) { found = RunMemory.numbers($0) }
        guard found.count == KeyPieces.size else {
            throw SyncEngineError(.missingObject, "What was just written of objects cannot be read again.")
        }
        (piece, keys) = (wanted, found)
    }
}
