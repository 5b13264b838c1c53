import Directory
import SyncExpressions
import SyncRules

/// The clauses of scoping filters, lent to be asked of one entry after another without counting references.
struct ScopeQuestions {
    let clauses: UnsafeBufferPointer<CompiledScope.Clause>
    let values: UnsafeRawBufferPointer
    let semantics: RuleSemantics

    /// Whether a clause holds for an entry, by its place.
    func holds(_ place: Int, for view: EntryView) -> Bool {
        let clause = clauses[place]
        let wanted = UnsafeRawBufferPointer(rebasing: self.values[clause.value])
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
    static func byte(_ byte: UInt8, _ semantics: RuleSemantics) -> UInt8 {
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
        _ clause: CompiledScope.Clause
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

    private func hasBits(_ value: UnsafeRawBufferPointer, _ clause: CompiledScope.Clause) -> Bool {
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
