import Diagnostics
import Testing

@testable import SyncRules

@Suite("Scripts are cut into tokens as PowerShell cuts them")
struct ScriptLexerTests {
    /// Tokens as words, each with its line and column.
    private func tokens(_ text: String) -> [String] {
        let source = SourceText(name: "script", text: text)
        return ScriptLexer.tokens(text).dropLast().map { token in
            "\(source.position(at: token.start)) \(describe(token.kind))"
        }
    }

    private func describe(_ kind: ScriptToken.Kind) -> String {
        switch kind {
        case .word(let word): "word \(word)"
        case .parameter(let name, let hasColon): "-\(name)\(hasColon ? ":" : "")"
        case .text(let parts): "text " + parts.map { describe($0) }.joined(separator: "+")
        case .variable(let name): "$\(name)"
        case .splat(let name): "@\(name)"
        case .member(let name): ".\(name)"
        case .symbol(let symbol): symbol
        case .separator: "end"
        case .refused: "refused"
        case .end: "the end"
        }
    }

    private func describe(_ part: ScriptTextPart) -> String {
        switch part {
        case .text(let text): "<\(text)>"
        case .variable(let name, let path): "$\(name)\(path.count)"
        }
    }

    @Test(
        "each kind, with line and column",
        arguments: [
            ("a -B:1 -c 2", ["1:1 word a", "1:3 -B:", "1:6 word 1", "1:8 -c", "1:11 word 2"]),
            ("a `\n -b", ["1:1 word a", "2:2 -b"]), ("a `\r\n -b", ["1:1 word a", "2:2 -b"]),
            ("a # b\nc", ["1:1 word a", "1:6 end", "2:1 word c"]), ("a<#\n#>b", ["1:1 word a", "2:3 word b"]),
            ("a;b|c", ["1:1 word a", "1:2 end", "1:3 word b", "1:4 |", "1:5 word c"]),
            ("'it''s' \"a\"\"b\"", ["1:1 text <it's>", "1:9 text <a\"b>"]), ("'' \"\"", ["1:1 text ", "1:4 text "]),
            ("‘a’’b’ “c”", ["1:1 text <a’b>", "1:8 text <c>"]), ("a –b", ["1:1 word a", "1:3 -b"]),
            ("'$a `n'", ["1:1 text <$a `n>"]), ("\"`$a`t`\"\"", ["1:1 text <$a\t\">"]),
            ("\"$a$(b)\"", ["1:1 refused"]), ("\"$a $($b[0].c)$\"", ["1:1 text $a0+< >+$b2+<$>"]),
            ("\"${a}b\"", ["1:1 text $a0+<b>"]), ("\"$a: b\"", ["1:1 refused"]), ("\"$env:a\"", ["1:1 refused"]),
            ("@'\na'b\n'@ c", ["1:1 text <a'b>", "3:4 word c"]), ("@\"\n$a\n\n\"@", ["1:1 text $a0+<\n>"]),
            ("@'\n'@", ["1:1 text "]), ("@'a'@", ["1:1 refused"]), ("@a @(", ["1:1 @a", "1:4 @("]),
            ("$A[0].B", ["1:1 $a", "1:3 [", "1:4 word 0", "1:5 ]", "1:6 .B"]), ("$script:X", ["1:1 $x"]),
            ("$env:x", ["1:1 refused", "1:2 word env:x"]),
            ("[a]::b", ["1:1 [", "1:2 word a", "1:3 ]", "1:4 refused", "1:6 word b"]),
            ("-5 a-b a.b", ["1:1 word -5", "1:4 word a-b", "1:8 word a.b"]),
            ("日本 'é' x", ["1:1 word 日本", "1:4 text <é>", "1:8 word x"]),
            ("a\u{A0}b", ["1:1 word a", "1:3 word b"]), ("'a\nb", ["1:1 refused"]),
            ("a `", ["1:1 word a", "1:3 refused"]),
        ]
    )
    func kinds(_ text: String, _ expected: [String]) { #expect(tokens(text) == expected) }
}
