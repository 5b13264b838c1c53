/// What there is to say about a function: its definition in words, for people and for programs.
public struct FunctionHelp: Sendable, Hashable, Encodable {
    /// One parameter in words.
    public struct Parameter: Sendable, Hashable, Encodable {
        /// Its name.
        public let name: String
        /// Its type, as the product's reference calls it.
        public let type: String
        /// Whether it may be left out.
        public let isOptional: Bool
        /// What may stand there; none where any value of the type may.
        public let choices: [String]
    }

    /// One example in words.
    public struct Example: Sendable, Hashable, Encodable {
        /// The expression.
        public let expression: String
        /// The result, or `error: ` and what is wrong.
        public let result: String
        /// The values of attributes in it, such as `[mail] = "a@b"`; long ones are cut.
        public let given: [String]
    }

    /// The name.
    public let name: String
    /// The section of the reference that it belongs to.
    public let family: String
    /// Result, name and parameters.
    public let signature: String
    /// What it does, in a sentence.
    public let summary: String
    /// The parameters.
    public let parameters: [Parameter]
    /// What happens with attributes that have several values, in a sentence.
    public let severalValues: String
    /// What happens at the edges, a sentence each.
    public let edges: [String]
    /// Examples.
    public let examples: [Example]
    /// Whether the same arguments always give the same result.
    public let isDeterministic: Bool
    /// Why it cannot be used, where it cannot.
    public let unsupported: String?

    /// What is said of a function that may give another result; what a synchronization gives it says itself.
    static let variation = "In the product, and where an expression is tried, it may give something else each time."

    /// Puts a definition into words.
    public init(_ function: FunctionDefinition) {
        name = function.name
        family = function.family.rawValue
        signature = function.signature
        summary = function.summary
        parameters = function.parameters.map {
            Parameter(name: $0.name, type: $0.typeName, isOptional: $0.isOptional, choices: Self.choices($0))
        }
        severalValues = Self.severalValues(function)
        edges = function.edges
        examples = function.examples.map { example in
            Example(
                expression: example.expression,
                result: example.result,
                given: example.attributes.sorted { $0.key < $1.key }.map {
                    "[\($0.key)] = \(Self.cut($0.value.literal))"
                }
            )
        }
        isDeterministic = function.isDeterministic
        unsupported = function.unsupported
    }

    private static func choices(_ parameter: FunctionParameter) -> [String] {
        if case .word(let words) = parameter.kind { words } else { [] }
    }

    private static func severalValues(_ function: FunctionDefinition) -> String {
        if function.maps { return "Applied to each value of an attribute that has several." }
        let sets = function.parameters.filter(\.takesAllValues).map(\.name)
        if !sets.isEmpty { return "Takes all values of \(sets.map { "`\($0)`" }.joined(separator: " and ")) at once." }
        if function.name == "IIF" { return "A condition on each of several values chooses for each value." }
        return "Takes single values."
    }

    private static func cut(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }

    /// The help as lines of text.
    public var text: String {
        var lines = [signature, "", summary]
        if let unsupported { lines.append("Not supported: \(unsupported).") }
        lines += edges
        if !parameters.isEmpty { lines.append(severalValues) }
        if !isDeterministic { lines.append(Self.variation) }
        for parameter in parameters where !parameter.choices.isEmpty {
            lines.append("\(parameter.name) is one of \(parameter.choices.joined(separator: ", ")).")
        }
        for example in examples {
            lines.append("")
            lines += example.given.map { "  \($0)" }
            lines.append("  \(example.expression)")
            lines.append("    \(example.result)")
        }
        return lines.joined(separator: "\n")
    }
}
