/// The name of an attribute: compared without regard to ASCII case, printed as it was first written.
///
/// RFC 4512 section 2.5 makes attribute descriptions case-insensitive. Options (`;binary`, `;range=0-1499`) stay part
/// of the name here; `base` drops them.
public struct AttributeName: Sendable, Hashable, Codable, Comparable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The name as it was written.
    public let spelling: String
    /// The name in lower case, by which it is compared.
    public let folded: String

    /// Wraps a name.
    public init(_ spelling: String) {
        self.spelling = spelling
        folded = ASCII.lowercased(spelling)
    }

    /// Wraps a name.
    public init(stringLiteral value: String) { self.init(value) }

    /// Reads the name from a single string.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the spelling as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(spelling)
    }

    /// The name without options.
    public var base: AttributeName {
        guard let semicolon = spelling.firstIndex(of: ";") else { return self }
        return AttributeName(String(spelling[..<semicolon]))
    }

    /// What the options of the name say.
    public var options: AttributeOptions {
        guard let semicolon = folded.utf8.firstIndex(of: UInt8(ascii: ";")) else { return .absent }
        return AttributeOptions(folded: folded[folded.utf8.index(after: semicolon)...])
    }

    /// Whether two names mean the same attribute.
    public static func == (left: AttributeName, right: AttributeName) -> Bool { left.folded == right.folded }

    /// Orders by the folded name.
    public static func < (left: AttributeName, right: AttributeName) -> Bool { left.folded < right.folded }

    /// Hashes the folded name.
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// The name as it was written.
    public var description: String { spelling }

    /// Whether the text may stand as an attribute description in a request (RFC 4512 section 1.4, with the
    /// underscore that some servers allow).
    public var isValid: Bool {
        let parts = spelling.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let first = parts.first, let lead = first.first else { return false }
        let options = parts.dropFirst()
        return (ASCII.isLetter(lead) ? first.allSatisfy(ASCII.isKeyCharacter) : OID(String(base.spelling)) != nil)
            && options.allSatisfy {
                !$0.isEmpty && $0.allSatisfy { ASCII.isKeyCharacter($0) || $0 == 0x3D || $0 == 0x2A }
            }
    }
}
