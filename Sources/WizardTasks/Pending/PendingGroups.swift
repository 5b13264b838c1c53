/// Counts changes that have one cause and one pattern together, one change after the other.
public struct PendingGroups: Sendable {
    private struct Key: Hashable {
        let operation: String
        let objectClass: String
        let attribute: String?
        let affectsSignIn: Bool
        let cause: String
        let source: String?
        let pattern: String?
    }

    private var order: [Key] = []
    private var members: [Key: (count: Int, examples: [String])] = [:]

    /// No changes yet.
    public init() {}

    /// Counts changes.
    public mutating func add(_ changes: [PendingChange]) {
        for change in changes {
            if change.operation == "update" { addUpdate(change) } else { addWhole(change) }
        }
    }

    /// The groups: deletions first, then what concerns signing in, updates, additions; the larger group first.
    public var groups: [PendingGroup] {
        order.map { key in
            let known = members[key] ?? (0, [])
            return PendingGroup(
                count: known.count,
                operation: key.operation,
                objectClass: key.objectClass,
                attribute: key.attribute,
                affectsSignIn: key.affectsSignIn,
                cause: key.cause,
                source: key.source,
                pattern: key.pattern,
                examples: known.examples
            )
        }.enumerated().sorted {
            (Self.rank($0.element), -$0.element.count, $0.offset) < (
                Self.rank($1.element), -$1.element.count, $1.offset
            )
        }.map(\.element)
    }

    private static func rank(_ group: PendingGroup) -> Int { PendingReview.rank(group.operation, group.affectsSignIn) }

    private mutating func addUpdate(_ change: PendingChange) {
        for value in change.values {
            let source = value.sourceRule.map { $0 + (value.connector.map { " of \($0)" } ?? "") }
            note(
                Key(
                    operation: change.operation,
                    objectClass: change.objectClass,
                    attribute: value.attribute,
                    affectsSignIn: value.affectsSignIn,
                    cause: value.rule ?? "no rule writes it any more",
                    source: source,
                    pattern: value.pattern
                ),
                change.label
            )
        }
    }

    private mutating func addWhole(_ change: PendingChange) {
        note(
            Key(
                operation: change.operation,
                objectClass: change.objectClass,
                attribute: nil,
                affectsSignIn: change.affectsSignIn,
                cause: change.cause ?? "",
                source: change.operation == "add" ? change.connector : nil,
                pattern: nil
            ),
            change.label
        )
    }

    private mutating func note(_ key: Key, _ label: String) {
        if members[key] == nil { order.append(key) }
        var known = members[key] ?? (0, [])
        known.count += 1
        if known.examples.count < 3, !known.examples.contains(label) { known.examples.append(label) }
        members[key] = known
    }
}
