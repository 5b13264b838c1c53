/// Builds packed entries, one after another, out of buffers that it keeps.
///
/// Values are copied once into one arena; sorting moves only slots of a few bytes.
public struct EntryPacker: Sendable {
    private struct Slot {
        var attribute: UInt16
        var start: Int
        var length: Int
    }

    private var dn: [UInt8] = []
    private var arena: [UInt8] = []
    private var slots: [Slot] = []

    /// Makes an empty packer.
    public init() {}

    /// Starts an entry and forgets the one before.
    public mutating func begin(dn: some Sequence<UInt8>) {
        self.dn.removeAll(keepingCapacity: true)
        self.dn.append(contentsOf: dn)
        arena.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
    }

    /// Starts an entry and forgets the one before.
    public mutating func begin(dn: String) { begin(dn: dn.utf8) }

    /// Adds one value.
    public mutating func add(_ attribute: AttributeID, _ value: some Sequence<UInt8>) {
        let start = arena.count
        arena.append(contentsOf: value)
        slots.append(Slot(attribute: attribute.rawValue, start: start, length: arena.count - start))
    }

    /// Adds one value from memory that belongs to somebody else.
    public mutating func add(_ attribute: AttributeID, _ value: UnsafeRawBufferPointer) {
        slots.append(Slot(attribute: attribute.rawValue, start: arena.count, length: value.count))
        arena.append(contentsOf: value)
    }

    /// Adds one text value.
    public mutating func add(_ attribute: AttributeID, text: String) { add(attribute, text.utf8) }

    /// Ends the entry.
    ///
    /// A value given twice for one attribute stands once.
    public mutating func finish() -> PackedEntry {
        let arena = arena
        slots.sort { left, right in
            left.attribute != right.attribute
                ? left.attribute < right.attribute
                : Self.value(left, arena).lexicographicallyPrecedes(Self.value(right, arena))
        }
        dropRepeats()
        var groups: [Range<Int>] = []
        var start = 0
        for index in slots.indices
        where index + 1 == slots.count || slots[index + 1].attribute != slots[index].attribute {
            groups.append(start..<index + 1)
            start = index + 1
        }
        let dnStart = PackedEntry.headerLength + PackedEntry.indexEntryLength * groups.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(dnStart + dn.count + arena.count + 4 * (slots.count + groups.count))
        bytes.append(PackedEntry.formatVersion)
        bytes.append(0)
        Self.append(UInt16(groups.count), to: &bytes)
        Self.append(UInt32(dn.count), to: &bytes)
        var offset = dnStart + dn.count
        for group in groups {
            Self.append(slots[group.lowerBound].attribute, to: &bytes)
            Self.append(UInt16(0), to: &bytes)
            Self.append(UInt32(offset), to: &bytes)
            offset += 4 + group.reduce(0) { $0 + 4 + slots[$1].length }
        }
        bytes.append(contentsOf: dn)
        for group in groups {
            Self.append(UInt32(group.count), to: &bytes)
            for slot in slots[group] {
                Self.append(UInt32(slot.length), to: &bytes)
                bytes.append(contentsOf: arena[slot.start..<slot.start + slot.length])
            }
        }
        return PackedEntry(packed: bytes)
    }

    private static func value(_ slot: Slot, _ arena: [UInt8]) -> ArraySlice<UInt8> {
        arena[slot.start..<slot.start + slot.length]
    }

    private mutating func dropRepeats() {
        guard slots.count > 1 else { return }
        var kept = 1
        for index in 1..<slots.count {
            let isRepeat =
                slots[index].attribute == slots[kept - 1].attribute
                && slots[index].length == slots[kept - 1].length
                && Self.value(slots[index], arena) == Self.value(slots[kept - 1], arena)
            if !isRepeat {
                slots[kept] = slots[index]
                kept += 1
            }
        }
        slots.removeLast(slots.count - kept)
    }

    private static func append(_ number: UInt16, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: number))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        append(UInt16(truncatingIfNeeded: number), to: &bytes)
        append(UInt16(truncatingIfNeeded: number >> 16), to: &bytes)
    }
}
