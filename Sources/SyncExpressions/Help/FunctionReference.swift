/// The reference page of all functions, made from their definitions.
public enum FunctionReference {
    /// The page in Markdown, one section for each family.
    public static let markdown: String = {
        var lines = [
            "# Functions", "",
            "What expressions in synchronization rules can call. Every example is run by the tests; `dryad expr help NAME` "
                + "says the",
            "same of one function, and `dryad expr eval` tries an expression out.", "",
            "Types: `str` text, `num` a whole number of 64 bits, `bool` true or false, `bin` bytes, `dt` a moment, `ref` the "
                + "name of",
            "an object, `exp` a condition, `enum` one of some words, `var` anything; `mv` before a type means all values of "
                + "an", "attribute at once. Places begin at 1.",
        ]
        for family in FunctionFamily.allCases {
            lines += ["", "## \(family.rawValue)"]
            for function in FunctionLibrary.functions where function.family == family {
                lines += section(FunctionHelp(function))
            }
        }
        return lines.joined(separator: "\n")
    }()

    private static func section(_ help: FunctionHelp) -> [String] {
        var lines = ["", "### \(help.name)", "", "`\(help.signature)`", "", help.summary]
        var points = help.edges
        if !help.parameters.isEmpty { points.append(help.severalValues) }
        if !help.isDeterministic { points.append(FunctionHelp.variation) }
        if let reason = help.unsupported { points.append("**Not supported:** \(reason).") }
        for parameter in help.parameters where !parameter.choices.isEmpty {
            let choices = parameter.choices.map { "`\($0)`" }.joined(separator: ", ")
            points.append("`\(parameter.name)` is one of \(choices).")
        }
        if !points.isEmpty { lines += [""] + points.map { "- \($0)" } }
        guard !help.examples.isEmpty else { return lines }
        lines += ["", "```"]
        for example in help.examples {
            lines += example.given
            lines.append("\(example.expression)")
            lines.append("  → \(example.result)")
        }
        return lines + ["```"]
    }
}
