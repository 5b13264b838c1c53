/// Bytes of a JSON text that grow as it is written; each stretch says beforehand how long it may become.
struct JSONBuffer {
    private var bytes: [UInt8]
    private var count = 0

    /// Reserves memory, so that a text whose length is known about is written into one piece.
    init(reserving capacity: Int) { bytes = Array(repeating: 0, count: max(64, capacity)) }

    /// Lends the place at which to go on, with room for so many bytes.
    @inline(__always)
    mutating func write(atMost room: Int, _ body: (inout JSONCursor) -> Void) {
        if bytes.count - count < room {
            bytes.append(contentsOf: repeatElement(0, count: max(room, bytes.count)))
        }
        let start = count
        count = bytes.withUnsafeMutableBytes { memory in
            guard let base = memory.baseAddress else { return start }
            var cursor = JSONCursor(base + start)
            body(&cursor)
            return cursor.place - UnsafeMutableRawPointer(base)
        }
    }

    /// Writes signs as they are.
    mutating func copy(_ text: StaticString) { write(atMost: text.utf8CodeUnitCount) { $0.copy(text) } }

    /// Writes a text in quotation marks.
    mutating func text(_ text: String) { write(atMost: JSONCursor.room(text.utf8.count)) { $0.text(text) } }

    /// The text.
    consuming func finish() -> [UInt8] {
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
