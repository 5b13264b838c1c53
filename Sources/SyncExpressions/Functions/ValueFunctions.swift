/// Functions on attributes with several values.
enum ValueFunctions {
    private static let mails: [String: ExpressionValue] = [
        "proxyAddresses": .list([.string("smtp:a@x"), .string("SMTP:b@x")])
    ]

    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "Count",
            .values,
            [FunctionParameter("values", .values(.any))],
            gives: .number,
            "The number of values of an attribute.",
            edges: ["Nothing has no values."],
            [FunctionExample("Count([proxyAddresses])", "2", mails), FunctionExample("Count(NULL)", "0")]
        ) { call throws(EvaluationError) in .number(Int64(call[0].elements.count)) },
        item(
            "Item",
            "The value with a number, from 1.",
            edges: ["A number that there is no value for is an error."],
            [
                FunctionExample("Item([proxyAddresses], 2)", "\"SMTP:b@x\"", mails),
                FunctionExample("Item([proxyAddresses], 3)", "error: There is no value 3 among 2.", mails),
            ]
        ) { call, number, count throws(EvaluationError) in
            throw call.invalid("There is no value \(number) among \(count).")
        },
        item(
            "ItemOrNull",
            "The value with a number, from 1, or nothing.",
            edges: ["A number that there is no value for gives NULL."],
            [
                FunctionExample("ItemOrNull([proxyAddresses], 1)", "\"smtp:a@x\"", mails),
                FunctionExample("ItemOrNull([proxyAddresses], 3)", "NULL", mails),
            ]
        ) { _, _, _ throws(EvaluationError) in .null },
        FunctionDefinition(
            "Contains",
            .values,
            [
                FunctionParameter("values", .values([.text, .reference])),
                FunctionParameter("wanted", .value([.text, .reference])),
                .optional("compare", .word(["CaseSensitive", "CaseInsensitive"])),
            ],
            gives: .number,
            "The number, from 1, of the first value that holds a text.",
            edges: [
                "0 where none does.", "Case matters unless CaseInsensitive is given.",
                "A reference has to be the wanted one as a whole, whatever the case.",
            ],
            [
                FunctionExample("Contains([proxyAddresses], \"SMTP:\")", "2", mails),
                FunctionExample("Contains([proxyAddresses], \"SMTP:\", CaseInsensitive)", "1", mails),
                FunctionExample("Contains([proxyAddresses], \"X400:\")", "0", mails),
            ]
        ) { call throws(EvaluationError) in
            let wanted = try call.string(1)
            let search = TextSearch(wanted, ignoresCase: try call.text(2) == "CaseInsensitive")
            for (index, value) in call[0].elements.enumerated() {
                let holds: Bool
                if case .reference(let name) = value {
                    holds = LetterCase.lower(name) == LetterCase.lower(wanted)
                } else {
                    let text = try Conversion.text(value, call.range) ?? ""
                    holds = wanted.isEmpty || !search.places(in: text, atMost: 1).isEmpty
                }
                if holds { return .number(Int64(index + 1)) }
            }
            return .number(0)
        },
        FunctionDefinition(
            "Join",
            .values,
            [FunctionParameter("values", .values(.text)), .optional("delimiter", .value(.text))],
            gives: .text,
            "All values as one text.",
            edges: ["A blank stands between them unless something else is given.", "Of no values comes NULL."],
            [
                FunctionExample("Join([proxyAddresses], \",\")", "\"smtp:a@x,SMTP:b@x\"", mails),
                FunctionExample("Join([proxyAddresses])", "\"smtp:a@x SMTP:b@x\"", mails),
            ]
        ) { call throws(EvaluationError) in
            let values = call[0].elements
            let delimiter = call.count > 1 ? try call.string(1) : " "
            try call.allow(call[0].size + values.count * delimiter.utf8.count)
            var texts: [String] = []
            for value in values { texts.append(try Conversion.text(value, call.range) ?? "") }
            return texts.isEmpty ? .null : .string(texts.joined(separator: delimiter))
        },
        FunctionDefinition(
            "Split",
            .values,
            [.text("text"), .text("delimiter"), .optional("limit", .value(.number))],
            gives: .text,
            several: true,
            "A text cut at a character into several values.",
            edges: [
                "The delimiter is one character; anything else is an error.",
                "With a limit the last value holds the rest.", "Of nothing come no values.",
            ],
            [
                FunctionExample("Split(\"SMTP:a@x,smtp:b@x\", \",\")", "{\"SMTP:a@x\", \"smtp:b@x\"}"),
                FunctionExample("Split(\"a,b,c\", \",\", 2)", "{\"a\", \"b,c\"}"),
                FunctionExample("Split(\"a\", \"::\")", "error: The delimiter \"::\" is not one character."),
            ]
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .null }
            let limit = try call.integer(2)
            let delimiter = try call.string(1)
            guard let scalar = delimiter.unicodeScalars.first, delimiter.unicodeScalars.count == 1 else {
                throw call.invalid("The delimiter \"\(delimiter)\" is not one character.")
            }
            let parts = text.unicodeScalars.split(
                separator: scalar,
                maxSplits: limit > 0 ? limit - 1 : .max,
                omittingEmptySubsequences: false
            )
            return .gathering(parts.map { .string(String($0)) })
        },
        FunctionDefinition(
            "RemoveDuplicates",
            .values,
            [FunctionParameter("values", .values(.any))],
            gives: .any,
            several: true,
            "Every value once, where it stands first.",
            edges: ["Texts that differ only in case are the same."],
            [
                FunctionExample(
                    "RemoveDuplicates([mails])",
                    "{\"a\", \"B\"}",
                    ["mails": .list([.string("a"), .string("B"), .string("A")])]
                )
            ]
        ) { call throws(EvaluationError) in
            var seen: Set<ExpressionValue> = []
            return .gathering(
                call[0].elements.filter { value in
                    if call.semantics.removesDuplicatesOfOtherCase, case .string(let text) = value {
                        return seen.insert(.string(LetterCase.lower(text))).inserted
                    }
                    return seen.insert(value).inserted
                }
            )
        },
    ]

    private static func item(
        _ name: String,
        _ summary: String,
        edges: [String],
        _ examples: [FunctionExample],
        _ missing: @escaping @Sendable (FunctionCall, Int, Int) throws(EvaluationError) -> ExpressionValue
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            .values,
            [FunctionParameter("values", .values(.any)), .number("number")],
            gives: .any,
            summary,
            edges: edges,
            examples
        ) { call throws(EvaluationError) in
            let values = call[0].elements
            let number = try call.integer(1)
            return number >= 1 && number <= values.count
                ? values[number - 1] : try missing(call, number, values.count)
        }
    }
}
