/// Values of places that follow one another, of which many in a row are the same.
struct Runs<Value: Equatable> {
    /// Where each run begins.
    private var starts: [Int32] = []
    private var all: [Value] = []
    private(set) var count = 0

    init() {}

    subscript(place: Int) -> Value { all[all.count == 1 ? 0 : run(of: place)] }

    mutating func append(_ value: Value) {
        if all.last != value {
            starts.append(Int32(truncatingIfNeeded: count))
            all.append(value)
        }
        count += 1
    }

    /// The values of a range of places; some may come twice.
    func values(in range: Range<Int>) -> ArraySlice<Value> {
        guard let last = range.last else { return [] }
        return all[run(of: range.lowerBound)...run(of: last)]
    }

    /// The last run that begins at a place or before it.
    private func run(of place: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= place { low = middle } else { high = middle }
        }
        return low
    }
}
