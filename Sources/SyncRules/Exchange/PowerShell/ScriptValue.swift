/// What a variable holds while a script is followed.
enum ScriptValue: Sendable, Hashable {
    /// The types that a value may be turned into.
    static let types: Set = ["string", "int", "int32", "guid", "bool", "system.string", "system.guid"]

    case nothing
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([ScriptValue])
    case table([String: ScriptValue])
    /// A rule that the script is making, by its number.
    case rule(Int)
    case scope(PortableRule.Scope)
    case join(PortableRule.Join)
    /// A connector, by the name or GUID under which the script asks for it.
    case connector(String)
    /// What cannot be known.
    case unknown(ScriptOrigin)

    /// Its text; nothing where it has none.
    var text: String? {
        switch self {
        case .nothing: ""
        case .text(let text), .connector(let text): text
        case .number(let number): "\(number)"
        case .truth(let truth): truth ? "True" : "False"
        case .list(let items) where items.count == 1: items.first?.text
        default: nil
        }
    }

    /// The values in it, one by one.
    var items: [ScriptValue] {
        switch self {
        case .list(let items): items
        case .nothing: []
        default: [self]
        }
    }

    /// The first thing in it that is not known.
    var origin: ScriptOrigin? {
        switch self {
        case .unknown(let origin): origin
        case .list(let items): items.lazy.compactMap(\.origin).first
        case .table(let entries): entries.values.lazy.compactMap(\.origin).first
        default: nil
        }
    }

    /// Every rule in it.
    var rules: [Int] {
        switch self {
        case .rule(let number): [number]
        case .list(let items): items.flatMap(\.rules)
        case .table(let entries): entries.values.flatMap(\.rules)
        default: []
        }
    }
}
