/// How many candidates ask for a key, as far as it matters: none, one or several.
///
/// Two bits for each place, and several places for each key. Keys that meet in one are counted together, so that more may be
/// said than there are, and never fewer. Keys depend on the store's secret, so that a few of their bits say where to look.
struct AskedKeys {
    private static let fewest = 65_536

    private var words: [UInt64]
    private let mask: Int

    /// Prepares for so many keys.
    init(for number: Int) {
        var size = Self.fewest
        while size < number * 8 { size *= 2 }
        mask = size - 1
        words = Array(repeating: 0, count: size / 32)
    }

    /// Counts a candidate that asks for a key.
    mutating func count(_ key: UInt64) {
        let place = Int(truncatingIfNeeded: key) & mask
        let shift = UInt64(2 * (place & 31))
        if (words[place >> 5] >> shift) & 3 < 2 { words[place >> 5] += 1 << shift }
    }

    /// How many ask for a key: 0, 1, or 2 where there are more.
    subscript(key: UInt64) -> Int {
        let place = Int(truncatingIfNeeded: key) & mask
        return Int(truncatingIfNeeded: (words[place >> 5] >> UInt64(2 * (place & 31))) & 3)
    }
}
