/// Numbers of 64 bits whose upper halves rarely change from one to the next: half as much is held of them.
struct LongNumbers {
    private var lower: [UInt32] = []
    private var upper = Runs<Int32>()

    var count: Int { lower.count }

    subscript(place: Int) -> Int64 { Int64(upper[place]) << 32 | Int64(lower[place]) }

    mutating func reserveCapacity(_ number: Int) { lower.reserveCapacity(number) }

    mutating func append(_ number: Int64) {
        lower.append(UInt32(truncatingIfNeeded: number))
        upper.append(Int32(truncatingIfNeeded: number >> 32))
    }
}
