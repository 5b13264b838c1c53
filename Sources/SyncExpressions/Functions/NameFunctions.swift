import Directory

/// Functions on distinguished names.
enum NameFunctions {
    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "DNComponent",
            "str DNComponent(ref, num)",
            arity: 2...2,
            "The value of one component of a DN, from 1, counted from the object's own; nothing where there is none.",
            examples: [
                ("DNComponent(CRef(\"CN=Joe,DC=test\"), 1)", "Joe"),
                ("DNComponent(CRef(\"CN=Joe,DC=test\"), 3)", "NULL"),
            ]
        ) { arguments, environment throws(EvaluationError) in
            guard let text = try Conversion.text(arguments[0], environment.range) else { return .null }
            guard let name = DistinguishedName(text) else {
                throw EvaluationError(.invalidValue, "The text is not a distinguished name.", at: environment.range)
            }
            let number = Int(clamping: try Conversion.number(arguments[1], environment.range) ?? 0)
            guard number >= 1, number <= name.components.count else { return .null }
            return .string(name.components[number - 1].value)
        }
    ]
}
