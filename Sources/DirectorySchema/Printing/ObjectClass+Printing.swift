import Directory

extension ObjectClass {
    /// The definition in the form of RFC 4512 section 4.1.1; what only Active Directory says is not in it.
    public var definition: RawDefinition {
        var fields = [RawDefinition.Field("NAME", names.map(\.spelling))]
        func add(_ keyword: String, _ values: [String]) {
            if !values.isEmpty { fields.append(RawDefinition.Field(keyword, values)) }
        }
        add("DESC", summary.map { [$0] } ?? [])
        if isDefunct { fields.append(RawDefinition.Field("OBSOLETE")) }
        add("SUP", superiors.map(\.spelling))
        fields.append(RawDefinition.Field(kind.rawValue.uppercased()))
        add("MUST", must.map(\.spelling))
        add("MAY", may.map(\.spelling))
        return RawDefinition(identifier: oid?.dotted ?? identifier ?? name.spelling, fields: fields)
    }
}
