import Directory
import SyncExpressions
import SyncRules

/// A scoping filter with its attributes looked up and its values made ready; it is asked on packed bytes.
struct CompiledScope: Sendable {
    struct Clause: Sendable {
        let attribute: AttributeID
        let comparison: ScopeOperator
        /// The stretch of the values that holds this clause's, in small letters.
        let value: Range<Int>
        let number: Int64?
        let isLastOfGroup: Bool
    }

    private var clauses: [Clause] = []
    private var values: [UInt8] = []
    private(set) var admitsAll = false
    private let semantics: RuleSemantics

    init(_ semantics: RuleSemantics) { self.semantics = semantics }

    /// Adds a group; objects that satisfy all its clauses are in scope.
    mutating func addGroup(_ group: [(attribute: AttributeID, comparison: ScopeOperator, value: String)]) {
        if group.isEmpty { admitsAll = true }
        for (place, clause) in group.enumerated() {
            let start = values.count
            values += clause.value.utf8.map { Self.byte($0, semantics) }
            clauses.append(
                Clause(
                    attribute: clause.attribute,
                    comparison: clause.comparison,
                    value: start..<values.count,
                    number: Int64(clause.value),
                    isLastOfGroup: place == group.count - 1
                )
            )
        }
    }

    /// The clauses, the last of each group marked.
    var all: [(clause: Clause, value: ArraySlice<UInt8>)] { clauses.map { ($0, values[$0.value]) } }

    /// Whether a clause holds for an entry, by its place among all.
    func holds(_ place: Int, for view: EntryView) -> Bool {
        let clause = clauses[place]
        return values.withUnsafeBytes { holds(clause, UnsafeRawBufferPointer(rebasing: $0[clause.value]), view) }
    }

    private func holds(_ clause: Clause, _ wanted: UnsafeRawBufferPointer, _ view: EntryView) -> Bool {
        let values = view.values(clause.attribute)
        switch clause.comparison {
        case .isNull: return values.count == 0
        case .isNotNull: return values.count > 0
        case .equal, .isIn: return values.contains { equals($0, wanted) }
        case .notEqual, .isNotIn: return !values.contains { equals($0, wanted) }
        case .contains: return values.contains { contains($0, wanted) }
        case .notContains: return !values.contains { contains($0, wanted) }
        case .startsWith: return values.contains { begins($0, wanted) }
        case .notStartsWith: return !values.contains { begins($0, wanted) }
        case .endsWith: return values.contains { ends($0, wanted) }
        case .notEndsWith: return !values.contains { ends($0, wanted) }
        case .lessThan: return values.contains { order($0, wanted, clause) < 0 }
        case .lessThanOrEqual: return values.contains { order($0, wanted, clause) <= 0 }
        case .greaterThan: return values.contains { order($0, wanted, clause) > 0 }
        case .greaterThanOrEqual: return values.contains { order($0, wanted, clause) >= 0 }
        case .isBitSet: return values.contains { hasBits($0, clause) }
        case .isBitNotSet: return !values.contains { hasBits($0, clause) }
        // The compiler refuses these two; an object is never let in by a comparison that was not made.
        case .isMemberOf, .isNotMemberOf: return false
        }
    }

    // MARK: Comparing bytes with a value in small letters

    /// A byte as it is compared.
    @inline(__always)
    private static func byte(_ byte: UInt8, _ semantics: RuleSemantics) -> UInt8 {
        semantics.ignoresCase ? ASCII.lowercased(byte) : byte
    }

    private func equals(_ value: UnsafeRawBufferPointer, _ wanted: UnsafeRawBufferPointer) -> Bool {
        value.count == wanted.count && begins(value, wanted)
    }

    private func begins(_ value: UnsafeRawBufferPointer, _ wanted: UnsafeRawBufferPointer) -> Bool {
        matches(value, wanted, at: 0)
    }

    private func ends(_ value: UnsafeRawBufferPointer, _ wanted: UnsafeRawBufferPointer) -> Bool {
        matches(value, wanted, at: value.count - wanted.count)
    }

    private func contains(_ value: UnsafeRawBufferPointer, _ wanted: UnsafeRawBufferPointer) -> Bool {
        guard wanted.count <= value.count else { return false }
        return (0...(value.count - wanted.count)).contains { matches(value, wanted, at: $0) }
    }

    private func matches(_ value: UnsafeRawBufferPointer, _ wanted: UnsafeRawBufferPointer, at start: Int) -> Bool {
        guard start >= 0, start + wanted.count <= value.count else { return false }
        for place in 0..<wanted.count where Self.byte(value[start + place], semantics) != wanted[place] { return false }
        return true
    }

    /// Numbers compare as numbers, everything else as text.
    private func order(
        _ value: UnsafeRawBufferPointer,
        _ wanted: UnsafeRawBufferPointer,
        _ clause: Clause
    ) -> Int {
        if semantics.comparesNumbersInScope, let right = clause.number, let left = number(value) {
            return left < right ? -1 : left == right ? 0 : 1
        }
        for place in 0..<min(value.count, wanted.count) {
            let byte = Self.byte(value[place], semantics)
            if byte != wanted[place] { return byte < wanted[place] ? -1 : 1 }
        }
        return value.count - wanted.count
    }

    private func hasBits(_ value: UnsafeRawBufferPointer, _ clause: Clause) -> Bool {
        guard let mask = clause.number, let number = number(value) else { return false }
        return semantics.wantsAllBits ? number & mask == mask && mask != 0 : number & mask != 0
    }

    /// The number that a text spells, as `Int64` reads it.
    private func number(_ text: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        let start = isNegative || text.first == UInt8(ascii: "+") ? 1 : 0
        guard text.count > start else { return nil }
        var value: Int64 = 0
        for place in start..<text.count {
            guard ASCII.isDigit(text[place]) else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(text[place] - 0x30)
            let (sum, overflow2) =
                isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            if overflow || overflow2 { return nil }
            value = sum
        }
        return value
    }
}
