import Directory

extension SupportingDefinition {
    /// The definition in the form of RFC 4512 section 4.1.
    public var definition: RawDefinition {
        var fields: [RawDefinition.Field] = []
        if !names.isEmpty { fields.append(RawDefinition.Field("NAME", names.map(\.spelling))) }
        for keyword in facets.keys.sorted() { fields.append(RawDefinition.Field(keyword, facets[keyword] ?? [])) }
        return RawDefinition(identifier: identifier, fields: fields)
    }
}
