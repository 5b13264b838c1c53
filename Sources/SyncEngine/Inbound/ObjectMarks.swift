/// Which objects of a run something is true of, a bit for each; nothing is held beyond the last of them.
struct ObjectMarks {
    private var words: [UInt64] = []

    subscript(object: Int) -> Bool {
        get { object >> 6 < words.count && words[object >> 6] & Self.bit(object) != 0 }
        set {
            if newValue {
                while words.count <= object >> 6 { words.append(0) }
                words[object >> 6] |= Self.bit(object)
            } else if object >> 6 < words.count {
                words[object >> 6] &= ~Self.bit(object)
            }
        }
    }

    private static func bit(_ object: Int) -> UInt64 { 1 << UInt64(object & 63) }
}
