import Directory

extension AttributeType {
    /// The definition in the form of RFC 4512 section 4.1.2; what only Active Directory says is not in it.
    public var definition: RawDefinition {
        var fields = [RawDefinition.Field("NAME", names.map(\.spelling))]
        func add(_ keyword: String, _ value: String?) {
            if let value { fields.append(RawDefinition.Field(keyword, [value])) }
        }
        func flag(_ keyword: String, _ isSet: Bool) { if isSet { fields.append(RawDefinition.Field(keyword)) } }
        add("DESC", summary)
        flag("OBSOLETE", isDefunct)
        add("SUP", superior?.spelling)
        add("EQUALITY", matching?.equality)
        add("ORDERING", matching?.ordering)
        add("SUBSTR", matching?.substring)
        add("SYNTAX", syntax.map { $0.ldap + (rangeUpper.map { "{\($0)}" } ?? "") })
        flag("SINGLE-VALUE", isSingleValued)
        flag("COLLECTIVE", isCollective ?? false)
        flag("NO-USER-MODIFICATION", isReadOnly ?? false)
        add("USAGE", usage?.rawValue)
        return RawDefinition(identifier: oid?.dotted ?? identifier ?? name.spelling, fields: fields)
    }
}
