import Directory

/// What a name in a plan is the name of.
enum PlanName: String {
    case forest
    case objectClass = "class"
    case attribute = "attr"
    case rule
    case tag
    case identifier = "oid"
    case matching = "match"
    case syntax
    case number
    case value
    case source
    case place
    case person
    case reason
    case connector
    case word

    /// The form in which two spellings are one name.
    func folded(_ text: String) -> String {
        switch self {
        case .forest, .objectClass, .attribute, .rule, .tag, .identifier, .matching, .connector, .word:
            ASCII.lowercased(text)
        case .syntax, .number, .value, .source, .place, .person, .reason: text
        }
    }
}
