/// What may stand between two values, with how tightly it binds.
///
/// The product's documentation says that all operators share one priority; its own rules contradict it. Comparison binds
/// tighter than `&&`, and `&&` tighter than `||`.
public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    /// Either.
    case or = "||"
    /// Both.
    case and = "&&"
    /// Equal.
    case equal = "="
    /// Different.
    case notEqual = "<>"
    /// Less.
    case less = "<"
    /// Less or equal.
    case lessOrEqual = "<="
    /// Greater.
    case greater = ">"
    /// Greater or equal.
    case greaterOrEqual = ">="
    /// Text after text.
    case concatenate = "&"
    /// Sum.
    case add = "+"
    /// Difference.
    case subtract = "-"
    /// Product.
    case multiply = "*"
    /// Quotient, rounded towards zero.
    case divide = "/"

    /// The higher, the tighter.
    public var strength: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
        case .concatenate: 4
        case .add, .subtract: 5
        case .multiply, .divide: 6
        }
    }
}
