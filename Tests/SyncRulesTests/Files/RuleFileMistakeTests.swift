import Diagnostics
import TestSupport
import Testing

@testable import SyncRules

@Suite("What is wrong in a file of a rule is told with its place")
struct RuleFileMistakeTests {
    private static let connectors = RuleFileConnectors(forests: [
        ("grove.example", "5c0ffee5-0002-4000-8000-00000000abcd")
    ])

    private func read(_ text: String) -> RuleFileReading {
        RuleFile.read(SourceText(name: "rule.yaml", text: text), connectors: Self.connectors)
    }

    private static let least =
        "name: n\nconnector: tenant\ndirection: inbound\nsource: user\ntarget: person\nlink: join\nprecedence: 1\n"

    /// Lines behind the least that a rule says, which has seven lines.
    private static let lines: [(text: String, expected: [String])] = [
        ("flwos: []\n", ["8:1 RFL004 did you mean flows?"]),
        ("Scope: []\n", ["8:1 RFL004 the case matters: write scope"]),
        ("disabled: perhaps\n", ["8:11 RFL014"]), ("disabled:\n", ["8:10 RFL013"]), ("tag: [a]\n", ["8:6 RFL013"]),
        ("version: one\n", ["8:10 RFL014"]), ("version: 99999999999999999999\n", ["8:10 RFL014"]),
        ("id: x\n", ["8:5 RFL014"]), ("precedenceAfter: x\n", ["8:18 RFL014"]),
        (
            "deleted: true\n",
            ["8:10 RFL017 a rule of your own is deleted with its file"]
        ), ("scope: a EQUAL b\n", ["8:8 RFL013"]), ("scope:\n  - a EQUAL b\n", ["9:5 RFL013"]),
        ("scope:\n  - - a\n", ["9:7 RFL015"]), ("scope:\n  - - a EQUALS b\n", ["9:7 RFL015 did you mean EQUAL?"]),
        ("scope:\n  - - a EQUAL\n", ["9:7 RFL015"]), ("scope:\n  - - a ISNULL b\n", ["9:7 RFL015"]),
        ("scope:\n  - - attribute: a\n      operator: LIKE\n", ["10:17 RFL015"]),
        ("scope:\n  - - attribute: a\n      value: b\n", ["9:7 RFL010"]), ("scope:\n  - - [a]\n", ["9:7 RFL015"]),
        ("join:\n  - - a\n", ["9:7 RFL015 with == the case of letters matters"]), ("join: {}\n", ["8:7 RFL013"]),
        ("flows:\n  - to: a\n", ["9:5 RFL016"]), ("flows:\n  - from: a\n", ["9:5 RFL010"]),
        ("flows:\n  - a\n", ["9:5 RFL013"]), ("flows:\n  - to: a\n    from: b\n    constant: c\n", ["10:11 RFL016"]),
        ("flows:\n  - to: a\n    from: b\n    merge: all\n", ["11:12 RFL014"]),
        ("flows:\n  - to: a\n    from: b\n    exprssion: all\n", ["11:5 RFL004 did you mean expression?"]),
        ("flows:\n  - to: a\n    sources: [[b]]\n", ["10:15 RFL013"]),
        (
            "flows:\n  - to: a\n    from: b\n    once: 1\n  - to: c\n    merge: x\nlonk: join\n",
            ["11:11 RFL014", "12:5 RFL016", "13:12 RFL014", "14:1 RFL004 did you mean link?"]
        ), ("description: &a x\n", ["8:14 RFL003"]), ("description: [\n", ["9:1 RFL005"]),
        ("name: m\n", ["1:1 RFL006"]),
        ("description: &a x\ntag: *a\n", ["9:6 RFL003 in a text, write the star as \"\\x2A\", in double quotes"]),
        ("description: \"\\uD800\"\n", ["8:17 RFL005"]), ("--- x\n", ["8:1 RFL005"]),
    ]

    private func places(_ reading: RuleFileReading) -> [String] {
        reading.diagnostics.sorted { ($0.range?.start ?? 0) < ($1.range?.start ?? 0) }.map { diagnostic in
            let position = diagnostic.range.flatMap { diagnostic.source?.position(at: $0.start) }
            let notes = diagnostic.notes.filter { !$0.hasPrefix("known are") }
            return (["\(position?.description ?? "-") \(diagnostic.code)"] + notes).joined(separator: " ")
        }
    }

