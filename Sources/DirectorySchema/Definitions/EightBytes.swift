/// Eight bytes of a text as one number, so that they are looked at all at once.
///
/// The first byte is the lowest whatever the machine.
struct EightBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    let number: UInt64

    /// The eight bytes at an address, all of which have to be there.
    @inline(__always)
    init(_ address: UnsafeRawPointer) {
        number = UInt64(littleEndian: address.loadUnaligned(as: UInt64.self))
    }

    /// The first `count` bytes at an address, zeros behind them.
    ///
    /// Where at least eight can be read, they are read at once, and what is not meant is taken away.
    @inline(__always)
    init(_ address: UnsafeRawPointer, count: Int, readable: Int) {
        if count >= 8 {
            self.init(address)
        } else if readable >= 8 {
            let whole = EightBytes(address).number
            self.init(number: whole & ((1 << UInt64(truncatingIfNeeded: count * 8)) &- 1))
        } else {
            var number: UInt64 = 0
            for offset in 0..<count {
                let byte = UInt64(address.load(fromByteOffset: offset, as: UInt8.self))
                number |= byte << UInt64(truncatingIfNeeded: offset * 8)
            }
            self.init(number: number)
        }
    }

    private init(number: UInt64) { self.number = number }

    /// Whether all of them are ASCII.
    var isASCII: Bool { number & Self.highs == 0 }

    /// The place of the first byte below a limit of at most 0x80.
    @inline(__always)
    func firstIndex(below limit: UInt8) -> Int? {
        Self.lowest((number &- Self.ones &* UInt64(limit)) & ~number)
    }

    /// The place of the first byte that is one of two.
    @inline(__always)
    func firstIndex(of one: UInt8, or other: UInt8) -> Int? {
        let (left, right) = (number ^ Self.ones &* UInt64(one), number ^ Self.ones &* UInt64(other))
        return Self.lowest((left &- Self.ones) & ~left | (right &- Self.ones) & ~right)
    }

    /// A borrow reaches bytes only from a lower one that is a find itself: the lowest find is one indeed.
    @inline(__always)
    private static func lowest(_ finds: UInt64) -> Int? {
        let finds = finds & highs
        return finds == 0 ? nil : finds.trailingZeroBitCount / 8
    }
}
