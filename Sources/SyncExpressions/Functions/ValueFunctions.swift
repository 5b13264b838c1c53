/// Functions on attributes with several values.
enum ValueFunctions {
    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "Count",
            "num Count(mv)",
            arity: 1...1,
            "The number of values.",
            examples: [("Count(Split(\"a,b,c\", \",\"))", "3"), ("Count(NULL)", "0")]
        ) { arguments, _ throws(EvaluationError) in .number(Int64(arguments[0].elements.count)) },
        item(
            "Item",
            "The value with that number, from 1; a number outside is an error.",
            "Item(Split(\"a,b\", \",\"), 2)",
            "b",
            orNull: false
        ),
        item(
            "ItemOrNull",
            "The value with that number, from 1; nothing where there is none.",
            "ItemOrNull(Split(\"a,b\", \",\"), 3)",
            "NULL",
            orNull: true
        ),
        FunctionDefinition(
            "Contains",
            "num Contains(mv, str [, CaseSensitive or CaseInsensitive])",
            arity: 2...3,
            "The place, from 1, of the first value that holds the text; 0 where none does. Case matters unless it is said otherwise.",
            examples: [
                ("Contains(Split(\"SMTP:a@b|smtp:c@d\", \"|\"), \"SMTP:\")", "1"), ("Contains(\"abc\", \"B\")", "0"),
                ("Contains(\"abc\", \"B\", CaseInsensitive)", "1"),
            ]
        ) { arguments, environment throws(EvaluationError) in
            let wanted = try Conversion.text(arguments[1], environment.range) ?? ""
            let folds =
                arguments.count > 2 ? try Conversion.text(arguments[2], environment.range) == "CaseInsensitive" : false
            for (index, value) in arguments[0].elements.enumerated() {
                let text = try Conversion.text(value, environment.range) ?? ""
                let holds = folds ? text.lowercased().contains(wanted.lowercased()) : text.contains(wanted)
                if holds { return .number(Int64(index + 1)) }
            }
            return .number(0)
        },
        FunctionDefinition(
            "Join",
            "str Join(mv [, str delimiter])",
            arity: 1...2,
            "All values as one text, a blank between them unless something else is given.",
            examples: [("Join(Split(\"a,b\", \",\"), \"; \")", "a; b")]
        ) { arguments, environment throws(EvaluationError) in
            let delimiter = arguments.count > 1 ? try Conversion.text(arguments[1], environment.range) ?? "" : " "
            var texts: [String] = []
            for value in arguments[0].elements { texts.append(try Conversion.text(value, environment.range) ?? "") }
            return texts.isEmpty ? .null : .string(texts.joined(separator: delimiter))
        },
        FunctionDefinition(
            "Split",
            "mvstr Split(str, str delimiter [, num limit])",
            arity: 2...3,
            "A text cut at a character into several values.",
            examples: [("Join(Split(\"a,b,c\", \",\", 2), \"|\")", "a|b,c")]
        ) { arguments, environment throws(EvaluationError) in
            guard let text = try Conversion.text(arguments[0], environment.range) else { return .null }
            let limit =
                arguments.count > 2 ? Int(clamping: try Conversion.number(arguments[2], environment.range) ?? 0) : 0
            guard let delimiter = (try Conversion.text(arguments[1], environment.range) ?? "").first else {
                return .string(text)
            }
            let parts = text.split(
                separator: delimiter,
                maxSplits: limit > 0 ? limit - 1 : .max,
                omittingEmptySubsequences: false
            )
            return .gathering(parts.map { .string(String($0)) })
        },
        FunctionDefinition(
            "RemoveDuplicates",
            "mvstr RemoveDuplicates(mvstr)",
            arity: 1...1,
            "Every value once; texts that differ only in case are the same.",
            examples: [("Join(RemoveDuplicates(Split(\"a,B,A,b\", \",\")), \",\")", "a,B")]
        ) { arguments, _ throws(EvaluationError) in
            var seen: Set<ExpressionValue> = []
            return .gathering(
                arguments[0].elements.filter { value in
                    if case .string(let text) = value { return seen.insert(.string(text.lowercased())).inserted }
                    return seen.insert(value).inserted
                }
            )
        },
    ]

    private static func item(
        _ name: String,
        _ summary: String,
        _ example: String,
        _ result: String,
        orNull: Bool
    ) -> FunctionDefinition {
        FunctionDefinition(name, "var \(name)(mv, num)", arity: 2...2, summary, examples: [(example, result)]) {
            arguments,
            environment throws(EvaluationError) in
            let values = arguments[0].elements
            let number = Int(clamping: try Conversion.number(arguments[1], environment.range) ?? 0)
            if number >= 1, number <= values.count { return values[number - 1] }
            if orNull { return .null }
            throw EvaluationError(
                .invalidValue,
                "There is no value \(number) among \(values.count).",
                at: environment.range
            )
        }
    }
}
