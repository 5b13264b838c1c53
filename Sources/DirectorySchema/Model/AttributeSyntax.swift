/// The syntax of an attribute, in the terms of LDAP and, where they are known, of Active Directory.
public struct AttributeSyntax: Sendable, Hashable, Codable {
    /// The LDAP syntax OID (RFC 4517, or Microsoft's under 1.2.840.113556.1.4).
    public let ldap: String
    /// Active Directory's `attributeSyntax`, such as `2.5.5.12`.
    public let attributeSyntax: String?
    /// Active Directory's `oMSyntax`, such as 64.
    public let omSyntax: Int64?

    /// Makes a syntax from an LDAP syntax OID.
    public init(ldap: String) {
        self.ldap = ldap
        attributeSyntax = nil
        omSyntax = nil
    }

    /// Makes a syntax from Active Directory's pair (MS-ADTS 3.1.1.2.2.2).
    public init(attributeSyntax: String, omSyntax: Int64) {
        self.attributeSyntax = attributeSyntax
        self.omSyntax = omSyntax
        ldap = Self.ldapSyntax(attributeSyntax, omSyntax)
    }

    /// Whether values name other entries.
    public var isReference: Bool {
        [Self.rfc + "12", "1.2.840.113556.1.4.903", "1.2.840.113556.1.4.904"].contains(ldap)
    }

    /// Whether values are names of other entries, and nothing else.
    public var isName: Bool { ldap == Self.rfc + "12" }

    /// Whether values are bytes rather than text.
    public var isBinary: Bool {
        [Self.rfc + "40", Self.rfc + "5", Self.rfc + "8", "1.2.840.113556.1.4.907"].contains(ldap)
    }

    /// Whether values are whole numbers.
    public var isInteger: Bool { ldap == Self.rfc + "27" || ldap == "1.2.840.113556.1.4.906" }

    /// Whether values are true or false.
    public var isBoolean: Bool { ldap == Self.rfc + "7" }

    /// Whether values are moments.
    public var isTime: Bool { ldap == Self.rfc + "24" || ldap == Self.rfc + "53" }

    /// A word for people.
    public var name: String { Self.names[ldap] ?? ldap }

    private static let rfc = "1.3.6.1.4.1.1466.115.121.1."

    private static func ldapSyntax(_ syntax: String, _ om: Int64) -> String {
        switch (syntax, om) {
        case ("2.5.5.1", _): rfc + "12"
        case ("2.5.5.2", _): rfc + "38"
        case ("2.5.5.3", _): "1.2.840.113556.1.4.1362"
        case ("2.5.5.4", _): "1.2.840.113556.1.4.905"
        case ("2.5.5.5", 19): rfc + "44"
        case ("2.5.5.5", _): rfc + "26"
        case ("2.5.5.6", _): rfc + "36"
        case ("2.5.5.7", _): "1.2.840.113556.1.4.903"
        case ("2.5.5.8", _): rfc + "7"
        case ("2.5.5.9", _): rfc + "27"
        case ("2.5.5.10", _), ("2.5.5.17", _): rfc + "40"
        case ("2.5.5.11", 23): rfc + "53"
        case ("2.5.5.11", _): rfc + "24"
        case ("2.5.5.12", _): rfc + "15"
        case ("2.5.5.13", _): rfc + "43"
        case ("2.5.5.14", _): "1.2.840.113556.1.4.904"
        case ("2.5.5.15", _): "1.2.840.113556.1.4.907"
        case ("2.5.5.16", _): "1.2.840.113556.1.4.906"
        default: syntax
        }
    }

    /// The OID for a name that stands in its place, as Active Directory's aggregate writes it for a syntax without one;
    /// anything else stays as it is.
    static func oid(named text: String) -> String {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return text }
        return words[text.lowercased()] ?? text
    }

    private static let words: [String: String] = [
        "octetstring": rfc + "40", "directorystring": rfc + "15", "ia5string": rfc + "26", "integer": rfc + "27",
        "boolean": rfc + "7", "dn": rfc + "12", "printablestring": rfc + "44", "numericstring": rfc + "36",
        "generalizedtime": rfc + "24", "utctime": rfc + "53", "oid": rfc + "38", "binary": rfc + "5",
        "integer8": "1.2.840.113556.1.4.906", "objectsecuritydescriptor": "1.2.840.113556.1.4.907",
        "caseignorestring": "1.2.840.113556.1.4.905", "dnwithbinary": "1.2.840.113556.1.4.903",
        "dnwithstring": "1.2.840.113556.1.4.904",
    ]

    private static let names: [String: String] = [
        rfc + "15": "text", rfc + "27": "integer", rfc + "12": "DN", rfc + "40": "octets", rfc + "7": "boolean",
        "1.2.840.113556.1.4.906": "large integer", rfc + "26": "IA5 text", "1.2.840.113556.1.4.905": "Teletex text",
        rfc + "44": "printable text", rfc + "24": "generalized time", "1.2.840.113556.1.4.904": "DN with text",
        rfc + "38": "OID", rfc + "53": "UTC time", "1.2.840.113556.1.4.903": "DN with binary",
        "1.2.840.113556.1.4.907": "security descriptor", rfc + "36": "numeric text",
        rfc + "43": "presentation address", "1.2.840.113556.1.4.1362": "case-exact text", rfc + "5": "binary",
    ]
}
