/// Where the parts of each object end, all in one row: a byte for an object, and a whole number for every few of them.
struct PartEnds: Equatable {
    /// How many objects share a whole number.
    private static let block = 32
    /// The byte of an object that has more parts than a byte says.
    private static let many = UInt8.max

    /// Where the parts of each block begin.
    private var starts: [UInt32] = []
    private var counts: [UInt8] = []
    /// How many parts those have that have many.
    private var large: [Int: UInt32] = [:]
    private var last: UInt32 = 0

    init() {}

    /// Takes what `numbers` gave; nothing where it does not ascend.
    init?(_ numbers: [UInt32]) {
        reserve(numbers.count)
        for end in numbers {
            guard end >= last else { return nil }
            append(Int(end))
        }
    }

    /// How many objects there are.
    var count: Int { counts.count }

    /// Where the parts of the last object end.
    var end: Int { Int(last) }

    /// Where the parts of each object end, one after another.
    var numbers: [UInt32] {
        var end: UInt32 = 0
        return counts.indices.map { object in
            end += size(of: object)
            return end
        }
    }

    mutating func reserve(_ number: Int) {
        counts.reserveCapacity(counts.count + number)
        starts.reserveCapacity(starts.count + number / Self.block + 1)
    }

    /// Adds an object whose parts end here.
    mutating func append(_ end: Int) {
        if counts.count.isMultiple(of: Self.block) { starts.append(last) }
        let end = UInt32(truncatingIfNeeded: end)
        let size = end &- last
        if size >= UInt32(Self.many) { large[counts.count] = size }
        counts.append(size >= UInt32(Self.many) ? Self.many : UInt8(truncatingIfNeeded: size))
        last = end
    }

    /// Adds objects that have as many parts as they have elsewhere.
    mutating func append(_ objects: Range<Int>, of other: PartEnds) {
        for object in objects { append(Int(last &+ other.size(of: object))) }
    }

    /// The places of an object's parts.
    subscript(object: Int) -> Range<Int> {
        var start = starts[object / Self.block]
        for other in object / Self.block * Self.block..<object { start &+= size(of: other) }
        return Int(start)..<Int(start &+ size(of: object))
    }

    private func size(of object: Int) -> UInt32 {
        let count = counts[object]
        return count == Self.many ? large[object] ?? 0 : UInt32(count)
    }
}
