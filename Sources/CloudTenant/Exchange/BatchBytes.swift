/// Bytes that are written one behind another into memory whose length was counted before.
///
/// What does not fit any more is left out, and said to be missing: whoever counted writes it again with more room.
struct BatchBytes {
    private let memory: UnsafeMutableRawBufferPointer
    /// How many were written.
    private(set) var count = 0
    /// Whether something did not fit.
    private(set) var isCut = false

    private init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    /// What is written, with room for so many bytes at first.
    static func written(_ room: Int, _ body: (inout BatchBytes) -> Void) -> [UInt8] {
        var room = max(1, room)
        while true {
            var isCut = false
            let bytes = [UInt8](unsafeUninitializedCapacity: room) { memory, count in
                var batch = BatchBytes(UnsafeMutableRawBufferPointer(memory))
                body(&batch)
                (count, isCut) = (batch.count, batch.isCut)
            }
            if !isCut { return bytes }
            room *= 2
        }
    }

    /// Bytes.
    @inline(__always)
    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard let to = memory.baseAddress, let from = bytes.baseAddress else { return }
        guard memory.count - count >= bytes.count else { return isCut = true }
        (to + count).copyMemory(from: from, byteCount: bytes.count)
        count += bytes.count
    }

    /// Bytes.
    @inline(__always)
    mutating func put(_ bytes: [UInt8]) { bytes.withUnsafeBytes { put($0) } }

    /// A number, little-endian.
    @inline(__always)
    mutating func put(_ number: some FixedWidthInteger) { withUnsafeBytes(of: number.littleEndian) { put($0) } }

    /// A text behind its length.
    @inline(__always)
    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            put(UInt32(truncatingIfNeeded: bytes.count))
            put(UnsafeRawBufferPointer(bytes))
        }
    }
}
