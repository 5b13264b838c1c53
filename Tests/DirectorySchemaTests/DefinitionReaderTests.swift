import TestSupport
import Testing

@testable import DirectorySchema

@Suite("Definitions in the forms that servers write")
struct DefinitionReaderTests {
    @Test(
        "values are what they stand for",
        arguments: [
            ("( 1.2 DESC 'the tree's kind' SUP a )", "DESC", ["the tree's kind"]),
            ("( 1.2 DESC 'the trees' kind' )", "DESC", ["the trees' kind"]),
            ("( 1.2 DESC 'it\\27s \\5C, \\41' )", "DESC", ["it's \\, \\41"]),
            ("( 1.2 DESC '' NAME 'a' )", "DESC", [""]), ("( 1.2 DESC NAME 'a' )", "NAME", ["a"]),
            ("( 1.2 NAME ( 'a''b' ) )", "NAME", ["a", "b"]), ("( 1.2 NAME ('a' 'b')SUP c)", "NAME", ["a", "b"]),
            ("( 1.2 SYNTAX '1.3.6'{64} )", "SYNTAX", ["1.3.6{64}"]), ("( 1.2 syntax 1.3.6 )", "SYNTAX", ["1.3.6"]),
            ("( 1.2 MAY ( a$b $c, d ) )", "MAY", ["a", "b", "c", "d"]), ("( 1.2 MAY ( ) )", "MAY", []),
            ("( 1.2 X-A 'one' X-A 'two' )", "X-A", ["one", "two"]), ("( 1.2 VENDOR SYNTAX 1.3 )", "SYNTAX", ["1.3"]),
            ("( 1.2 NAME 'a' ) )", "NAME", ["a"]), ("( 1.2\n\tNAME 'a'\r\n)", "NAME", ["a"]),
        ] as [(String, String, [String])]
    )
    func values(_ text: String, _ keyword: String, _ values: [String]) throws {
        let definition = try DefinitionReader.read(text)
        #expect(definition.identifier == "1.2" && definition.all(keyword) == values)
    }

    @Test(
        "what cannot be read is told with its place",
        arguments: [
            ("", 0, "it does not begin with a parenthesis"), ("( ", 2, "it has no identifier"),
            ("( 1.2 NAME 'a'", 14, "the closing parenthesis is missing"),
            ("( 1.2 DESC 'a )", 11, "a quoted string does not end"),
            ("( 1.2 SYNTAX )", 13, "SYNTAX has no value"), ("( 1.2 MAY ( a ", 14, "the list after MAY does not end"),
            ("( 1.2 MAY ( ( a ) ) )", 12, "the list after MAY opens a second time"),
            ("( 1.2 NAME 'a' ) x", 17, "something follows the closing parenthesis"),
            ("( 'a b' SUP c )", 7, "its identifier is no word"), ("( 1.2 SUP a SUP b )", 12, "SUP stands twice"),
            ("( 1.2 'a' )", 6, "a keyword was expected"),
        ]
    )
    func problems(_ text: String, _ offset: Int, _ reason: String) throws {
        let problem = try #require(throws: DefinitionProblem.self) { try DefinitionReader.read(text) }
        #expect(problem == DefinitionProblem(reason, at: offset))
    }

    @Test(
        "values that are no words, and words that are no keywords, are printed so that they are read again",
        arguments: [
            "( 1.2 SUP 'a b' )", "( 1.2 SUP 'MUST' MAY c )", "( 1.2 MAY ( 'a,b' $ 'MUST' $ c ) )",
            "( 1.2 NAME ( 'a' ) \u{17}X 'b' )", "( 1.2 NAME ( 'a' ) x 'b' )",
            "( 1.2 X ( 'a' 'b' )\u{17}DESC 'c\\27d' )",
        ]
    )
    func oddValues(_ text: String) throws {
        let definition = try DefinitionReader.read(text)
        let printed = DefinitionPrinter.text(definition)
        #expect(try DefinitionReader.read(printed) == definition, "\(printed)")
    }

    @Test("fields beyond a handful are told apart and joined as the first ones are")
    func manyFields() throws {
        let words = (0..<100).map { "V\($0) a" } + (0..<100).map { "v\($0) b" }
        let definition = try DefinitionReader.read("( 1.2 \(words.joined(separator: " ")) )")
        #expect(definition.fields == (0..<100).map { RawDefinition.Field("V\($0)", ["a", "b"]) })
    }

    @Test("what is printed is read again, whatever its strings hold", arguments: SeededGenerator.seeds(20))
    func printing(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab'\\$() \t{}é27")
        func text() -> String {
            String(
                (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? "a"
                }
            )
        }
        for _ in 0..<50 {
            let definition = RawDefinition(
                identifier: "1.2.\(Int.random(in: 0...99, using: &generator))",
                fields: [
                    .init("NAME", [text(), text()]), .init("DESC", [text()]), .init("SINGLE-VALUE"),
                    .init("MAY", ["a", "b"]), .init("X-A", [text()]),
                ]
            )
            let printed = DefinitionPrinter.text(definition)
            #expect(try DefinitionReader.read(printed) == definition, "\(printed)")
        }
    }
}
