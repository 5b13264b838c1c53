/// The forms in which schemas are written to files.
public enum SchemaFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// LDIF: entries of Active Directory's schema, a subschema entry, slapd's configuration, or changes of these.
    case ldif
    /// slapd's `.schema` files (slapd.conf(5)).
    case slapd
    /// Paragraphs of `cn:`, `ldapDisplayName:` and so on, as Microsoft publishes the schemas of its versions.
    case listing
    /// Definitions of RFC 4512 and nothing around them.
    case definitions
    /// The schema that a connector keeps, in an export of a server's configuration.
    case connectorExport

    /// A phrase for people.
    public var title: String {
        switch self {
        case .ldif: "LDIF"
        case .slapd: "slapd schema file"
        case .listing: "published listing"
        case .definitions: "definitions"
        case .connectorExport: "connector export"
        }
    }

    /// Looks at the first line that says something; nothing where it is none of these.
    static func detect(_ bytes: ArraySlice<UInt8>) -> SchemaFormat? {
        var lines = SchemaLines.fenced(bytes)
        while let line = lines.next() {
            let text = line.bytes.drop { $0 == 0x20 || $0 == 0x09 }
            guard let first = text.first, first != UInt8(ascii: "#") else { continue }
            switch first {
            case UInt8(ascii: "<"): return .connectorExport
            case UInt8(ascii: "("): return .definitions
            default: break
            }
            guard let key = SchemaLines.key(of: text) else {
                // slapd.conf may have other lines before the first definition.
                if SlapdSchemaScanner.keyword(of: text) == nil { continue }
                return .slapd
            }
            switch key {
            case "dn", "version": return .ldif
            case "cn", "ldapdisplayname": return .listing
            default: return DefinitionKind(word: key) == nil && key != "olcobjectidentifier" ? nil : .ldif
            }
        }
        return nil
    }
}
