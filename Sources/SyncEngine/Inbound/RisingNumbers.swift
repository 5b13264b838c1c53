/// Numbers that nearly always follow one another: next to nothing is held of them.
struct RisingNumbers {
    /// By how much each is more than its place.
    private var shifts = Runs<Int32>()

    var count: Int { shifts.count }
    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }

    subscript(place: Int) -> Int { place + Int(shifts[place]) }

    mutating func append(_ number: Int) { shifts.append(Int32(truncatingIfNeeded: number - count)) }
}
