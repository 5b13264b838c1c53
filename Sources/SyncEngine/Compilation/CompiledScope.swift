import Directory
import SyncExpressions
import SyncRules

/// A scoping filter with its attributes looked up and its values made ready; `ScopeQuestions` asks it on packed bytes.
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
    let semantics: RuleSemantics

    init(_ semantics: RuleSemantics) { self.semantics = semantics }

    /// Adds a group; objects that satisfy all its clauses are in scope.
    mutating func addGroup(_ group: [(attribute: AttributeID, comparison: ScopeOperator, value: String)]) {
        if group.isEmpty { admitsAll = true }
        for (place, clause) in group.enumerated() {
            let start = values.count
            values += clause.value.utf8.map { ScopeQuestions.byte($0, semantics) }
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

    /// Adds a clause of another filter with the same semantics.
    mutating func add(_ clause: Clause, value: ArraySlice<UInt8>) {
        let start = values.count
        values += value
        clauses.append(
            Clause(
                attribute: clause.attribute,
                comparison: clause.comparison,
                value: start..<values.count,
                number: clause.number,
                isLastOfGroup: clause.isLastOfGroup
            )
        )
    }

    /// The clauses, the last of each group marked.
    var all: [(clause: Clause, value: ArraySlice<UInt8>)] { clauses.map { ($0, values[$0.value]) } }

    /// Lends what answers clauses; it must not be kept.
    @inline(__always)
    func withQuestions<Result>(_ body: (ScopeQuestions) -> Result) -> Result {
        clauses.withUnsafeBufferPointer { clauses in
            values.withUnsafeBytes { values in
                body(ScopeQuestions(clauses: clauses, values: values, semantics: semantics))
            }
        }
    }
}
