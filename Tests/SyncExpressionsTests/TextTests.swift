import Directory
import Foundation
import TestSupport
import Testing

@testable import SyncExpressions

@Suite("Text")
struct TextTests {
    private static let smile = "\u{1F600}"

    @Test(
        "places count UTF-16 units, and no character is cut in half",
        arguments: [
            ("Left([t], 1)", "\"a\""), ("Left([t], 2)", "\"a\""), ("Left([t], 3)", "\"a\u{1F600}\""),
            ("Right([t], 1)", "\"b\""),
            ("Right([t], 2)", "\"b\""), ("Right([t], 3)", "\"\u{1F600}b\""), ("Mid([t], 2, 1)", "\"\""),
            ("Mid([t], 2, 2)", "\"\u{1F600}\""),
            ("Mid([t], 3, 2)", "\"b\""), ("Mid([t], 3, 1)", "\"\""), ("Len([t])", "4"), ("InStr([t], \"b\")", "4"),
            ("InStr([t], [s])", "2"),
            ("PadLeft([s], 3, \"-\")", "\"-\u{1F600}\""), ("PadLeft([t], 6, [s])", "\"\u{1F600}a\u{1F600}b\""),
            ("Replace([t], [s], \"-\")", "\"a-b\""),
            ("Left([e], 1)", "\"e\""), ("Len([e])", "2"), ("UCase([e])", "\"E\u{301}\""),
            ("ReplaceChars([t], [s] & \":x\")", "\"axb\""),
            ("Split([t], [s])", "{\"a\", \"b\"}"), ("Word([t], 2, [s])", "\"b\""), ("InStrRev([t] & [t], [s])", "6"),
            ("Trim(\" \" & [e] & \" \")", "\"e\u{301}\""),
            ("RTrim(\"a\u{301} \u{3000}\u{A0}\")", "\"a\u{301}\""),
        ]
    )
    func units(_ expression: String, _ expected: String) {
        let result = TestContext.result(
            expression,
            ["t": .string("a\(Self.smile)b"), "s": .string(Self.smile), "e": .string("e\u{301}")]
        )
        #expect(Array(result.utf16) == Array(expected.utf16), "\(result)")
    }

