/// The bytes of a word where they lie in a definition, as long as somebody lends them.
struct DefinitionWord {
    private let start: UnsafeRawPointer
    /// How many bytes the word has.
    let count: Int
    /// How many bytes there are up to the definition's own end: eight can be taken at once where a word has fewer.
    private let readable: Int

    /// A word of so many bytes at an address, where at least as many can be read.
    @inline(__always)
    init(_ start: UnsafeRawPointer, count: Int, readable: Int) {
        self.start = start
        self.count = count
        self.readable = readable
    }

    var isEmpty: Bool { count == 0 }

    /// The first byte; nothing where there is none.
    var first: UInt8? { isEmpty ? nil : start.load(as: UInt8.self) }

    /// The bytes of the word.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// The text of the word; what is no UTF-8 is replaced as it is everywhere.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Eight bytes from a place before the word's end, zeros behind that.
    @inline(__always)
    func eight(at place: Int) -> EightBytes {
        EightBytes(start + place, count: count - place, readable: readable - place)
    }

    /// The first eight bytes and the last eight, which may be the same ones.
    @inline(__always)
    var ends: (first: UInt64, last: UInt64) {
        let first = eight(at: 0).number
        return (first, count > 8 ? EightBytes(start + (count - 8)).number : first)
    }

    /// Whether two words have the same bytes.
    @inline(__always)
    func isEqual(_ other: DefinitionWord) -> Bool {
        guard count == other.count else { return false }
        var place = 0
        while place + 8 < count {
            guard EightBytes(start + place).number == EightBytes(other.start + place).number else { return false }
            place += 8
        }
        return ends.last == other.ends.last
    }
}
