/// The value of a property as Graph shows it.
enum GraphValue: Sendable, Hashable {
    case null
    case flag(Bool)
    case text(String)
    case texts([String])
    /// Something that can be selected, and neither filtered nor ordered by.
    case structure(JSONText)

    var json: JSONText {
        switch self {
        case .null: .null
        case .flag(let flag): .flag(flag)
        case .text(let text): .string(text)
        case .texts(let texts): .array(texts.map { .string($0) })
        case .structure(let json): json
        }
    }
}
