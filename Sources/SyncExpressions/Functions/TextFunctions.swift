/// Functions that change a text as a whole.
enum TextFunctions {
    static let all: [FunctionDefinition] = [
        mapped(
            "Trim",
            "Removes blanks from both ends of a text.",
            edges: ["Blanks are all of Unicode's white space.", "Of nothing comes nothing."],
            [
                FunctionExample("Trim(\"  a b \")", "\"a b\""), FunctionExample("Trim(NULL)", "NULL"),
                FunctionExample("Trim([mails])", "{\"a\", \"b\"}", ["mails": .list([.string(" a"), .string("b ")])]),
            ]
        ) { $0.trimmingBlanks },
        mapped(
            "LTrim",
            "Removes blanks from the beginning of a text.",
            [FunctionExample("LTrim(\" a \")", "\"a \"")]
        ) {
            $0.trimmingBlanks(atStart: true, atEnd: false)
        },
        mapped("RTrim", "Removes blanks from the end of a text.", [FunctionExample("RTrim(\" a \")", "\" a\"")]) {
            $0.trimmingBlanks(atStart: false, atEnd: true)
        },
        mapped(
            "LCase",
            "Makes all letters of a text small.",
            edges: ["Each character is changed by itself: no text gets longer or shorter."],
            [FunctionExample("LCase(\"ÄB\")", "\"äb\"")]
        ) { LetterCase.lower($0) },
        mapped(
            "UCase",
            "Makes all letters of a text capitals.",
            edges: ["Each character is changed by itself: ß stays what it is."],
            [FunctionExample("UCase(\"aß\")", "\"Aß\"")]
        ) { LetterCase.upper($0) },
        mapped(
            "PCase",
            "Makes the first letter of each word a capital and the others small.",
            edges: ["Blanks alone end a word."],
            [
                FunctionExample("PCase(\"anna MARIA\")", "\"Anna Maria\""),
                FunctionExample("PCase(\"anna-MARIA\")", "\"Anna-maria\""),
            ]
        ) { LetterCase.proper($0) },
        padding(
            "PadLeft",
            "Puts a character before a text until it has a length.",
            [
                FunctionExample("PadLeft(\"42\", 5, \"0\")", "\"00042\""),
                FunctionExample("PadLeft(\"User\", 2, \"0\")", "\"User\""),
                FunctionExample("PadLeft(NULL, 5, \"0\")", "\"\""),
            ]
        ) { $1 + $0 },
        padding(
            "PadRight",
            "Puts a character behind a text until it has a length.",
            [FunctionExample("PadRight(\"42\", 4, \"-\")", "\"42--\"")]
        ) { $0 + $1 },
        FunctionDefinition(
            "Replace",
            .text,
            [.text("text"), .text("old"), .text("new")],
            gives: .text,
            "Replaces every occurrence of a text in another.",
            edges: [
                "Case matters.", "`\\n`, `\\r` and `\\t` stand for a line feed, a carriage return and a tab.",
                "Without anything to look for, or where it does not occur, the text stays as it is.",
            ],
            [
                FunctionExample("Replace(\"a-b-c\", \"-\", \"+\")", "\"a+b+c\""),
                FunctionExample(
                    "Replace([address], CRLF, \", \")",
                    "\"One Way, Redmond\"",
                    ["address": .string("One Way\r\nRedmond")]
                ),
            ]
        ) { call throws(EvaluationError) in
            let (text, old) = (try call.string(0), try call.string(1))
            guard !old.isEmpty else { return .string(text) }
            let new = try call.string(2)
            let replaced = try TextSearch(old, ignoresCase: false).replacing(in: text, with: new) {
                size throws(EvaluationError) in try call.allow(size)
            }
            return .string(replaced)
        },
        FunctionDefinition(
            "ReplaceChars",
            .text,
            [.text("text"), .text("pattern")],
            gives: .text,
            "Replaces characters by a list such as `ä:ae,é:e`.",
            edges: [
                "Left of each colon stands exactly one character; case matters.",
                "Right of it stands what comes in its place: nothing, one character or several.",
                "Blanks in the list count for nothing; comma and colon cannot be replaced.",
                "Of nothing comes the empty text.",
            ],
            [
                FunctionExample("ReplaceChars(\"Räksmörgås\", \"å:a, ä:a, ö:o\")", "\"Raksmorgas\""),
                FunctionExample("ReplaceChars(\"O'Neil\", \"':\")", "\"ONeil\""),
                FunctionExample(
                    "ReplaceChars(\"a\", \"ab:c\")",
                    "error: \"ab:c\" does not name exactly one character before its colon."
                ),
            ]
        ) { call throws(EvaluationError) in .string(try replacedCharacters(call)) },
    ]

    private static func mapped(
        _ name: String,
        _ summary: String,
        edges: [String] = [],
        _ examples: [FunctionExample],
        _ change: @escaping @Sendable (String) -> String
    ) -> FunctionDefinition {
        FunctionDefinition(name, .text, [.text("text")], gives: .text, summary, edges: edges, examples) {
            call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .null }
            return .string(change(text))
        }
    }

    private static func padding(
        _ name: String,
        _ summary: String,
        _ examples: [FunctionExample],
        _ join: @escaping @Sendable (String, String) -> String
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            .text,
            [.text("text"), .number("length"), .text("character")],
            gives: .text,
            summary,
            edges: [
                "A text that is long enough stays as it is.", "Of nothing comes the empty text.",
                "Without a character to put there the text stays as it is; of several the first is taken.",
            ],
            examples
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .string("") }
            let (length, filler) = (try call.integer(1), try call.string(2).unicodeScalars.first)
            let missing = length - min(length, text.utf16.count)
            guard let filler, missing > 0 else { return .string(text) }
            try call.allow(missing)
            try call.allow(text.utf8.count + missing * String(filler).utf8.count)
            // A character of two units fills two places of the length.
            let count = missing / String(filler).utf16.count
            return .string(join(text, String(repeating: String(filler), count: count)))
        }
    }

    private static func replacedCharacters(_ call: FunctionCall) throws(EvaluationError) -> String {
        var table: [Unicode.Scalar: String] = [:]
        for pair in try call.string(1).split(separator: ",") {
            let parts = pair.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let (source, target) = (without(blanks: parts[0]), parts.count == 2 ? without(blanks: parts[1]) : "")
            if parts.count == 1, source.isEmpty { continue }
            guard parts.count == 2, let only = source.unicodeScalars.first, source.unicodeScalars.count == 1 else {
                let shown = without(blanks: pair)
                throw call.invalid("\"\(shown)\" does not name exactly one character before its colon.")
            }
            table[only] = target
        }
        let text = try call.string(0)
        let longest = table.values.map(\.utf8.count).max() ?? 0
        try call.allow(text.utf8.count * max(1, longest))
        var result = ""
        for scalar in text.unicodeScalars {
            if let target = table[scalar] { result += target } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    private static func without(blanks text: Substring) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
