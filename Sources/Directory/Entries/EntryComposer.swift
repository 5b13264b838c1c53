/// Puts entries together, one after another, from attributes that come in the order of their numbers.
///
/// What is stored elsewhere as values of an attribute is copied as it is. An entry needs one allocation, its own bytes.
/// `EntryPacker` is for values in any order.
public final class EntryComposer {
    /// What changes with every value lies behind a pointer: as properties each access would be watched.
    private struct State {
        /// For each attribute its number and, above it, where its values begin in the body.
        var index: UnsafeMutablePointer<UInt64>
        var indexCapacity: Int
        var count = 0
        var body: UnsafeMutableRawPointer
        var capacity: Int
        var used = 0
        var valueCount = 0
    }

    private let state: UnsafeMutablePointer<State>
    private var slots: [Range<Int>] = []
    private var sorted: [UInt8] = []

    /// Makes a composer without an entry.
    public init() {
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                index: .allocate(capacity: 256),
                indexCapacity: 256,
                body: .allocate(byteCount: 8192, alignment: 8),
                capacity: 8192
            )
        )
    }

    deinit {
        state.pointee.index.deallocate()
        state.pointee.body.deallocate()
        state.deallocate()
    }

    /// Forgets the entry before.
    public func begin() {
        state.pointee.count = 0
        state.pointee.used = 0
    }

    /// Takes all values of an attribute as they are stored in an entry (`EntryView.stored`); nothing where there are none.
    @inline(__always)
    public func copy(_ attribute: AttributeID, stored: UnsafeRawBufferPointer) {
        guard let source = stored.baseAddress, stored.count > 0 else { return }
        note(attribute)
        reserve(stored.count)
        (state.pointee.body + state.pointee.used).copyMemory(from: source, byteCount: stored.count)
        state.pointee.used += stored.count
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
        return PackedEntry(
            packed: [UInt8](unsafeUninitializedCapacity: total) { buffer, length in
                let bytes = UnsafeMutableRawBufferPointer(buffer)
                let header = UInt32(PackedEntry.formatVersion) | UInt32(state.pointee.count) << 16
                bytes.storeBytes(of: header.littleEndian, as: UInt32.self)
                bytes.storeBytes(of: UInt32(name.count).littleEndian, toByteOffset: 4, as: UInt32.self)
                for place in 0..<state.pointee.count {
                    // Number and offset make one word of the index.
                    let word = state.pointee.index[place] &+ UInt64(bodyStart) << 32
                    let at = PackedEntry.headerLength + PackedEntry.indexEntryLength * place
                    bytes.storeBytes(of: word.littleEndian, toByteOffset: at, as: UInt64.self)
                }
                UnsafeMutableRawBufferPointer(rebasing: bytes[nameStart..<bodyStart]).copyMemory(from: name)
                UnsafeMutableRawBufferPointer(rebasing: bytes[bodyStart..<total])
                    .copyMemory(from: UnsafeRawBufferPointer(start: state.pointee.body, count: state.pointee.used))
                length = total
            }
        )
    }

    @inline(__always)
    private func note(_ attribute: AttributeID) {
        precondition(
            state.pointee.count == 0
                || UInt16(truncatingIfNeeded: state.pointee.index[state.pointee.count - 1]) < attribute.rawValue,
            "attributes come in the order of their numbers"
        )
        if state.pointee.count == state.pointee.indexCapacity { growIndex() }
        state.pointee.index[state.pointee.count] = UInt64(attribute.rawValue) | UInt64(state.pointee.used) << 32
        state.pointee.count += 1
    }

    @inline(__always)
    private func reserve(_ length: Int) {
        if state.pointee.used + length > state.pointee.capacity { grow(length) }
    }

    private func grow(_ length: Int) {
        let larger = max(2 * state.pointee.capacity, state.pointee.used + length)
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
        bytes.copyMemory(from: state.pointee.body, byteCount: state.pointee.used)
        state.pointee.body.deallocate()
        (state.pointee.body, state.pointee.capacity) = (bytes, larger)
    }

    private func growIndex() {
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
