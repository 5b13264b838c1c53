import Diagnostics
import Testing

@Suite("Diagnostics are rendered with a caret")
struct DiagnosticRendererTests {
    private func render(_ text: String, _ start: Int, _ end: Int, notes: [String] = []) -> [String] {
        let source = SourceText(name: "rules.yaml", text: text)
        let found = Diagnostic("EXP001", .error, "wrong", at: SourceRange(start, end), in: source, notes: notes)
        return DiagnosticRenderer.render(found).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
    }

    @Test("place, severity, code, sentence, line, caret, notes")
    func whole() {
        #expect(
            render("a\nbad word\nc", 6, 10, notes: ["write good"]) == [
                "rules.yaml:2:5: error EXP001: wrong", "  | bad word", "  |     ^^^^", "  note: write good",
            ]
        )
    }

    @Test("what has no range names its text; what has no text stands alone")
    func withoutPlace() {
        let source = SourceText(name: "rules.yaml", text: "x")
        #expect(
            DiagnosticRenderer.render(Diagnostic("A1", .warning, "odd", in: source)) == "rules.yaml: warning A1: odd"
        )
        #expect(DiagnosticRenderer.render(Diagnostic("A1", .note, "odd")) == "note A1: odd")
    }

    @Test("columns count characters, not bytes")
    func multiByte() {
        #expect(render("Zoë=[x", 5, 6)[1...2] == ["  | Zoë=[x", "  |     ^"])
        #expect(render("👨‍👩‍👧 = x", 21, 22)[0].hasPrefix("rules.yaml:1:5:"))
    }

    @Test("a range over several lines has its caret where it begins")
    func severalLines() {
        #expect(render("ab\ncd", 1, 5)[1...2] == ["  | ab", "  |  ^"])
    }

    @Test("an empty range, and one behind the last character, still has a caret")
    func emptyRange() {
        #expect(render("ab", 2, 2)[1...2] == ["  | ab", "  |   ^"])
        #expect(render("", 0, 0)[1...2] == ["  | ", "  | ^"])
    }

    @Test("tabs are shown as one blank, so that the caret stands below its character")
    func tabs() {
        #expect(render("\t\tx", 2, 3)[1...2] == ["  |   x", "  |   ^"])
    }

    @Test("control characters are written out and the caret spans what is shown")
    func controls() {
        #expect(render("a\u{1B}b", 2, 3)[1...2] == ["  | a\\u{1B}b", "  |        ^"])
        #expect(render("a\u{202E}b", 1, 4)[1...2] == ["  | a\\u{202E}b", "  |  ^^^^^^^^"])
    }

    @Test("a carriage return inside of a line is shown and counted")
    func carriageReturn() {
        #expect(render("a\rb", 2, 3)[1...2] == ["  | a\\u{D}b", "  |       ^"])
    }

    @Test("name, sentence and notes cannot forge output")
    func forged() {
        let source = SourceText(name: "a\u{1B}[2J", text: "x")
        let found = Diagnostic("A1", .error, "bad\nerror A2: forged", in: source, notes: ["n\u{202E}"])
        #expect(
            DiagnosticRenderer.render(found)
                == "a\\u{1B}[2J: error A1: bad\\u{A}error A2: forged\n  note: n\\u{202E}"
        )
    }

    @Test("a long line is cut around the caret", arguments: [0, 10, 49, 50, 51, 400, 949, 950, 998, 999])
    func longLine(_ place: Int) throws {
        var characters = [Character](repeating: "-", count: 1000)
        characters[place] = "X"
        let lines = render(String(characters), place, place + 1)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[1].count == 104)
        #expect(
            lines[1][
                lines[1].index(lines[1].startIndex, offsetBy: lines[2].distance(from: lines[2].startIndex, to: caret))
            ] == "X"
        )
    }

    @Test("a line of any length is shown around the caret", arguments: ["-", "ö", "日"] as [Character])
    func longestLine(_ filler: Character) throws {
        let rest = String(repeating: filler, count: 10_000)
        for (before, after) in [(rest, rest), (rest, ""), ("", rest), ("head\n" + rest, "\ntail")] {
            let start = before.utf8.count
            let lines = render(before + "X" + after, start, start + 1)
            let caret = try #require(lines[2].firstIndex(of: "^"))
            let distance = lines[2].distance(from: lines[2].startIndex, to: caret)
            #expect(lines[1].count == 104 && lines[2].last == "^")
            #expect(lines[1][lines[1].index(lines[1].startIndex, offsetBy: distance)] == "X")
            let isSecond = before.hasPrefix("head")
            let column = before.isEmpty ? 1 : 10_001
            #expect(lines[0].hasPrefix("rules.yaml:\(isSecond ? 2 : 1):\(column): "), "\(lines[0])")
        }
    }

    @Test("a range longer than the window is marked to the end of the window")
    func longRange() {
        let lines = render(String(repeating: "x", count: 300), 0, 300)
        #expect(lines[2] == "  | " + String(repeating: "^", count: 100))
    }

    @Test("findings are sorted by text, place, weight and code")
    func sorting() {
        let (a, b) = (SourceText(name: "a", text: "0123"), SourceText(name: "b", text: "0123"))
        let sorted = [
            Diagnostic("D0", .note, "m"), Diagnostic("D1", .note, "m", in: a),
            Diagnostic("D9", .error, "m", at: SourceRange(1, 2), in: a),
            Diagnostic("D2", .warning, "m", at: SourceRange(1, 2), in: a),
            Diagnostic("D3", .warning, "m", at: SourceRange(1, 3), in: a),
            Diagnostic("D1", .note, "m", at: SourceRange(1, 2), in: a),
            Diagnostic("D0", .error, "m", at: SourceRange(3, 3), in: a),
            Diagnostic("D0", .error, "m", at: SourceRange(0, 1), in: b),
        ]
        let expected = sorted.map { DiagnosticRenderer.render($0) }.joined(separator: "\n")
        #expect(DiagnosticRenderer.render(sorted.reversed()) == expected)
        #expect(DiagnosticRenderer.render([]) == "")
    }

    @Test("severities are ordered")
    func severities() {
        #expect([DiagnosticSeverity.error, .note, .warning].sorted() == [.note, .warning, .error])
    }
}
