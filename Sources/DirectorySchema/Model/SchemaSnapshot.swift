public import Directory

/// A whole schema at one moment: what can be stored, compared and asked.
public struct SchemaSnapshot: Sendable, Hashable, Codable {
    /// What it was read from.
    public let origin: SchemaOrigin
    /// The attributes, ascending by name, no name twice.
    public var attributes: [AttributeType] { attributeList.elements }
    /// The classes, ascending by name, no name twice.
    public var classes: [ObjectClass] { classList.elements }
    /// What could not be read, in the order it was met.
    public let unreadable: [UnreadableDefinition]
    /// Syntaxes, matching rules and their use, content rules, structure rules, name forms: by kind, then identity.
    public let supporting: [SupportingDefinition]
    /// `objectVersion` of the schema container, where there is one.
    public let objectVersion: Int64?

    private let attributeList: ElementList<AttributeType>
    private let classList: ElementList<ObjectClass>

    private enum CodingKeys: String, CodingKey {
        case origin, attributes, classes, unreadable, objectVersion, supporting
    }

    /// Makes a snapshot; of two definitions with one name the first stays, and so does a second that says something
    /// else, as one that cannot be read.
    public init(
        origin: SchemaOrigin,
        attributes: consuming [AttributeType],
        classes: consuming [ObjectClass],
        unreadable: [UnreadableDefinition] = [],
        objectVersion: Int64? = nil,
        supporting: [SupportingDefinition] = []
    ) {
        self.origin = origin
        attributeList = ElementList(attributes)
        classList = ElementList(classes)
        self.unreadable =
            unreadable + attributeList.contradicting.map { Self.contradiction($0, .attributeType) }
            + classList.contradicting.map { Self.contradiction($0, .objectClass) }
        self.supporting = supporting
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
            objectVersion: try container.decodeIfPresent(Int64.self, forKey: .objectVersion),
            supporting: try container.decodeIfPresent([SupportingDefinition].self, forKey: .supporting) ?? []
        )
    }

    /// Writes a snapshot to be stored.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(origin, forKey: .origin)
        try container.encode(attributes, forKey: .attributes)
        try container.encode(classes, forKey: .classes)
        try container.encode(unreadable, forKey: .unreadable)
        try container.encodeIfPresent(objectVersion, forKey: .objectVersion)
        if !supporting.isEmpty { try container.encode(supporting, forKey: .supporting) }
    }

    /// The schema of a forest that has never been read.
    public static let empty = SchemaSnapshot(origin: .activeDirectory, attributes: [], classes: [])

    /// The attribute of that name, of that further name, or of that OID.
    public func attribute(_ name: AttributeName) -> AttributeType? { attributeList[name] }

    /// The class of that name, of that further name, or of that OID.
    public func objectClass(_ name: AttributeName) -> ObjectClass? { classList[name] }

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

    private static func contradiction<Element: SchemaElement>(
        _ element: Element,
        _ kind: DefinitionKind
    ) -> UnreadableDefinition {
        UnreadableDefinition(
            place: "\(kind.attribute) \(element.name)",
            reason: UnreadableDefinition.contradiction,
            text: DefinitionPrinter.text(element.definition)
        )
    }
}
