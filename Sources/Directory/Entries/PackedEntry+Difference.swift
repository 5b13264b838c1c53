#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension PackedEntry {
    /// A walk over the index of an entry whose bytes have been checked.
    private struct Walk {
        let bytes: UnsafeRawBufferPointer
        let count: Int
        var place = 0

        private func word(_ place: Int) -> UInt64 {
            let at = PackedEntry.headerLength + PackedEntry.indexEntryLength * place
            return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        }

        /// The number of the attribute; one that no attribute can have at the end.
        var number: Int { place < count ? Int(UInt16(truncatingIfNeeded: word(place))) : .max }

        /// The values as they are stored; they end where those of the next attribute begin.
        var values: UnsafeRawBufferPointer {
            let end = place + 1 < count ? Int(word(place + 1) >> 32) : bytes.count
            return UnsafeRawBufferPointer(rebasing: bytes[Int(word(place) >> 32)..<end])
        }
    }

    /// The attributes that do not have the same values in both entries, ascending by number.
    ///
    /// Both are walked side by side, and what is stored for an attribute is compared in one go.
    public func attributes(differingFrom other: PackedEntry) -> [AttributeID] {
        withUnsafeBytes { bytes in
            other.withUnsafeBytes { otherBytes in
                var left = Walk(bytes: bytes, count: attributeCount)
                var right = Walk(bytes: otherBytes, count: other.attributeCount)
                var differing: [AttributeID] = []
                while left.place < left.count || right.place < right.count {
                    let (one, another) = (left.number, right.number)
                    let number = min(one, another)
                    if one != another || !Self.isSame(left.values, right.values) {
                        differing.append(AttributeID(rawValue: UInt16(truncatingIfNeeded: number)))
                    }
                    if one == number { left.place += 1 }
                    if another == number { right.place += 1 }
                }
                return differing
            }
        }
    }

    private static func isSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count, let one = left.baseAddress, let other = right.baseAddress else {
            return left.count == right.count
        }
        return memcmp(one, other, left.count) == 0
    }
}
