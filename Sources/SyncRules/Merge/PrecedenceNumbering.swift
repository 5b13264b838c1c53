/// Numbers rules densely anew after one came or went; numbers below 100 belong to people and stay.
enum PrecedenceNumbering {
    /// The first number of standard rules.
    static let first = 100

    /// Renumbers in place; `lowest` is the number with which to begin.
    ///
    /// The order is that of the numbers that rules have. A new rule stands behind the nearest rule before it in the order
    /// of what was generated anew; before the nearest one behind it where there is none; and at the end where there is
    /// neither.
    static func number(_ rules: inout [MergedRule], from lowest: Int) {
        let numbered = rules.indices.filter { rules[$0].rule.precedence >= first }
        var order = numbered.filter { rules[$0].place != nil }.sorted { MergedRule.precedes(rules[$0], rules[$1]) }
        let new = numbered.filter { rules[$0].place == nil }.sorted {
            (rules[$0].rank ?? .max, $0) < (rules[$1].rank ?? .max, $1)
        }
        for index in new { order.insert(index, at: place(of: rules[index].rank, in: order.map { rules[$0].rank })) }
        let start = lowest > Int.max - order.count ? first : lowest
        for (offset, index) in order.enumerated() { rules[index].rule.precedence = start + offset }
    }

    private static func place(of rank: Int?, in ranks: [Int?]) -> Int {
        guard let rank else { return ranks.count }
        var before: (rank: Int, place: Int)?
        var behind: (rank: Int, place: Int)?
        for (place, other) in ranks.enumerated() {
            guard let other else { continue }
            if other <= rank, other >= before?.rank ?? .min { before = (other, place) }
            if other > rank, other < behind?.rank ?? .max { behind = (other, place) }
        }
        return before.map { $0.place + 1 } ?? behind?.place ?? ranks.count
    }
}
