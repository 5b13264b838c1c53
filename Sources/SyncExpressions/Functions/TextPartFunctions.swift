/// Functions on places and parts of a text; places begin at 1 and count UTF-16 units.
enum TextPartFunctions {
    static let all: [FunctionDefinition] = [
        part(
            "Left",
            "The first characters of a text.",
            [
                FunctionExample("Left(\"John Doe\", 3)", "\"Joh\""), FunctionExample("Left(\"ab\", 9)", "\"ab\""),
                FunctionExample("Left(\"ab\", -1)", "\"ab\""), FunctionExample("Left(NULL, 3)", "\"\""),
                FunctionExample("Left(\"a\u{1F600}b\", 2)", "\"a\""),
            ]
        ) { TextUnits.first($0, $1) },
        part(
            "Right",
            "The last characters of a text.",
            [FunctionExample("Right(\"John Doe\", 3)", "\"Doe\""), FunctionExample("Right(\"ab\", 0)", "\"\"")]
        ) { TextUnits.last($0, $1) },
        FunctionDefinition(
            "Mid",
            .text,
            [FunctionParameter("text", .value([.text, .binary])), .number("start"), .number("count")],
            gives: [.text, .binary],
            "Characters from the middle of a text, or bytes from the middle of bytes.",
            edges: [
                "A count of 0 gives the empty text.",
                "A count below 0, or a start outside of the text, gives the text itself.",
                "Where the text is too short, what there is of it.", "Of nothing comes the empty text.",
            ],
            [
                FunctionExample("Mid(\"John Doe\", 3, 5)", "\"hn Do\""), FunctionExample("Mid(\"ab\", 5, 1)", "\"ab\""),
                FunctionExample("Mid(\"ab\", 2, 9)", "\"b\""), FunctionExample("Mid(\"ab\", 1, 0)", "\"\""),
            ]
        ) { call throws(EvaluationError) in
            let (start, count) = (try call.integer(1), try call.integer(2))
            if case .binary(let bytes) = call[0].single {
                guard count >= 0, start > 0, start <= bytes.count else { return call[0] }
                return .binary(Array(bytes[(start - 1)...].prefix(count)))
            }
            let text = try call.string(0)
            if count == 0 { return .string("") }
            guard count > 0, start > 0, start <= text.utf16.count else { return .string(text) }
            return .string(TextUnits.middle(text, start - 1, count))
        },
        FunctionDefinition(
            "Len",
            .text,
            [FunctionParameter("text", .value([.text, .binary]))],
            gives: .number,
            "The number of characters of a text, or of bytes.",
            edges: ["Characters are UTF-16 units, as in .NET.", "Nothing has the length 0."],
            [
                FunctionExample("Len(\"John\")", "4"), FunctionExample("Len(NULL)", "0"),
                FunctionExample("Len(\"\u{1F600}\")", "2"),
            ]
        ) { call throws(EvaluationError) in
            if case .binary(let bytes) = call[0].single { return .number(Int64(bytes.count)) }
            return .number(Int64(try call.string(0).utf16.count))
        },
        search(
            "InStr",
            "The first place of a text in another.",
            [
                FunctionExample("InStr(\"The quick fox\", \"quick\")", "5"),
                FunctionExample("InStr(\"repEated\", \"e\", 3, vbBinaryCompare)", "7"),
                FunctionExample("InStr(\"repEated\", \"e\", 3)", "4"), FunctionExample("InStr(NULL, \"a\")", "0"),
                FunctionExample(
                    "IIF(InStr([proxyAddresses], \"SIP:\") = 1, NULL, [proxyAddresses])",
                    "\"smtp:a@b\"",
                    ["proxyAddresses": .list([.string("SIP:a@b"), .string("smtp:a@b")])]
                ),
            ]
        ) { search, text, start in search.places(in: text, from: start, atMost: 1).first },
        search(
            "InStrRev",
            "The last place of a text in another.",
            [
                FunctionExample("InStrRev(\"abbcdbbbef\", \"bb\")", "7"),
                FunctionExample("InStrRev(\"abbcdbbbef\", \"bb\", 6)", "2"),
                FunctionExample("InStrRev(\"abc\", \"x\")", "0"),
            ],
            backwards: true
        ) { search, text, end in
            search.places(in: TextUnits.first(text, end), overlapping: true).last
        },
        FunctionDefinition(
            "Word",
            .text,
            [.text("text"), .number("number"), .text("delimiters")],
            gives: .text,
            "The word with a number, from 1; each of the delimiters separates words.",
            edges: [
                "A number below 1, or more than there are words, gives the empty text; so does nothing.",
                "Delimiters beside each other count as one.",
            ],
            [
                FunctionExample("Word(\"The quick brown fox\", 3, \" \")", "\"brown\""),
                FunctionExample("Word(\"This,string!has&many separators\", 3, \",!&#\")", "\"has\""),
                FunctionExample("Word(\"a\", 2, \" \")", "\"\""),
                FunctionExample(
                    "Word([mails], 1, \"@\") & \"@contoso.test\"",
                    "{\"a@contoso.test\", \"b@contoso.test\"}",
                    ["mails": .list([.string("a@x"), .string("b@y")])]
                ),
            ]
        ) { call throws(EvaluationError) in
            let number = try call.integer(1)
            let delimiters = Set(try call.string(2).unicodeScalars)
            guard number >= 1 else { return .string("") }
            let words = try call.string(0).unicodeScalars.split { delimiters.contains($0) }
            return .string(number <= words.count ? String(words[number - 1]) : "")
        },
    ]

    private static func part(
        _ name: String,
        _ summary: String,
        _ examples: [FunctionExample],
        _ cut: @escaping @Sendable (String, Int) -> String
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            .text,
            [.text("text"), .number("count")],
            gives: .text,
            summary,
            edges: [
                "A count of 0 gives the empty text, a count below 0 the text itself.", "A shorter text comes whole.",
                "Of nothing comes the empty text.",
                "Characters are UTF-16 units; one that takes two units is never cut in half but left out.",
            ],
            examples
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .string("") }
            let count = try call.integer(1)
            return .string(count < 0 ? text : cut(text, count))
        }
    }

    private static func search(
        _ name: String,
        _ summary: String,
        _ examples: [FunctionExample],
        backwards: Bool = false,
        _ find: @escaping @Sendable (TextSearch, String, Int) -> Int?
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            .text,
            [
                .text("text"), .text("wanted"), .optional("start", .value(.number)),
                .optional("compare", .word(["vbTextCompare", "vbBinaryCompare"])),
            ],
            gives: .number,
            summary,
            edges: [
                "0 where it does not occur, and where there is no text.",
                "Case matters only with vbBinaryCompare.",
                backwards
                    ? "The search begins at the place `start` and goes to the beginning; without one, at the end."
                    : "The search begins at the place `start`, from 1.",
                "The empty text is found where the search begins.",
            ],
            examples
        ) { call throws(EvaluationError) in
            let (text, wanted) = (try call.string(0), try call.string(1))
            let length = text.utf16.count
            let start = call[2].isNull ? (backwards ? length : 1) : try call.integer(2)
            guard length > 0, start >= 1, start <= length || backwards else { return .number(0) }
            guard !wanted.isEmpty else { return .number(Int64(min(start, length))) }
            let search = TextSearch(wanted, ignoresCase: try call.text(3) != "vbBinaryCompare")
            return .number(find(search, text, backwards ? min(start, length) : start - 1).map { Int64($0 + 1) } ?? 0)
        }
    }
}
