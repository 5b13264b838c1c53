public import Directory

/// A definition that is neither an attribute nor a class: a syntax, a matching rule and its use, a content rule, a
/// structure rule, a name form.
public struct SupportingDefinition: Sendable, Hashable, Codable {
    /// What it defines.
    public let kind: DefinitionKind
    /// Its OID or number, as it is written.
    public let identifier: String
    /// Its names.
    public let names: [AttributeName]
    /// What it says, keyword by keyword, in the order of the keywords; lists are sorted.
    public let facets: [String: [String]]

    /// Makes a definition.
    public init(kind: DefinitionKind, identifier: String, names: [AttributeName], facets: [String: [String]]) {
        self.kind = kind
        self.identifier = identifier
        self.names = names
        self.facets = facets
    }

    /// What tells it from others of its kind: the OID by value, or the identifier in lower case.
    public var identity: String { OID(identifier)?.dotted ?? ASCII.lowercased(identifier) }

    /// Definitions by kind, then identity.
    static func inOrder(_ definitions: [SupportingDefinition]) -> [SupportingDefinition] {
        let keys = definitions.map { ($0.kind.rawValue, $0.identity) }
        return definitions.indices.sorted { keys[$0] < keys[$1] }.map { definitions[$0] }
    }
}
