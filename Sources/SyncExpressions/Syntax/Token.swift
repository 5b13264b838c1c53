import Diagnostics

/// A piece of an expression with its place.
struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case name(String)
        case string(String)
        case number(Int64)
        case attribute(String)
        case parameter(String)
        case variable(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    let range: SourceRange

    /// Whether a value can begin here; a minus is left out, since it is more often an operator.
    var beginsValue: Bool {
        switch kind {
        case .symbol(let symbol): symbol == "("
        case .end: false
        default: true
        }
    }
}
