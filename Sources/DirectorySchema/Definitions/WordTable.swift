/// Numbers words, the same word the same number: 0 for the first, and on in the order in which they come.
///
/// A forest's classes name the same attributes over and over, and its attributes a dozen syntaxes. Whoever keeps a list of
/// what was made of words finds it there by number and makes no second text. Only the same bytes are the same word: `cn`
/// and `CN` are two, since each is printed as it was written.
struct WordTable {
    /// A word that was met.
    private struct Entry {
        let hash: UInt64
        /// Where its bytes stand among all that are kept.
        let start: Int
        let count: Int
    }

    /// How many slots are looked at: words that were chosen to fall into one slot get a number each time.
    private static let longestProbe = 16

    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    /// Numbers by the low bits of hashes, -1 where a slot is free; there are a power of two.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    /// The number of a word: how many there are already, where it is new.
    mutating func number(of word: DefinitionWord) -> Int {
        let hash = Self.hash(word)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        for _ in 0..<Self.longestProbe {
            let number = Int(slots[slot])
            guard number >= 0 else {
                slots[slot] = Int32(truncatingIfNeeded: entries.count)
                return append(word, hash)
            }
            if entries[number].hash == hash, isEqual(entries[number], word) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return append(word, hash)
    }

    private mutating func append(_ word: DefinitionWord, _ hash: UInt64) -> Int {
        entries.append(Entry(hash: hash, start: bytes.count, count: word.count))
        bytes.append(contentsOf: word.bytes)
        if entries.count * 2 > slots.count { grow() }
        return entries.count - 1
    }

    private func isEqual(_ entry: Entry, _ word: DefinitionWord) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard entry.count > 0, let first = bytes.baseAddress else { return word.isEmpty }
            let readable = bytes.count - entry.start
            return DefinitionWord(first + entry.start, count: entry.count, readable: readable).isEqual(word)
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        for number in entries.indices {
            var slot = Int(truncatingIfNeeded: entries[number].hash) & (slots.count - 1)
            for _ in 0..<Self.longestProbe {
                if slots[slot] < 0 {
                    slots[slot] = Int32(truncatingIfNeeded: number)
                    break
                }
                slot = (slot + 1) & (slots.count - 1)
            }
        }
    }

    /// Words of a schema differ in their first eight bytes, their last eight, or their length; those that do not are told
    /// apart by their bytes.
    private static func hash(_ word: DefinitionWord) -> UInt64 {
        let ends = word.ends
        var hash = (ends.first ^ UInt64(truncatingIfNeeded: word.count)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 32 ^ ends.last) &* 0xBF58_476D_1CE4_E5B9
        return hash ^ hash >> 29
    }
}
