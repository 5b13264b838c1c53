/// A function of the rule language as data: what it is called, what it takes and gives, and how it does it.
///
/// The checker, the help, the reference page and the tests are all made from this one definition.
public struct FunctionDefinition: Sendable {
    /// The name; its case matters.
    public let name: String
    /// What it is about.
    public let family: FunctionFamily
    /// What it takes.
    public let parameters: [FunctionParameter]
    /// Whether the parameters may be given again and again, as a group.
    public let repeats: Bool
    /// The kinds of its result; none for a function that gives nothing.
    public let result: ValueTypes
    /// Whether the result may be several values even of single ones.
    public let givesSeveral: Bool
    /// What it does, in a sentence.
    public let summary: String
    /// What happens at the edges, a sentence each.
    public let edges: [String]
    /// Examples; every one is run by the tests.
    public let examples: [FunctionExample]

    let body: FunctionBody
    /// Whether an argument with several values means one call for each of them.
    let maps: Bool

    init(
        _ name: String,
        _ family: FunctionFamily,
        _ parameters: [FunctionParameter],
        repeats: Bool = false,
        gives result: ValueTypes,
        several givesSeveral: Bool = false,
        _ summary: String,
        edges: [String] = [],
        _ examples: [FunctionExample],
        body: FunctionBody
    ) {
        self.name = name
        self.family = family
        self.parameters = parameters
        self.repeats = repeats
        self.result = result
        self.givesSeveral = givesSeveral
        self.summary = summary
        self.edges = edges
        self.examples = examples
        self.body = body
        let isPlain = if case .pure = body { true } else { false }
        maps = isPlain && !parameters.isEmpty && !parameters.contains { $0.takesAllValues }
    }

    init(
        _ name: String,
        _ family: FunctionFamily,
        _ parameters: [FunctionParameter],
        gives result: ValueTypes,
        several givesSeveral: Bool = false,
        _ summary: String,
        edges: [String] = [],
        _ examples: [FunctionExample],
        pure: @escaping FunctionBody.Pure
    ) {
        self.init(
            name,
            family,
            parameters,
            gives: result,
            several: givesSeveral,
            summary,
            edges: edges,
            examples,
            body: .pure(pure)
        )
    }

    /// The fewest and the most arguments; no most where the parameters repeat.
    public var arity: (least: Int, most: Int?) {
        (parameters.count { !$0.isOptional }, repeats ? nil : parameters.count)
    }

    /// Whether the same arguments always give the same result.
    public var isDeterministic: Bool {
        if case .ambient = body { false } else { true }
    }

    /// Why it cannot be used, or nothing where it can.
    public var unsupported: String? {
        if case .unsupported(let reason) = body { reason } else { nil }
    }

    /// The parameter that an argument belongs to.
    func parameter(at index: Int) -> FunctionParameter {
        repeats ? parameters[index % parameters.count] : parameters[min(index, parameters.count - 1)]
    }

    /// The result, the name and the parameters, as the reference page shows them.
    public var signature: String {
        var text = ""
        for (index, parameter) in parameters.enumerated() {
            let separator = index == 0 ? "" : ", "
            let written = parameter.name.hasPrefix("$") ? parameter.name : "\(parameter.typeName) \(parameter.name)"
            text += parameter.isOptional ? " [\(separator)\(written)" : separator + written
        }
        text += repeats ? ", …" : ""
        text += String(repeating: "]", count: parameters.count { $0.isOptional })
        let resultName = givesSeveral ? "mv" + (result == .any ? "" : result.names) : result.names
        return "\(resultName) \(name)(\(text))"
    }
}
