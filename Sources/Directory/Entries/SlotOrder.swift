/// Puts the attributes of entries in the order of their numbers, in memory that it keeps.
///
/// Servers send attributes in an order of theirs, and numbers were given when names came first. Each number is a bit of its
/// own: going over the bits is going over the numbers in order, and nothing is compared.
struct SlotOrder: Sendable {
    private var bits: [UInt64] = []
    /// Where the values of each number begin.
    private var starts: [Int32] = []

    /// Marks the attributes of slots, whose numbers are below a bound; false, and nothing is marked, where the values of one
    /// do not lie together.
    mutating func mark(_ slots: [EntryAssembler.Slot], below bound: Int) -> Bool {
        guard slots.count <= Int32.max else { return false }
        while starts.count < bound { starts.append(0) }
        while bits.count * 64 < bound { bits.append(0) }
        let isTogether = slots.withUnsafeBufferPointer { slots in
            bits.withUnsafeMutableBufferPointer { bits in
                starts.withUnsafeMutableBufferPointer { starts in Self.mark(slots, bits, starts) }
            }
        }
        if !isTogether { for word in bits.indices { bits[word] = 0 } }
        return isTogether
    }

    private static func mark(
        _ slots: UnsafeBufferPointer<EntryAssembler.Slot>,
        _ bits: UnsafeMutableBufferPointer<UInt64>,
        _ starts: UnsafeMutableBufferPointer<Int32>
    ) -> Bool {
        var last = -1
        for place in slots.indices {
            let number = Int(slots[place].attribute)
            guard number != last else { continue }
            let bit: UInt64 = 1 << UInt64(number & 63)
            guard bits[number >> 6] & bit == 0 else { return false }
            bits[number >> 6] |= bit
            starts[number] = Int32(truncatingIfNeeded: place)
            last = number
        }
        return true
    }

    /// Puts the slots that were marked, all of them, in the order of their attributes, and forgets them.
    mutating func arrange(
        _ slots: UnsafeBufferPointer<EntryAssembler.Slot>,
        into ordered: UnsafeMutableBufferPointer<EntryAssembler.Slot>
    ) {
        var next = 0
        for word in bits.indices where bits[word] != 0 {
            var rest = bits[word]
            bits[word] = 0
            while rest != 0 {
                let number = word << 6 | rest.trailingZeroBitCount
                rest &= rest &- 1
                var place = Int(starts[number])
                repeat {
                    ordered[next] = slots[place]
                    next += 1
                    place += 1
                } while place < slots.count && Int(slots[place].attribute) == number
            }
        }
    }
}
