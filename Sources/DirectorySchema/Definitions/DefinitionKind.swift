/// The kinds of definitions that a subschema holds (RFC 4512 section 4.1).
public enum DefinitionKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// An attribute (4.1.2).
    case attributeType
    /// A class (4.1.1).
    case objectClass
    /// A way to compare values (4.1.3).
    case matchingRule
    /// The attributes to which a way of comparing may be put (4.1.4).
    case matchingRuleUse
    /// A form of values (4.1.5).
    case ldapSyntax
    /// What entries of a structural class may hold besides (4.1.6).
    case contentRule
    /// Where entries may stand below each other (4.1.7.1).
    case structureRule
    /// What may name entries of a class (4.1.7.2).
    case nameForm

    /// The attribute of a subschema entry that holds such definitions.
    public var attribute: String {
        switch self {
        case .attributeType: "attributeTypes"
        case .objectClass: "objectClasses"
        case .matchingRule: "matchingRules"
        case .matchingRuleUse: "matchingRuleUse"
        case .ldapSyntax: "ldapSyntaxes"
        case .contentRule: "dITContentRules"
        case .structureRule: "dITStructureRules"
        case .nameForm: "nameForms"
        }
    }

    /// The kind that an attribute holds, as subschema entries, slapd's configuration (`olc…`) and its schema files
    /// name it; whatever the case of letters.
    init?(word: String) {
        guard let kind = Self.words[word.lowercased()] else { return nil }
        self = kind
    }

    private static let words: [String: DefinitionKind] = {
        var words: [String: DefinitionKind] = [:]
        for kind in allCases {
            let plural = kind.attribute.lowercased()
            let singular =
                plural.hasSuffix("es") && kind == .ldapSyntax || kind == .objectClass
                ? String(plural.dropLast(2)) : plural.hasSuffix("s") ? String(plural.dropLast()) : plural
            for word in [plural, singular] {
                words[word] = kind
                words["olc" + word] = kind
            }
        }
        return words
    }()
}