    @Test("parts of a text put together are the text, wherever it is cut", arguments: SeededGenerator.seeds(300))
    func cuts(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "é", "e\u{301}", Self.smile, "\u{1F468}\u{200D}\u{1F469}", "\r\n", "中", " "]
        let text = (0..<generator.number(below: 12)).map { _ in pieces[generator.number(below: pieces.count)] }.joined()
        let length = text.utf16.count
        let cut = generator.number(below: length + 1)
        let (left, right) = (TextUnits.first(text, cut), TextUnits.last(text, length - cut))
        let isInside = left.utf16.count + right.utf16.count < length
        #expect(isInside || Array((left + right).utf16) == Array(text.utf16), "\(generator)")
        #expect(text.unicodeScalars.starts(with: left.unicodeScalars) && left.utf16.count <= cut)
        let count = generator.number(below: length + 2)
        let units = Array(text.utf16.dropFirst(cut).prefix(count))
        // Only halves of a pair at the two ends may be missing; they read as marks of what cannot be read.
        let whole = String(decoding: units, as: UTF16.self).unicodeScalars.filter { $0 != "\u{FFFD}" }
        #expect(Array(whole) == Array(TextUnits.middle(text, cut, count).unicodeScalars), "\(generator)")
    }

    @Test("a search finds what a simple search finds", arguments: SeededGenerator.seeds(300))
    func search(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let letters = ["a", "b", "B", "ä", Self.smile]
        let text = (0..<generator.number(below: 30)).map { _ in letters[generator.number(below: letters.count)] }
            .joined()
        let wanted = (0...generator.number(below: 3)).map { _ in letters[generator.number(below: letters.count)] }
            .joined()
        let (all, some) = (Array(text.utf16), Array(wanted.utf16))
        let places = all.indices.filter { all[$0...].starts(with: some) }
        let search = TextSearch(wanted, ignoresCase: false)
        #expect(search.places(in: text, overlapping: true) == places, "\(generator)")
        #expect(search.places(in: text, atMost: 1) == Array(places.prefix(1)), "\(generator)")
        let replaced = TestContext.result("Replace([t], [w], \"-\")", ["t": .string(text), "w": .string(wanted)])
        let expected = text.replacingOccurrences(of: wanted, with: "-", options: .literal)
        #expect(replaced == ExpressionValue.string(expected).literal, "\(generator)")
    }

    @Test(
        "searching",
        arguments: [
            ("InStr(\"aAbB\", \"B\")", "3"), ("InStr(\"aAbB\", \"B\", 1, vbBinaryCompare)", "4"),
            ("InStr(\"abc\", \"\")", "1"),
            ("InStr(\"abc\", \"\", 3)", "3"), ("InStr(\"abc\", \"a\", 4)", "0"), ("InStr(\"abc\", \"a\", 0)", "0"),
            ("InStr(\"abc\", \"a\", -1)", "0"),
            ("InStr(\"\", \"a\")", "0"), ("InStr(\"ÄÖ\", \"ö\")", "2"), ("InStr(\"abcabc\", \"bc\", 3)", "5"),
            ("InStrRev(\"aaa\", \"aa\")", "2"),
            ("InStrRev(\"abcabc\", \"bc\", 4)", "2"), ("InStrRev(\"abc\", \"a\", 99)", "1"),
            ("InStrRev(\"abc\", \"c\", 0)", "0"),
            ("Replace(\"abab\", \"AB\", \"x\")", "\"abab\""), ("Replace(\"abab\", \"\", \"x\")", "\"abab\""),
            ("Replace(\"aaa\", \"aa\", \"b\")", "\"ba\""),
            ("Replace(NULL, \"a\", \"b\")", "\"\""), ("Replace(\"a\\nb\", \"\\n\", \"\")", "\"ab\""),
        ]
    )
    func searching(_ expression: String, _ expected: String) { #expect(TestContext.result(expression) == expected) }

    @Test(
        "changing",
        arguments: [
            ("UCase(\"straße ǆ\")", "\"STRAßE Ǆ\""), ("LCase(\"ÀÉİ\")", "\"àéİ\""),
            ("PCase(\"  ab  CD\")", "\"  Ab  Cd\""), ("PadLeft(\"ab\", 5, \"xy\")", "\"xxxab\""),
            ("PadRight(\"ab\", 5, \"\")", "\"ab\""), ("PadLeft(\"ab\", -5, \"x\")", "\"ab\""),
            ("PadLeft(\"ab\", -9223372036854775807, \"x\")", "\"ab\""),
            ("Left(\"ab\", 9223372036854775807)", "\"ab\""), ("Right(\"ab\", 9223372036854775807)", "\"ab\""),
            ("Mid(\"ab\", 1, 9223372036854775807)", "\"ab\""),
            ("Mid(\"ab\", 9223372036854775807, 1)", "\"ab\""), ("Mid(\"ab\", 0, 1)", "\"ab\""),
            ("Mid(\"ab\", 1, -1)", "\"ab\""), ("Split(\"\", \",\")", "\"\""),
            ("Split(\"a,,b\", \",\")", "{\"a\", \"\", \"b\"}"),
            ("Split(\"a,b,c\", \",\", -1)", "{\"a\", \"b\", \"c\"}"), ("Word(\"a  b\", 2, \" \")", "\"b\""),
            ("Word(\"a b\", -1, \" \")", "\"\""), ("Word(\"a b\", 1, \"\")", "\"a b\""),
            ("ReplaceChars(\"aA\", \"a:\")", "\"A\""),
            ("ReplaceChars(\"a:\", \"::x\")", "error: \"::x\" does not name exactly one character before its colon."),
            ("ConvertFromUTF8Hex(\"C3\")", "error: The text is not UTF-8 in hexadecimal digits."),
            ("ConvertFromBase64(\"AA==\")", "error: The bytes are not text in that encoding."),
            ("ConvertFromBase64(\"*\")", "error: The text is not Base64."),
            ("CGuid(\"1\")", "error: \"1\" is not a GUID."),
            ("ConvertFromBase64(ConvertToBase64(\"aä\u{1F600}\"))", "\"aä\u{1F600}\""),
            ("ConvertFromUTF8Hex(ConvertToUTF8Hex(\"aä\u{1F600}\"))", "\"aä\u{1F600}\""),
            ("DNComponentRev(CRef(\"CN=a,DC=b\"), 2, \"DC\")", "NULL"),
            // The parts of a name stay as they are written (sync-rules.md 3.1: the text of a conflict is `\0ACNF:`).
            ("DNComponent(CRef(\"CN=a\\\\, b,DC=c\"), 1)", "\"a\\\\, b\""),
            ("DNComponent(CRef(\"CN = a\\\\  + OU=x , DC=c\"), 1)", "\"a\\\\ \""),
            ("DNComponent(CRef(\"CN=\\\"a, b\\\" ,DC=c\"), 1)", "\"\\\"a, b\\\"\""),
            ("DNComponent(CRef(\"CN=#0401 ,DC=c\"), 1)", "\"#0401\""),
            ("DNComponent(CRef(\"CN=a\\\\0ACNF:1,DC=c\"), 1)", "\"a\\\\0ACNF:1\""),
            ("DNComponentRev(CRef(\"CN=a\\\\0ACNF:1,DC=c\"), 2)", "\"a\\\\0ACNF:1\""),
            ("InStr(DNComponent(CRef(\"CN=a\\\\0ACNF:1,DC=c\"), 1), \"\\\\0ACNF:\")", "2"),
        ]
    )
    func changing(_ expression: String, _ expected: String) { #expect(TestContext.result(expression) == expected) }
}
