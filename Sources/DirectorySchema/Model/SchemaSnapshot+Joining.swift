extension SchemaSnapshot {
    /// Several parts as one schema; where two define one name the part that comes first stays.
    static func joined(_ parts: [SchemaSnapshot], unreadable: [UnreadableDefinition] = []) -> SchemaSnapshot {
        guard let first = parts.first else { return SchemaSnapshot(origin: .subschema, attributes: [], classes: []) }
        guard parts.count > 1 || !unreadable.isEmpty else { return first }
        return SchemaSnapshot(
            origin: first.origin,
            attributes: parts.flatMap(\.attributes),
            classes: parts.flatMap(\.classes),
            unreadable: unreadable + parts.flatMap(\.unreadable),
            objectVersion: parts.lazy.compactMap(\.objectVersion).first,
            supporting: parts.flatMap(\.supporting)
        )
    }

    /// How many definitions there are, readable or not.
    var definitionCount: Int { attributes.count + classes.count + supporting.count + unreadable.count }
}
