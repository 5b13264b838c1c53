/// One parameter of a function.
public struct FunctionParameter: Sendable, Hashable {
    /// What a parameter takes.
    public enum Kind: Sendable, Hashable {
        /// One value; where the argument has several, the function is applied to each of them.
        case value(ValueTypes)
        /// All values at once.
        case values(ValueTypes)
        /// Something that is present or not, of whatever kind: all its values at once.
        case anything
        /// A condition.
        case condition
        /// One of some constants, or of some literals in quotes.
        case word([String])
        /// The name of an attribute, in quotes.
        case attributeName
        /// A new variable, such as `$item`.
        case variable
        /// An expression that may use the variable, evaluated for each of its values.
        case expression
        /// A condition that may use the variable, evaluated for each of its values.
        case test
        /// A result, evaluated only when it is chosen; `NULL`, `AuthoritativeNull` and `IgnoreThisFlow` may stand here.
        case result
    }

    /// The name that the reference page gives it.
    public let name: String
    /// What it takes.
    public let kind: Kind
    /// Whether it may be left out.
    public let isOptional: Bool

    init(_ name: String, _ kind: Kind, isOptional: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
    }

    static func text(_ name: String) -> FunctionParameter { FunctionParameter(name, .value([.text])) }
    static func number(_ name: String) -> FunctionParameter { FunctionParameter(name, .value(.number)) }
    static func binary(_ name: String) -> FunctionParameter { FunctionParameter(name, .value(.binary)) }
    static func date(_ name: String) -> FunctionParameter { FunctionParameter(name, .value(.date)) }
    static func optional(_ name: String, _ kind: Kind) -> FunctionParameter {
        FunctionParameter(name, kind, isOptional: true)
    }

    /// The type as the reference page writes it.
    public var typeName: String {
        switch kind {
        case .value(let types): types.names
        case .values(let types): "mv" + (types == .any ? "" : types.names.replacing(" or ", with: " or mv"))
        case .anything, .result, .expression: "var"
        case .condition, .test: "exp"
        case .word: "enum"
        case .attributeName: "str"
        case .variable: "variable"
        }
    }

    /// Whether the function takes all values of the argument at once.
    var takesAllValues: Bool {
        switch kind {
        case .values, .anything: true
        default: false
        }
    }
}
