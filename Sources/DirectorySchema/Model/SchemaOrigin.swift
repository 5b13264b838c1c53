/// What kind of description a schema was read from; two kinds cannot always express the same things.
public enum SchemaOrigin: String, Sendable, Hashable, Codable {
    /// `attributeSchema` and `classSchema` entries of an Active Directory schema naming context.
    case activeDirectory
    /// An RFC 4512 subschema entry.
    case subschema
    /// What a connector of Entra Connect keeps, in an export of its configuration.
    case connectorExport

    /// A phrase for people.
    public var title: String {
        switch self {
        case .activeDirectory: "Active Directory schema"
        case .subschema: "LDAP subschema"
        case .connectorExport: "schema cached in a connector export"
        }
    }
}
