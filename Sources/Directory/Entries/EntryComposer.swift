/// Puts entries together, one after another, from attributes that come in the order of their numbers.
///
/// What is stored elsewhere as values of an attribute is copied as it is. An entry needs one allocation, its own bytes.
/// `EntryPacker` is for values in any order.
public final class EntryComposer {
    /// What changes with every value lies behind a pointer: as properties each access would be watched.
    @usableFromInline
    struct State {
        /// For each attribute its number and, above it, where its values begin in the body.
        @usableFromInline var index: UnsafeMutablePointer<UInt64>
        @usableFromInline var indexCapacity: Int
        @usableFromInline var count = 0
        /// The values; what stands before them in an entry is written into the room before them.
        @usableFromInline var body: UnsafeMutableRawPointer
        @usableFromInline var capacity: Int
        @usableFromInline var used = 0
        var valueCount = 0
    }

    @usableFromInline let state: UnsafeMutablePointer<State>
    /// Room before the body for the head of an entry of usual size.
    private static let front = 8192
    private var slots: [Range<Int>] = []
    private var sorted: [UInt8] = []

    /// Makes a composer without an entry.
    public init() {
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                index: .allocate(capacity: 256),
                indexCapacity: 256,
                body: .allocate(byteCount: 8192 + Self.front, alignment: 8) + Self.front,
                capacity: 8192
            )
        )
    }

    deinit {
        state.pointee.index.deallocate()
        (state.pointee.body - Self.front).deallocate()
        state.deallocate()
    }

    /// Forgets the entry before.
    public func begin() {
        state.pointee.count = 0
        state.pointee.used = 0
    }

    /// Takes all values of an attribute as they are stored in an entry (`EntryView.stored`); nothing where there are none.
    @inlinable
    @inline(__always)
    public func copy(_ attribute: AttributeID, stored: UnsafeRawBufferPointer) {
        guard let source = stored.baseAddress, stored.count > 0 else { return }
        note(attribute)
        reserve(stored.count)
        let used = state.pointee.used
        Self.copy(source, to: state.pointee.body + used, stored.count)
        state.pointee.used = used &+ stored.count
    }

    /// Copies bytes; those of one value of usual length without a call, in blocks of which the last overlap.
    @inlinable
    @inline(__always)
    static func copy(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ count: Int) {
        typealias Block = SIMD16<UInt8>
        guard count >= 16, count <= 64 else { return target.copyMemory(from: source, byteCount: count) }
        let (first, last) = (source.loadUnaligned(as: Block.self), count &- 16)
        let end = source.loadUnaligned(fromByteOffset: last, as: Block.self)
        if count > 32 {
            let second = source.loadUnaligned(fromByteOffset: 16, as: Block.self)
            let third = source.loadUnaligned(fromByteOffset: last &- 16, as: Block.self)
            target.storeBytes(of: second, toByteOffset: 16, as: Block.self)
            target.storeBytes(of: third, toByteOffset: last &- 16, as: Block.self)
        }
        target.storeBytes(of: first, as: Block.self)
        target.storeBytes(of: end, toByteOffset: last, as: Block.self)
    }

    /// Starts an attribute whose values come one by one.
    public func begin(_ attribute: AttributeID) {
        note(attribute)
        reserve(4)
        state.pointee.used += 4
        state.pointee.valueCount = 0
    }

    /// Takes a value of the attribute that was started.
    @inline(__always)
    public func add(_ value: UnsafeRawBufferPointer) {
        reserve(value.count + 4)
        state.pointee.body.storeBytes(
            of: UInt32(truncatingIfNeeded: value.count).littleEndian,
            toByteOffset: state.pointee.used,
            as: UInt32.self
        )
        if let source = value.baseAddress {
            (state.pointee.body + state.pointee.used + 4).copyMemory(from: source, byteCount: value.count)
        }
        state.pointee.used += 4 + value.count
        state.pointee.valueCount += 1
    }

    /// Ends the attribute; a value given twice stands once, and an attribute without values is none.
    ///
    /// Gives back whether there is a value.
    @discardableResult
    public func end() -> Bool {
        guard state.pointee.count > 0 else { return false }
        let start = Int(state.pointee.index[state.pointee.count - 1] >> 32)
        guard state.pointee.valueCount > 0 else {
            drop()
            return false
        }
        if state.pointee.valueCount > 1, !isAscending(from: start + 4) { sort(from: start + 4) }
        state.pointee.body.storeBytes(
            of: UInt32(truncatingIfNeeded: state.pointee.valueCount).littleEndian,
            toByteOffset: start,
            as: UInt32.self
        )
        return true
    }

    /// Forgets the attribute that was started.
    public func drop() {
        guard state.pointee.count > 0 else { return }
        state.pointee.count -= 1
        state.pointee.used = Int(state.pointee.index[state.pointee.count] >> 32)
    }

    /// The values of an attribute that has been taken; empty where it was not.
    ///
    /// They are lent until anything else is done with the composer.
    public func stored(_ attribute: AttributeID) -> UnsafeRawBufferPointer {
        for place in 0..<state.pointee.count
        where UInt16(truncatingIfNeeded: state.pointee.index[place]) == attribute.rawValue {
            let start = Int(state.pointee.index[place] >> 32)
            let end = place + 1 < state.pointee.count ? Int(state.pointee.index[place + 1] >> 32) : state.pointee.used
            return UnsafeRawBufferPointer(start: state.pointee.body + start, count: end - start)
        }
        return UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// Ends the entry.
    public func finish(name: UnsafeRawBufferPointer) -> PackedEntry {
        let nameStart = PackedEntry.headerLength + PackedEntry.indexEntryLength * state.pointee.count
        let bodyStart = nameStart + name.count
        let total = bodyStart + state.pointee.used
        guard bodyStart <= Self.front else {
            return PackedEntry(
                packed: [UInt8](unsafeUninitializedCapacity: total) { buffer, length in
                    let bytes = UnsafeMutableRawBufferPointer(buffer)
                    writeHead(name, UnsafeMutableRawBufferPointer(rebasing: bytes[..<bodyStart]))
                    UnsafeMutableRawBufferPointer(rebasing: bytes[bodyStart...])
                        .copyMemory(from: UnsafeRawBufferPointer(start: state.pointee.body, count: state.pointee.used))
                    length = total
                }
            )
        }
        // Copying a whole buffer costs half of what filling an array by a closure does.
        let start = state.pointee.body - bodyStart
        writeHead(name, UnsafeMutableRawBufferPointer(start: start, count: bodyStart))
        return PackedEntry(packed: [UInt8](UnsafeRawBufferPointer(start: start, count: total)))
    }

    /// What stands before the values: header, index and name.
    private func writeHead(_ name: UnsafeRawBufferPointer, _ bytes: UnsafeMutableRawBufferPointer) {
        let header = UInt32(PackedEntry.formatVersion) | UInt32(state.pointee.count) << 16
        bytes.storeBytes(of: header.littleEndian, as: UInt32.self)
        bytes.storeBytes(of: UInt32(name.count).littleEndian, toByteOffset: 4, as: UInt32.self)
        let (index, count) = (state.pointee.index, state.pointee.count)
        let bodyStart = UInt64(bytes.count) << 32
        for place in 0..<count {
            // Number and offset make one word of the index.
            let at = PackedEntry.headerLength &+ PackedEntry.indexEntryLength &* place
            bytes.storeBytes(of: (index[place] &+ bodyStart).littleEndian, toByteOffset: at, as: UInt64.self)
        }
        let nameStart = PackedEntry.headerLength + PackedEntry.indexEntryLength * count
        UnsafeMutableRawBufferPointer(rebasing: bytes[nameStart...]).copyMemory(from: name)
    }

    @inlinable
    @inline(__always)
    func note(_ attribute: AttributeID) {
        precondition(
            state.pointee.count == 0
                || UInt16(truncatingIfNeeded: state.pointee.index[state.pointee.count - 1]) < attribute.rawValue,
            "attributes come in the order of their numbers"
        )
        if state.pointee.count == state.pointee.indexCapacity { growIndex() }
        state.pointee.index[state.pointee.count] = UInt64(attribute.rawValue) | UInt64(state.pointee.used) << 32
        state.pointee.count += 1
    }

    @inlinable
    @inline(__always)
    func reserve(_ length: Int) {
        if state.pointee.used + length > state.pointee.capacity { grow(length) }
    }

    @usableFromInline
    func grow(_ length: Int) {
        let larger = max(2 * state.pointee.capacity, state.pointee.used + length)
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: larger + Self.front, alignment: 8) + Self.front
        bytes.copyMemory(from: state.pointee.body, byteCount: state.pointee.used)
        (state.pointee.body - Self.front).deallocate()
        (state.pointee.body, state.pointee.capacity) = (bytes, larger)
    }

    @usableFromInline
    func growIndex() {
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * state.pointee.indexCapacity)
        larger.update(from: state.pointee.index, count: state.pointee.count)
        state.pointee.index.deallocate()
        (state.pointee.index, state.pointee.indexCapacity) = (larger, 2 * state.pointee.indexCapacity)
    }

    private func range(at position: Int) -> Range<Int> {
        let length = Int(
            UInt32(littleEndian: state.pointee.body.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        )
        return position + 4..<position + 4 + length
    }

    private func isAscending(from start: Int) -> Bool {
        var before = range(at: start)
        while before.upperBound < state.pointee.used {
            let next = range(at: before.upperBound)
            guard order(before, next) < 0 else { return false }
            before = next
        }
        return true
    }

    private func order(_ left: Range<Int>, _ right: Range<Int>) -> Int {
        let one = UnsafeRawBufferPointer(start: state.pointee.body + left.lowerBound, count: left.count)
        let other = UnsafeRawBufferPointer(start: state.pointee.body + right.lowerBound, count: right.count)
        if one.lexicographicallyPrecedes(other) { return -1 }
        return left.count == right.count && one.elementsEqual(other) ? 0 : 1
    }

    private func sort(from start: Int) {
        slots.removeAll(keepingCapacity: true)
        var position = start
        while position < state.pointee.used {
            let slot = range(at: position)
            slots.append(slot)
            position = slot.upperBound
        }
        slots.sort { order($0, $1) < 0 }
        sorted.removeAll(keepingCapacity: true)
        state.pointee.valueCount = 0
        var before: Range<Int>?
        for slot in slots {
            if let before, order(before, slot) == 0 { continue }
            before = slot
            state.pointee.valueCount += 1
            sorted.append(
                contentsOf: UnsafeRawBufferPointer(
                    start: state.pointee.body + slot.lowerBound - 4,
                    count: slot.count + 4
                )
            )
        }
        sorted.withUnsafeBytes { bytes in
            if let source = bytes.baseAddress {
                (state.pointee.body + start).copyMemory(from: source, byteCount: bytes.count)
            }
        }
        state.pointee.used = start + sorted.count
    }
}
