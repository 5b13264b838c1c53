import Directory
import SyncEngine

/// How the pending exports of two places, or at two moments, differ.
public struct PendingComparison: Sendable, Hashable, Codable {
    /// An object of which they say different things.
    public struct Object: Sendable, Hashable, Codable {
        /// Who it is.
        public internal(set) var label: String
        /// The source anchor.
        public let anchor: String
        /// The class.
        public let objectClass: String
        /// What the first place would do; nothing where it would not touch the object.
        public let first: String?
        /// The same of the second.
        public let second: String?
        /// The attributes, where both would change the object or one of them would update it; of an addition and an update
        /// those that the update changes.
        public internal(set) var differences: [Difference]
    }

    /// The first place.
    public let first: String
    /// The second place.
    public let second: String
    /// Of how many objects they say the same.
    public let same: Int
    /// The others: those first that one would delete, then those that only one touches, each in the order of names.
    public internal(set) var objects: [Object]
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

    /// Compares all changes of two places, by source anchor.
    init(
        _ first: String,
        _ mine: [String: PendingSide.Change],
        _ second: String,
        _ theirs: [String: PendingSide.Change]
    ) {
        let anchors = Set(mine.keys).union(theirs.keys).sorted()
        let objects = anchors.compactMap { Self.object(mine[$0], theirs[$0]) }
        self.init(first: first, second: second, same: anchors.count - objects.count, objects: Self.sorted(objects))
    }

    /// Adds the objects of a page, and who is meant by names in it.
    public mutating func add(_ page: PendingComparison) {
        objects += page.objects
        names.merge(page.names) { first, _ in first }
    }

    /// How two places differ in one object, of which one of them says something at least; nothing where they do not.
    static func object(_ one: PendingSide.Change?, _ other: PendingSide.Change?) -> Object? {
        let differences = Self.differences(one, other)
        guard let named = one ?? other, one?.operation != other?.operation || !differences.isEmpty else { return nil }
        return Object(
            // A file gives what it deletes no name but the source anchor.
            label: [one, other].lazy.compactMap { $0?.label }.first { $0 != named.anchor } ?? named.label,
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
            let values = [difference.first, difference.firstRemoved, difference.second, difference.secondRemoved]
            for value in values.lazy.compactMap({ $0 }).joined() where value.hasPrefix("CN={") {
                found[value] = AnchorReading.all(of: value).first?.anchor
            }
        }
        return found
    }

    /// Says who is meant by such names, as far as there are images with their source anchors; the first of an anchor counts.
    mutating func name(by images: [ExportImage], _ table: AttributeTable) {
        let anchors = Set(references.values)
        var labels: [String: String] = [:]
        for image in images where anchors.contains(image.anchor) && labels[image.anchor] == nil {
            labels[image.anchor] = ObjectSpaces.label(image.entry, table)
        }
        name(by: labels)
    }

    /// Says who is meant by such names, as far as their source anchors are known.
    mutating func name(by labels: [String: String]) {
        for (name, anchor) in references where names[name] == nil { names[name] = labels[anchor] }
    }

    static func rank(_ object: Object) -> Int {
        let operations = [object.first, object.second]
        if operations.contains("delete") { return 0 }
        return operations.contains(nil) ? 1 : 2
    }
}
