/// A search filter (RFC 4515), built from values so that nothing in a value can change its meaning.
public indirect enum SearchFilter: Sendable, Hashable, CustomStringConvertible {
    /// Every part must match.
    case all([SearchFilter])
    /// One part must match.
    case any([SearchFilter])
    /// The part must not match.
    case not(SearchFilter)
    /// The attribute has this value.
    case equal(AttributeName, [UInt8])
    /// The attribute has a value of at least this.
    case atLeast(AttributeName, [UInt8])
    /// The attribute has a value.
    case present(AttributeName)
    /// The attribute's bits under the mask are all set (LDAP_MATCHING_RULE_BIT_AND, MS-ADTS 3.1.1.3.4.4.1).
    case bits(AttributeName, Int64)

    /// Matches every entry.
    public static let everything = SearchFilter.present("objectClass")

    /// The attribute has this text as a value.
    public static func equal(_ name: AttributeName, text: String) -> SearchFilter { .equal(name, Array(text.utf8)) }

    /// The string form of RFC 4515.
    public var description: String {
        switch self {
        case .all(let parts): "(&" + parts.map(\.description).joined() + ")"
        case .any(let parts): "(|" + parts.map(\.description).joined() + ")"
        case .not(let part): "(!" + part.description + ")"
        case .equal(let name, let value): "(\(name.spelling)=\(Self.escape(value)))"
        case .atLeast(let name, let value): "(\(name.spelling)>=\(Self.escape(value)))"
        case .present(let name): "(\(name.spelling)=*)"
        case .bits(let name, let mask): "(\(name.spelling):1.2.840.113556.1.4.803:=\(mask))"
        }
    }

    /// Escapes `*`, `(`, `)`, `\`, NUL and every byte that is not plain ASCII (RFC 4515 section 3).
    public static func escape(_ value: some Sequence<UInt8>) -> String {
        var text = ""
        for byte in value {
            switch byte {
            case 0x2A, 0x28, 0x29, 0x5C, 0x00..<0x20, 0x7F...0xFF:
                text += "\\" + ASCII.hex(CollectionOfOne(byte))
            default:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text
    }
}
