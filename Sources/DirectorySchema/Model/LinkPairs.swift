public import Directory

/// Forward links and their back links: an even `linkID` and the one above it (MS-ADTS 3.1.1.1.6).
public struct LinkPairs: Sendable {
    private let names: [Int64: AttributeName]

    /// Looks through a schema.
    public init(_ schema: SchemaSnapshot) {
        names = Dictionary(
            schema.attributes.compactMap { attribute in attribute.linkID.map { ($0, attribute.name) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The other end of an attribute's link; nothing where it is no link, or has none.
    public func partner(of attribute: AttributeType) -> AttributeName? {
        guard let number = attribute.linkID, number > 0 else { return nil }
        return names[number.isMultiple(of: 2) ? number &+ 1 : number &- 1]
    }
}
