/// Changes that have one cause and one pattern, told together.
public struct PendingGroup: Sendable, Hashable, Codable {
    /// How many objects.
    public let count: Int
    /// `add`, `update` or `delete`.
    public let operation: String
    /// The class in the tenant.
    public let objectClass: String
    /// The attribute; nothing where it is about whole objects.
    public let attribute: String?
    /// Whether it concerns who signs in, and how.
    public let affectsSignIn: Bool
    /// The rule that causes it, or what took the objects away.
    public let cause: String
    /// The rule that brought the values into the metaverse, with its connector.
    public let source: String?
    /// What kind of change of values it is.
    public let pattern: String?
    /// Some of those whom it concerns.
    public let examples: [String]

    /// Groups changes: deletions first, then what concerns signing in, updates, additions; the larger group first.
    static func all(of changes: [PendingChange]) -> [PendingGroup] {
        struct Key: Hashable {
            let operation: String
            let objectClass: String
            let attribute: String?
            let affectsSignIn: Bool
            let cause: String
            let source: String?
            let pattern: String?
        }
        var order: [Key] = []
        var members: [Key: (count: Int, examples: [String])] = [:]
        func note(_ key: Key, _ label: String) {
            if members[key] == nil { order.append(key) }
            var known = members[key] ?? (0, [])
            known.count += 1
            if known.examples.count < 3 { known.examples.append(label) }
            members[key] = known
        }
        for change in changes {
            if change.operation == "update" {
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
            } else {
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
        }
        return order.map { key in
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
            (rank($0.element), -$0.element.count, $0.offset) < (rank($1.element), -$1.element.count, $1.offset)
        }.map(\.element)
    }

    private static func rank(_ group: PendingGroup) -> Int {
        PendingReview.rank(group.operation, group.affectsSignIn)
    }
}
