/// Numbers from zero on that fit into few bits nearly always; all of them are held with 32 as soon as one does not.
struct NarrowNumbers<Narrow: FixedWidthInteger & UnsignedInteger> {
    private var narrow: [Narrow] = []
    private var wide: [Int32] = []
    private var isWide = false

    var count: Int { isWide ? wide.count : narrow.count }

    subscript(place: Int) -> Int {
        get { isWide ? Int(wide[place]) : Int(narrow[place]) }
        set {
            widen(for: newValue)
            if isWide {
                wide[place] = Int32(truncatingIfNeeded: newValue)
            } else {
                narrow[place] = Narrow(truncatingIfNeeded: newValue)
            }
        }
    }

    mutating func reserveCapacity(_ number: Int) {
        if isWide { wide.reserveCapacity(number) } else { narrow.reserveCapacity(number) }
    }

    mutating func append(_ number: Int) {
        widen(for: number)
        if isWide {
            wide.append(Int32(truncatingIfNeeded: number))
        } else {
            narrow.append(Narrow(truncatingIfNeeded: number))
        }
    }

    private mutating func widen(for number: Int) {
        guard !isWide, Narrow(exactly: number) == nil else { return }
        wide = narrow.map { Int32(truncatingIfNeeded: $0) }
        (narrow, isWide) = ([], true)
    }
}
