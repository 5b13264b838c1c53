import Directory
import SyncRules

/// A scoping filter with its attributes looked up and its values made ready.
struct CompiledScope: Sendable {
    struct Clause: Sendable {
        let attribute: AttributeID
        let comparison: ScopeOperator
        let value: String
        let folded: [UInt8]
        let number: Int64?
    }

    let groups: [[Clause]]

    /// Whether an entry is in scope: one group whose clauses all hold, or no group at all.
    func admits(_ entry: PackedEntry) -> Bool {
        groups.isEmpty || groups.contains { $0.allSatisfy { Self.holds($0, for: entry) } }
    }

    private static func holds(_ clause: Clause, for entry: PackedEntry) -> Bool {
        let values = entry.values(of: clause.attribute)
        func any(_ matches: (ArraySlice<UInt8>) -> Bool) -> Bool { values.contains(where: matches) }
        switch clause.comparison {
        case .isNull: return values.isEmpty
        case .isNotNull: return !values.isEmpty
        case .equal, .isIn: return any { equals($0, clause) }
        case .notEqual, .isNotIn: return !any { equals($0, clause) }
        case .contains: return any { folded($0).contains(clause.folded) }
        case .notContains: return !any { folded($0).contains(clause.folded) }
        case .startsWith: return any { folded($0).starts(with: clause.folded) }
        case .notStartsWith: return !any { folded($0).starts(with: clause.folded) }
        case .endsWith: return any { folded($0).reversed().starts(with: clause.folded.reversed()) }
        case .notEndsWith: return !any { folded($0).reversed().starts(with: clause.folded.reversed()) }
        case .lessThan: return any { order($0, clause) < 0 }
        case .lessThanOrEqual: return any { order($0, clause) <= 0 }
        case .greaterThan: return any { order($0, clause) > 0 }
        case .greaterThanOrEqual: return any { order($0, clause) >= 0 }
        case .isBitSet: return any { hasBits($0, clause) }
        case .isBitNotSet: return !any { hasBits($0, clause) }
        // The compiler refuses these two; an object is never let in by a comparison that was not made.
        case .isMemberOf, .isNotMemberOf: return false
        }
    }

    private static func folded(_ value: ArraySlice<UInt8>) -> [UInt8] { value.map(ASCII.lowercased) }

    private static func equals(_ value: ArraySlice<UInt8>, _ clause: Clause) -> Bool {
        value.count == clause.folded.count
            && zip(value, clause.folded).allSatisfy { ASCII.lowercased($0) == $1 }
    }

    /// Numbers compare as numbers, everything else as text without regard to case.
    private static func order(_ value: ArraySlice<UInt8>, _ clause: Clause) -> Int {
        if let right = clause.number, let left = Int64(String(decoding: value, as: UTF8.self)) {
            return left < right ? -1 : left == right ? 0 : 1
        }
        let left = folded(value)
        return left == clause.folded ? 0 : left.lexicographicallyPrecedes(clause.folded) ? -1 : 1
    }

    private static func hasBits(_ value: ArraySlice<UInt8>, _ clause: Clause) -> Bool {
        guard let mask = clause.number, let number = Int64(String(decoding: value, as: UTF8.self)) else { return false }
        return number & mask == mask && mask != 0
    }
}
