/// A distinguished name (RFC 4514), compared without regard to case and spacing of its types and values.
///
/// `text` keeps what the server sent. The lenient reader takes what directories really write: blanks around
/// separators, `;` between components (RFC 2253), quoted values.
public struct DistinguishedName: Sendable, Hashable, CustomStringConvertible {
    /// The name as it was written.
    public let text: String
    /// The components, the entry's own first.
    public let components: [RelativeDistinguishedName]

    private let key: String

    /// The name of no entry: the root of every tree.
    public static let root = DistinguishedName(components: [])

    /// Reads a name; nothing when it is malformed.
    public init?(_ text: String) {
        var parser = DistinguishedNameParser(text)
        guard let components = parser.parse() else { return nil }
        self.text = text
        self.components = components
        key = Self.key(components)
    }

    /// Builds a name from components, escaping what needs it.
    public init(components: [RelativeDistinguishedName]) {
        self.components = components
        text = components.map(\.description).joined(separator: ",")
        key = Self.key(components)
    }

    private static func key(_ components: [RelativeDistinguishedName]) -> String {
        components.map(\.normalized).joined(separator: ",")
    }

    /// The form by which names are compared: lower case, single blanks, canonical escapes.
    public var normalized: String { key }

    /// The value of each component's first pair as it stands in the name: escapes and quotes are kept.
    public var writtenValues: [String] {
        var parser = DistinguishedNameParser(text)
        return parser.writtenValues() ?? []
    }

    /// The name of the entry above, or nothing at the root.
    public var parent: DistinguishedName? {
        components.isEmpty ? nil : DistinguishedName(components: Array(components.dropFirst()))
    }

    /// Whether this entry is the other one or stands below it.
    public func isWithin(_ ancestor: DistinguishedName) -> Bool {
        guard components.count >= ancestor.components.count else { return false }
        return zip(components.suffix(ancestor.components.count), ancestor.components)
            .allSatisfy { $0.normalized == $1.normalized }
    }

    /// The DNS name that the `DC` components at the end spell, or nothing where there are none.
    public var dnsName: String? {
        let labels = components.reversed().prefix { $0.type == "DC" }.map(\.value).reversed()
        return labels.isEmpty ? nil : labels.joined(separator: ".")
    }

    /// Compares the normalized forms.
    public static func == (left: DistinguishedName, right: DistinguishedName) -> Bool { left.key == right.key }

    /// Hashes the normalized form.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The name as it was written.
    public var description: String { text }
}
