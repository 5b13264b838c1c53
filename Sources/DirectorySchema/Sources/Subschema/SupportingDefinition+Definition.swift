import Directory

extension SupportingDefinition {
    /// Takes an RFC 4512 definition that is neither an attribute nor a class.
    init(_ definition: RawDefinition, _ kind: DefinitionKind, macros: OIDMacros = OIDMacros()) {
        var facets: [String: [String]] = [:]
        for field in definition.fields where !["NAME", "DESC"].contains(field.keyword) {
            let isList = ["APPLIES", "AUX", "MUST", "MAY", "NOT"].contains(field.keyword)
            facets[field.keyword] = isList ? field.values.sorted() : field.values
        }
        self.init(
            kind: kind,
            identifier: macros.resolved(definition.identifier),
            names: definition.all(.name).map { AttributeName($0) },
            facets: facets
        )
    }
}
