import Directory
import SyncEngine

/// How the pending exports of two places, or at two moments, differ.
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
        public internal(set) var rule: String?
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
        public internal(set) var differences: [Difference]
    }

    /// The first place.
    public let first: String
    /// The second place.
    public let second: String
    /// Of how many objects they say the same.
    public let same: Int
    /// The others: those first that one would delete, then those that only one touches, each in the order of names.
    public let objects: [Object]
    /// What a person should know before believing this, one sentence for each place; nothing where there is nothing.
    public let remarks: [String]?
    /// Who is meant by names of objects in the tenant among the values that differ, as far as that is known.
    public internal(set) var names: [String: String] = [:]

    private enum CodingKeys: String, CodingKey { case first, second, same, objects, remarks }

    init(first: String, second: String, same: Int, objects: [Object], remarks: [String]? = nil) {
        self.first = first
        self.second = second
        self.same = same
        self.objects = objects
        self.remarks = remarks
    }

    init(_ first: PendingSide, _ second: PendingSide) {
        let changes = Set(first.changes.keys).union(second.changes.keys).sorted().map { anchor in
            (first.changes[anchor], second.changes[anchor])
        }
        let objects = changes.compactMap { Self.object($0, $1) }
        self.init(
            first: first.name,
            second: second.name,
            same: changes.count - objects.count,
            objects: Self.sorted(objects),
            remarks: Self.remarks(first, second)
        )
    }

    /// What is to be known of each place; nothing where there is nothing.
    static func remarks(_ first: PendingSide, _ second: PendingSide) -> [String]? {
        let remarks = [("A", first.remark), ("B", second.remark)].compactMap { side, text in
            text.map { "\(side): \($0)" }
        }
        return remarks.isEmpty ? nil : remarks
    }

    /// How two places differ in one object, of which one of them says something at least; nothing where they do not.
    static func object(_ one: PendingSide.Change?, _ other: PendingSide.Change?) -> Object? {
        let differences = Self.differences(one, other)
        guard let named = one ?? other, one?.operation != other?.operation || !differences.isEmpty else { return nil }
        return Object(
            label: named.label,
            anchor: named.anchor,
            objectClass: named.objectClass,
            first: one?.operation,
            second: other?.operation,
            differences: differences
        )
    }

    /// Objects, which come in the order of their anchors, in that in which they are told.
    static func sorted(_ objects: [Object]) -> [Object] {
        objects.enumerated().sorted {
            (rank($0.element), $0.element.label.lowercased(), $0.offset)
                < (rank($1.element), $1.element.label.lowercased(), $1.offset)
        }.map(\.element)
    }

    /// The names of objects in the tenant among the values that differ, with the source anchors that they stand for.
    var references: [String: String] {
        var found: [String: String] = [:]
        for difference in objects.lazy.flatMap(\.differences) {
            for value in (difference.first ?? []) + (difference.second ?? []) where value.hasPrefix("CN={") {
                found[value] = AnchorReading.all(of: value).first?.anchor
            }
        }
        return found
    }

    /// Says who is meant by such names, as far as there are images with their source anchors; the first of an anchor counts.
    mutating func name(by images: [ExportImage], _ table: AttributeTable) {
        let references = references
        let anchors = Set(references.values)
        var labels: [String: String] = [:]
        for image in images where anchors.contains(image.anchor) && labels[image.anchor] == nil {
            labels[image.anchor] = ObjectSpaces.label(image.entry, table)
        }
        for (name, anchor) in references where names[name] == nil { names[name] = labels[anchor] }
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
