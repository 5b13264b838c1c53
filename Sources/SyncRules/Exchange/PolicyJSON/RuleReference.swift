/// A standard rule that is named, not described.
public struct RuleReference: Sendable, Hashable, Codable {
    /// Its name.
    public let name: String
    /// Its GUID, lower case without braces; nothing where it is not said.
    public let identifier: String?
    /// The template's tag; empty where it is not said.
    public let tag: String
    /// Its number; nothing where it is not said.
    public let precedence: Int?
    /// The connector: its GUID, or its name where that is all that is said.
    public let connector: String

    /// Names a rule.
    public init(name: String, identifier: String? = nil, tag: String, precedence: Int? = nil, connector: String) {
        self.name = name
        self.identifier = identifier
        self.tag = tag
        self.precedence = precedence
        self.connector = connector
    }

    /// The template with the same tag, or with one that differs in its version only.
    public func template(in catalogue: RuleCatalogue) -> RuleTemplate? {
        guard !tag.isEmpty else { return nil }
        let exact = catalogue.templates.first { $0.tag.lowercased() == tag.lowercased() }
        return exact ?? catalogue.templates.first { Self.family($0.tag) == Self.family(tag) }
    }

    /// The tag without the number at its end.
    private static func family(_ tag: String) -> String {
        guard let dot = tag.lastIndex(of: "."), Int(tag[tag.index(after: dot)...]) != nil else {
            return tag.lowercased()
        }
        return tag[..<dot].lowercased()
    }
}
