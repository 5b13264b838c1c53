#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Puts an entry together from values that lie somewhere in one stretch of memory, copying each once.
///
/// It keeps only where the values are.
public struct EntryAssembler: Sendable {
    @usableFromInline
    struct Slot: Sendable {
        @usableFromInline var attribute: UInt16
        @usableFromInline var start: Int
        @usableFromInline var length: Int

        @inlinable
        init(attribute: UInt16, start: Int, length: Int) {
            self.attribute = attribute
            self.start = start
            self.length = length
        }
    }

    @usableFromInline var slots: [Slot] = []
    private var order = SlotOrder()
    private var ordered: [Slot] = []

    /// Makes an assembler without values.
    public init() {}

    /// Forgets the values of the entry before.
    public mutating func begin() { slots.removeAll(keepingCapacity: true) }

    /// Notes where a value lies, in bytes from the start of the memory that `finish` is given.
    @inlinable
    @inline(__always)
    public mutating func add(_ attribute: AttributeID, start: Int, length: Int) {
        slots.append(Slot(attribute: attribute.rawValue, start: start, length: length))
    }

    /// Makes the entry of the values that were noted; a value given twice for one attribute stands once.
    ///
    /// - Precondition: every value lies inside `memory`.
    public mutating func finish(dn: UnsafeRawBufferPointer, memory: UnsafeRawBufferPointer) -> PackedEntry {
        precondition(slots.allSatisfy { $0.start >= 0 && $0.length >= 0 && $0.start + $0.length <= memory.count })
        sort(memory)
        dropRepeats(memory)
        var attributes = 0
        var content = 0
        var previous: UInt16?
        for slot in slots {
            if slot.attribute != previous {
                attributes += 1
                previous = slot.attribute
            }
            content += slot.length
        }
        let dnStart = PackedEntry.headerLength + PackedEntry.indexEntryLength * attributes
        let total = dnStart + dn.count + 4 * (attributes + slots.count) + content
        return PackedEntry(
            packed: [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
                write(UnsafeMutableRawBufferPointer(buffer), dn, memory, attributes: attributes, dnStart: dnStart)
                count = total
            }
        )
    }

    private func write(
        _ bytes: UnsafeMutableRawBufferPointer,
        _ dn: UnsafeRawBufferPointer,
        _ memory: UnsafeRawBufferPointer,
        attributes: Int,
        dnStart: Int
    ) {
        func put(_ number: UInt32, _ at: Int) {
            bytes.storeBytes(of: number.littleEndian, toByteOffset: at, as: UInt32.self)
        }
        func copy(_ source: UnsafeRawBufferPointer, _ at: Int) {
            UnsafeMutableRawBufferPointer(rebasing: bytes[at..<at + source.count]).copyMemory(from: source)
        }
        put(UInt32(PackedEntry.formatVersion) | UInt32(attributes) << 16, 0)
        put(UInt32(dn.count), 4)
        copy(dn, dnStart)
        var index = PackedEntry.headerLength
        var position = dnStart + dn.count
        var first = 0
        while first < slots.count {
            var end = first + 1
            while end < slots.count, slots[end].attribute == slots[first].attribute { end += 1 }
            put(UInt32(slots[first].attribute), index)
            put(UInt32(position), index + 4)
            index += PackedEntry.indexEntryLength
            put(UInt32(end - first), position)
            position += 4
            for slot in slots[first..<end] {
                put(UInt32(slot.length), position)
                copy(UnsafeRawBufferPointer(rebasing: memory[slot.start..<slot.start + slot.length]), position + 4)
                position += 4 + slot.length
            }
            first = end
        }
    }

    /// By attribute, then by value bytewise.
    private mutating func sort(_ memory: UnsafeRawBufferPointer) {
        sortAttributes()
        var first = 0
        while first < slots.count {
            var end = first + 1
            while end < slots.count, slots[end].attribute == slots[first].attribute { end += 1 }
            if end - first > 1 { sortValues(first..<end, memory) }
            first = end
        }
    }

    /// By attribute alone, those of one as they came.
    private mutating func sortAttributes() {
        var isSorted = true
        var highest: UInt16 = 0
        for slot in slots {
            if slot.attribute < highest { isSorted = false } else { highest = slot.attribute }
        }
        guard !isSorted else { return }
        guard order.mark(slots, below: Int(highest) + 1) else {
            // Parts of one attribute lie apart.
            return slots.sort { ($0.attribute, $0.start) < ($1.attribute, $1.start) }
        }
        while ordered.count < slots.count { ordered.append(slots[ordered.count]) }
        ordered.removeLast(ordered.count - slots.count)
        slots.withUnsafeBufferPointer { slots in
            ordered.withUnsafeMutableBufferPointer { order.arrange(slots, into: $0) }
        }
        swap(&slots, &ordered)
    }

    /// The values of one attribute; servers give nearly all in the same order again.
    private mutating func sortValues(_ range: Range<Int>, _ memory: UnsafeRawBufferPointer) {
        var moves = 0
        for next in range.dropFirst() where Self.order(slots[next], slots[next - 1], memory) < 0 {
            let slot = slots[next]
            var place = next
            while place > range.lowerBound, Self.order(slot, slots[place - 1], memory) < 0 {
                slots[place] = slots[place - 1]
                place -= 1
            }
            slots[place] = slot
            moves += next - place
            // Something like the members of a large group, in any order: sort it as such.
            guard moves <= 16 * range.count else { return slots[range].sort { Self.order($0, $1, memory) < 0 } }
        }
    }

    private static func order(_ left: Slot, _ right: Slot, _ memory: UnsafeRawBufferPointer) -> Int {
        guard let base = memory.baseAddress else { return 0 }
        let common = memcmp(base + left.start, base + right.start, min(left.length, right.length))
        return common != 0 ? Int(common) : left.length - right.length
    }

    private mutating func dropRepeats(_ memory: UnsafeRawBufferPointer) {
        guard slots.count > 1 else { return }
        var kept = 1
        for index in 1..<slots.count {
            if slots[index].attribute == slots[kept - 1].attribute, slots[index].length == slots[kept - 1].length,
                Self.order(slots[index], slots[kept - 1], memory) == 0
            {
                continue
            }
            if kept != index { slots[kept] = slots[index] }
            kept += 1
        }
        slots.removeLast(slots.count - kept)
    }
}
