public import Directory

/// A whole schema at one moment: what can be stored, compared and asked.
public struct SchemaSnapshot: Sendable, Hashable, Codable {
    /// What it was read from.
    public let origin: SchemaOrigin
    /// The attributes, ascending by name, no name twice.
    public let attributes: [AttributeType]
    /// The classes, ascending by name, no name twice.
    public let classes: [ObjectClass]
    /// What could not be read, in the order it was met.
    public let unreadable: [UnreadableDefinition]
    /// `objectVersion` of the schema container, where there is one.
    public let objectVersion: Int64?

    private let attributeIndex: [String: Int]
    private let classIndex: [String: Int]

    private enum CodingKeys: String, CodingKey {
        case origin, attributes, classes, unreadable, objectVersion
    }

    /// Makes a snapshot; of two definitions with one name the first stays.
    public init(
        origin: SchemaOrigin,
        attributes: [AttributeType],
        classes: [ObjectClass],
        unreadable: [UnreadableDefinition] = [],
        objectVersion: Int64? = nil
    ) {
        self.origin = origin
        (self.attributes, attributeIndex) = Self.sorted(attributes, by: { $0.name })
        (self.classes, classIndex) = Self.sorted(classes, by: { $0.name })
        self.unreadable = unreadable
        self.objectVersion = objectVersion
    }

    /// Reads a stored snapshot.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            origin: try container.decode(SchemaOrigin.self, forKey: .origin),
            attributes: try container.decode([AttributeType].self, forKey: .attributes),
            classes: try container.decode([ObjectClass].self, forKey: .classes),
            unreadable: try container.decode([UnreadableDefinition].self, forKey: .unreadable),
            objectVersion: try container.decodeIfPresent(Int64.self, forKey: .objectVersion)
        )
    }

    /// The schema of a forest that has never been read.
    public static let empty = SchemaSnapshot(origin: .activeDirectory, attributes: [], classes: [])

    /// The attribute of that name.
    public func attribute(_ name: AttributeName) -> AttributeType? {
        attributeIndex[name.folded].map { attributes[$0] }
    }

    /// The class of that name.
    public func objectClass(_ name: AttributeName) -> ObjectClass? { classIndex[name.folded].map { classes[$0] } }

    /// The classes above a class, the nearest first; a circle ends where it closes.
    public func superiors(of definition: ObjectClass) -> [ObjectClass] {
        var found: [ObjectClass] = []
        var visited: Set = [definition.name.folded]
        var current = definition
        while let name = current.superior, visited.insert(name.folded).inserted, let above = objectClass(name) {
            found.append(above)
            current = above
        }
        return found
    }

    private static func sorted<Element>(
        _ elements: [Element],
        by name: (Element) -> AttributeName
    ) -> ([Element], [String: Int]) {
        var kept = elements
        // A stored snapshot is in order already.
        if !zip(elements, elements.dropFirst()).allSatisfy({ name($0) < name($1) }) {
            var seen: Set<String> = []
            kept = elements.filter { seen.insert(name($0).folded).inserted }.sorted { name($0) < name($1) }
        }
        var index = [String: Int](minimumCapacity: kept.count)
        for (place, element) in kept.enumerated() { index[name(element).folded] = place }
        return (kept, index)
    }
}
