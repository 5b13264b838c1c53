/// The attributes of a table in the order of their names, worked out once for as many names as it has.
public struct AttributeOrder: Sendable {
    /// The place of each attribute among the names, by its number.
    private let ranks: [UInt16]
    /// The attributes, ascending by name.
    private let ranked: [AttributeID]

    init(_ names: [AttributeName]) {
        ranked = names.indices.sorted { names[$0] < names[$1] }.map {
            AttributeID(rawValue: UInt16(truncatingIfNeeded: $0))
        }
        var ranks = Array(repeating: UInt16(0), count: names.count)
        for (rank, attribute) in ranked.enumerated() {
            ranks[Int(attribute.rawValue)] = UInt16(truncatingIfNeeded: rank)
        }
        self.ranks = ranks
    }

    /// Attributes ascending by name, each once; those that the table has no name for are left out.
    ///
    /// Each marks its place, and the marks are walked: nothing is compared.
    public func sorted(_ attributes: [AttributeID]) -> [AttributeID] {
        // The one empty array that all share would be written to.
        guard !attributes.isEmpty else { return [] }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: (ranks.count + 63) / 64) { marks in
            marks.initialize(repeating: 0)
            for attribute in attributes where Int(attribute.rawValue) < ranks.count {
                let rank = Int(ranks[Int(attribute.rawValue)])
                marks[rank >> 6] |= 1 << UInt64(rank & 63)
            }
            return [AttributeID](unsafeUninitializedCapacity: attributes.count) { sorted, count in
                for word in marks.indices {
                    var rest = marks[word]
                    while rest != 0 {
                        sorted.initializeElement(at: count, to: ranked[word << 6 | rest.trailingZeroBitCount])
                        count += 1
                        rest &= rest &- 1
                    }
                }
            }
        }
    }
}
