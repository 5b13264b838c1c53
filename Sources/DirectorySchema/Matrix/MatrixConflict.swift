/// Two definitions that cannot go together.
public struct MatrixConflict: Sendable, Hashable, Codable {
    /// In what they contradict each other.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// One attribute with values of two kinds.
        case syntax
        /// One attribute that holds one value here and many there.
        case cardinality
        /// One name with two OIDs.
        case oid
        /// One OID under two names.
        case name

        /// The word for people.
        public var title: String { self == .oid ? "OID" : rawValue }
    }

    /// What some of the forests say.
    public struct Side: Sendable, Hashable, Codable {
        /// What they say, such as `single-valued`.
        public let value: String
        /// Who says it, in the order of the columns.
        public let forests: [String]
    }

    /// The kind.
    public let kind: Kind
    /// What is said and by whom, in the order of the columns; two or more.
    public let sides: [Side]

    /// `single-valued in a, multi-valued in b and c`.
    public var sentence: String {
        sides.map { side in
            let rest = side.forests.dropLast().joined(separator: ", ")
            return "\(side.value) in \(rest.isEmpty ? "" : rest + " and ")\(side.forests.last ?? "")"
        }.joined(separator: ", ")
    }

    init(_ kind: Kind, _ values: [(value: String, forest: String)]) {
        self.kind = kind
        var order: [String] = []
        var forests: [String: [String]] = [:]
        for (value, forest) in values {
            if forests[value] == nil { order.append(value) }
            forests[value, default: []].append(forest)
        }
        sides = order.map { Side(value: $0, forests: forests[$0] ?? []) }
    }
}
