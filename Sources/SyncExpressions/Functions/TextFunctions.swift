import Foundation

/// Functions on text; lengths and positions count characters, so that no character is ever cut in two.
enum TextFunctions {
    static let all: [FunctionDefinition] = [
        mapped("Trim", "Removes blanks from both ends.", [("Trim(\"  a b \")", "a b")]) {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        },
        mapped("LTrim", "Removes blanks from the beginning.", [("LTrim(\"  a\") & \"|\"", "a|")]) {
            String($0.drop { $0.isWhitespace })
        },
        mapped("RTrim", "Removes blanks from the end.", [("RTrim(\"a  \") & \"|\"", "a|")]) {
            String($0.reversed().drop { $0.isWhitespace }.reversed())
        },
        mapped("LCase", "Turns letters into small ones.", [("LCase(\"ÄB\")", "äb")]) { $0.lowercased() },
        mapped("UCase", "Turns letters into capitals.", [("UCase(\"äb\")", "ÄB")]) { $0.uppercased() },
        mapped(
            "PCase",
            "Turns each word's first letter into a capital and the others into small ones.",
            [("PCase(\"anna MARIA\")", "Anna Maria")]
        ) {
            $0.split(separator: " ", omittingEmptySubsequences: false)
                .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: " ")
        },
        part(
            "Left",
            "The first characters; nothing or a short text comes back whole, a count below 0 gives the text itself.",
            [
                ("Left(\"John Doe\", 3)", "Joh"), ("Left(\"ab\", 9)", "ab"), ("Left(\"ab\", -1)", "ab"),
                ("Left(NULL, 3)", ""),
            ]
        ) { text, count in count < 0 ? text : String(text.prefix(count)) },
        part("Right", "The last characters; a short text comes back whole.", [("Right(\"John Doe\", 3)", "Doe")]) {
            text,
            count in
            count < 0 ? text : String(text.suffix(count))
        },
        FunctionDefinition(
            "Mid",
            "str Mid(str, num start, num count)",
            arity: 3...3,
            "Characters from the middle; positions begin at 1. A start outside of the text or a count below 0 gives the text itself.",
            examples: [("Mid(\"John Doe\", 3, 5)", "hn Do"), ("Mid(\"ab\", 5, 1)", "ab"), ("Mid(\"ab\", 1, 0)", "")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            let text = try Conversion.text(arguments[0], environment.range) ?? ""
            let start = Int(clamping: try Conversion.number(arguments[1], environment.range) ?? 0)
            let count = Int(clamping: try Conversion.number(arguments[2], environment.range) ?? 0)
            if count == 0 { return .string("") }
            guard count > 0, start > 0, start <= text.count else { return .string(text) }
            return .string(String(text.dropFirst(start - 1).prefix(count)))
        },
        FunctionDefinition(
            "Len",
            "num Len(str)",
            arity: 1...1,
            "The number of characters; 0 for nothing.",
            examples: [("Len(\"John\")", "4"), ("Len(NULL)", "0")]
        ) { arguments, environment throws(EvaluationError) in
            if case .binary(let bytes) = arguments[0] { return .number(Int64(bytes.count)) }
            return .number(Int64((try Conversion.text(arguments[0], environment.range) ?? "").count))
        },
        FunctionDefinition(
            "InStr",
            "num InStr(str, str wanted [, num start [, compare]])",
            arity: 2...4,
            "The place of a text in another, from 1; 0 where it does not occur. Case matters only with vbBinaryCompare.",
            examples: [
                ("InStr(\"The quick fox\", \"quick\")", "5"), ("InStr(\"repEated\", \"e\", 3, vbBinaryCompare)", "7"),
                ("InStr(NULL, \"a\")", "0"),
            ]
        ) { arguments, environment throws(EvaluationError) in
            try find(arguments, environment, backwards: false)
        },
        FunctionDefinition(
            "InStrRev",
            "num InStrRev(str, str wanted)",
            arity: 2...2,
            "The last place of a text in another, from 1; 0 where it does not occur.",
            examples: [("InStrRev(\"abbcdbbbef\", \"bb\")", "7")]
        ) { arguments, environment throws(EvaluationError) in
            try find(arguments, environment, backwards: true)
        },
        FunctionDefinition(
            "Replace",
            "str Replace(str, str old, str new)",
            arity: 3...3,
            "Replaces every occurrence of a text.",
            examples: [("Replace(\"a-b-c\", \"-\", \"+\")", "a+b+c")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            let text = try Conversion.text(arguments[0], environment.range) ?? ""
            let old = try Conversion.text(arguments[1], environment.range) ?? ""
            let new = try Conversion.text(arguments[2], environment.range) ?? ""
            return .string(old.isEmpty ? text : text.replacing(old, with: new))
        },
        FunctionDefinition(
            "Word",
            "str Word(str, num, str delimiters)",
            arity: 3...3,
            "The word with that number, from 1; any character of the last argument separates words. Too few words give the empty text.",
            examples: [
                ("Word(\"The quick brown fox\", 3, \" \")", "brown"), ("Word(\"a!b&c#d\", 3, \"!&#\")", "c"),
                ("Word(\"a\", 2, \" \")", ""),
            ]
        ) { arguments, environment throws(EvaluationError) in
            let text = try Conversion.text(arguments[0], environment.range) ?? ""
            let number = Int(clamping: try Conversion.number(arguments[1], environment.range) ?? 0)
            let delimiters = try Conversion.text(arguments[2], environment.range) ?? ""
            let words = text.split { delimiters.contains($0) }
            return .string(number >= 1 && number <= words.count ? String(words[number - 1]) : "")
        },
        padding(
            "PadLeft",
            "Puts a character before a text until it has the length.",
            "PadLeft(\"42\", 5, \"0\")",
            "00042"
        ) { $1 + $0 },
        padding(
            "PadRight",
            "Puts a character behind a text until it has the length.",
            "PadRight(\"42\", 4, \"-\")",
            "42--"
        ) { $0 + $1 },
    ]

    private static func mapped(
        _ name: String,
        _ summary: String,
        _ examples: [(String, String)],
        _ change: @escaping @Sendable (String) -> String
    ) -> FunctionDefinition {
        FunctionDefinition(name, "str \(name)(str)", arity: 1...1, summary, examples: examples, mapsOverValues: true) {
            arguments,
            environment throws(EvaluationError) in
            guard let text = try Conversion.text(arguments[0], environment.range) else { return .null }
            return .string(change(text))
        }
    }

    private static func part(
        _ name: String,
        _ summary: String,
        _ examples: [(String, String)],
        _ cut: @escaping @Sendable (String, Int) -> String
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            "str \(name)(str, num)",
            arity: 2...2,
            summary,
            examples: examples,
            mapsOverValues: true
        ) {
            arguments,
            environment throws(EvaluationError) in
            let text = try Conversion.text(arguments[0], environment.range) ?? ""
            return .string(cut(text, Int(clamping: try Conversion.number(arguments[1], environment.range) ?? 0)))
        }
    }