    @Test("mistakes of a line", arguments: lines.indices)
    func mistakes(_ index: Int) {
        let (text, expected) = Self.lines[index]
        let reading = read(Self.least + text)
        #expect(places(reading) == expected)
        #expect(reading.content == nil)
    }

    @Test("what is missing is told at once, and so is a file that is no rule")
    func files() {
        #expect(read(Self.least).diagnostics.isEmpty && read(Self.least).content != nil)
        let cases: [(String, [String])] = [
            ("", ["- RFL001"]), ("- name: n\n", ["1:1 RFL001"]), ("text\n", ["1:1 RFL001"]), ("\u{0}", ["- RFL005"]),
            ("name: n\n", Array(repeating: "1:1 RFL010", count: 6)), ("tag: T.001\n", ["1:1 RFL010", "1:1 RFL017"]),
            ("tag: T.001\nconnector: grov\ndisabled: true\n", ["2:12 RFL012"]),
            ("tag: T.001\nconnector: tenant\ndisabled: false\n", ["1:1 RFL017"]),
            ("tag: ''\nconnector: tenant\ndisabled: true\n", ["1:6 RFL011"]),
            ("tag: T.001\nconnector: tenant\ndisabld: true\n", ["1:1 RFL017", "3:1 RFL004 did you mean disabled?"]),
            (String(repeating: "a", count: RuleFile.limit + 1), ["- RFL002"]),
        ]
        for (text, expected) in cases {
            let reading = read(text)
            #expect(places(reading) == expected, "\(text.prefix(60))")
            #expect(reading.content == nil)
        }
    }

    @Test("a mistake is shown with its line and a caret")
    func rendered() {
        let reading = read(Self.least + "scope:\n  - - badge EQUALS x\n")
        #expect(
            DiagnosticRenderer.render(reading.diagnostics) == """
                rule.yaml:9:7: error RFL015: EQUALS is not an operator of scopes
                  |   - - badge EQUALS x
                  |       ^^^^^^^^^^^^^^
                  note: did you mean EQUAL?
                """
        )
    }

    @Test("what is empty deserves a second look, and is read")
    func empty() {
        let reading = read(Self.least.replacing("name: n", with: "name: ''"))
        #expect(reading.content != nil && reading.diagnostics.map(\.severity) == [.warning])
    }

    private static let hostileTexts: [String] = [
        String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 2000),
        String(repeating: "- ", count: 50_000), String(repeating: "? ", count: 50_000),
        String(repeating: "a:\n ", count: 900),
        (0..<1500).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        "a0: &a0 x\n" + (1..<40).map { "a\($0): &a\($0) {? *a\($0 - 1) : *a\($0 - 1)}\n" }.joined(),
        "&a : *a", "*a", "? *a\n: &a x", "<<: {name: x}\n", "? [name]\n: x\n", "name: !!binary x\n", "!<tag:x> {}\n",
        "%YAML 9.9\n---\na: b\n",
        "name: \"\\", "name: 'x", "name: |9\n x", "\t", "\u{FEFF}name: n\n", "a: b: c", "---\n---\n", "...",
        "name: >-\n\n\n",
    ]

    @Test("hostile YAML is refused and no more", arguments: hostileTexts.indices)
    func hostile(_ index: Int) { #expect(read(Self.hostileTexts[index]).content == nil) }

    @Test("a file with anything changed in it is read or refused", arguments: SeededGenerator.seeds(300))
    func mutated(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(RuleFile.write(RuleFixture.any(&generator), connectors: Self.connectors).utf8)
        for _ in 0..<(1 + generator.number(below: 6)) {
            let place = generator.number(below: bytes.count)
            switch generator.number(below: 3) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
            case 1: bytes.remove(at: place)
            default:
                bytes.insert(Array("&*[]{}:-#'\"|>!%\n\t ".utf8).randomElement(using: &generator) ?? 0x20, at: place)
            }
        }
        let reading = read(String(decoding: bytes, as: UTF8.self))
        #expect((reading.content == nil) == reading.diagnostics.contains { $0.severity == .error }, "\(generator)")
        _ = DiagnosticRenderer.render(reading.diagnostics)
    }
}
