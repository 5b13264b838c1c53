/// How the pending exports of two places differ.
public struct PendingComparison: Sendable, Hashable, Codable {
    /// An attribute of which they say different things.
    public struct Difference: Sendable, Hashable, Codable {
        /// The attribute.
        public let attribute: String
        /// The values that the first place would send; nothing where it would not change the attribute.
        public let first: [String]?
        /// The same of the second.
        public let second: [String]?
        /// The rule that writes it, as far as one of them says.
        public let rule: String?
    }

    /// An object of which they say different things.
    public struct Object: Sendable, Hashable, Codable {
        /// Who it is.
        public let label: String
        /// The source anchor.
        public let anchor: String
        /// The class.
        public let objectClass: String
        /// What the first place would do; nothing where it would not touch the object.
        public let first: String?
        /// The same of the second.
        public let second: String?
        /// The attributes, where both would change the object.
        public let differences: [Difference]
    }

    /// The first place.
    public let first: String
    /// The second place.
    public let second: String
    /// Of how many objects they say the same.
    public let same: Int
    /// The others: those first that one would delete, then those that only one touches, each in the order of names.
    public let objects: [Object]

    init(first: String, second: String, same: Int, objects: [Object]) {
        self.first = first
        self.second = second
        self.same = same
        self.objects = objects
    }

    init(_ first: PendingSide, _ second: PendingSide) {
        self.first = first.name
        self.second = second.name
        var same = 0
        var objects: [Object] = []
        for anchor in Set(first.changes.keys).union(second.changes.keys).sorted() {
            let (one, other) = (first.changes[anchor], second.changes[anchor])
            let differences = Self.differences(one, other)
            guard one?.operation != other?.operation || !differences.isEmpty else {
                same += 1
                continue
            }
            let named = one ?? other
            objects.append(
                Object(
                    label: named?.label ?? "",
                    anchor: anchor,
                    objectClass: named?.objectClass ?? "",
                    first: one?.operation,
                    second: other?.operation,
                    differences: differences
                )
            )
        }
        self.same = same
        self.objects = objects.enumerated().sorted {
            (Self.rank($0.element), $0.element.label.lowercased(), $0.offset)
                < (Self.rank($1.element), $1.element.label.lowercased(), $1.offset)
        }.map(\.element)
    }

    static func rank(_ object: Object) -> Int {
        let operations = [object.first, object.second]
        if operations.contains("delete") { return 0 }
        return operations.contains(nil) ? 1 : 2
    }

    private static func differences(_ one: PendingSide.Change?, _ other: PendingSide.Change?) -> [Difference] {
        guard let one, let other, one.operation != "delete", other.operation != "delete" else { return [] }
        return Set(one.values.keys).union(other.values.keys).sorted().compactMap { key in
            let (left, right) = (one.values[key], other.values[key])
            let isSame =
                left?.added == right?.added
                && (left?.removed == nil || right?.removed == nil || left?.removed == right?.removed)
            guard left == nil || right == nil || !isSame else { return nil }
            return Difference(
                attribute: left?.attribute ?? right?.attribute ?? key,
                first: left?.added,
                second: right?.added,
                rule: left?.rule ?? right?.rule
            )
        }
    }
}