    private static func padding(
        _ name: String,
        _ summary: String,
        _ example: String,
        _ result: String,
        _ join: @escaping @Sendable (String, String) -> String
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            "str \(name)(str, num, str)",
            arity: 3...3,
            summary,
            examples: [(example, result)],
            mapsOverValues: true
        ) {
            arguments,
            environment throws(EvaluationError) in
            let text = try Conversion.text(arguments[0], environment.range) ?? ""
            let length = Int(clamping: try Conversion.number(arguments[1], environment.range) ?? 0)
            let filler = try Conversion.text(arguments[2], environment.range) ?? ""
            guard filler.count == 1, length > text.count else { return .string(text) }
            guard length <= EvaluationLimits.standard.size else {
                throw EvaluationError(
                    .limit,
                    "\(name) would make a text of \(length) characters.",
                    at: environment.range
                )
            }
            return .string(join(text, String(repeating: filler, count: length - text.count)))
        }
    }

    private static func find(
        _ arguments: [ExpressionValue],
        _ environment: FunctionEnvironment,
        backwards: Bool
    )
        throws(EvaluationError) -> ExpressionValue
    {
        let text = try Conversion.text(arguments[0], environment.range) ?? ""
        let wanted = try Conversion.text(arguments[1], environment.range) ?? ""
        let start = arguments.count > 2 ? Int(clamping: try Conversion.number(arguments[2], environment.range) ?? 1) : 1
        let exact =
            arguments.count > 3 ? try Conversion.text(arguments[3], environment.range) == "vbBinaryCompare" : false
        guard !text.isEmpty, start >= 1, start <= text.count else { return .number(0) }
        let from = text.index(text.startIndex, offsetBy: start - 1)
        guard !wanted.isEmpty else { return .number(Int64(start)) }
        var options: String.CompareOptions = exact ? [.literal] : [.caseInsensitive]
        if backwards { options.insert(.backwards) }
        guard let found = text.range(of: wanted, options: options, range: from..<text.endIndex) else {
            return .number(0)
        }
        return .number(Int64(text.distance(from: text.startIndex, to: found.lowerBound) + 1))
    }
}
