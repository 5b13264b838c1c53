import Diagnostics
import Testing

@Suite("Source texts find lines and columns")
struct SourceTextTests {
    struct Place: Sendable {
        let text: String
        let offset: Int
        let line: Int
        let column: Int
    }

    static let places = [
        Place(text: "", offset: 0, line: 1, column: 1),
        Place(text: "abc", offset: 2, line: 1, column: 3),
        Place(text: "abc", offset: 99, line: 1, column: 4),
        Place(text: "abc", offset: -4, line: 1, column: 1),
        Place(text: "a\nbc\n", offset: 2, line: 2, column: 1),
        Place(text: "a\nbc\n", offset: 4, line: 2, column: 3),
        Place(text: "a\nbc\n", offset: 5, line: 3, column: 1),
        Place(text: "a\r\nbc", offset: 4, line: 2, column: 2),
        Place(text: "Zoë x", offset: 5, line: 1, column: 5),
        Place(text: "日本\n語x", offset: 10, line: 2, column: 2),
        Place(text: "👨‍👩‍👧=x", offset: 18, line: 1, column: 2),
        Place(text: "e\u{301}x", offset: 3, line: 1, column: 2),
    ]

    @Test("a byte offset has a line and a column in characters", arguments: places)
    func position(_ place: Place) {
        let source = SourceText(name: "t", text: place.text)
        #expect(source.position(at: place.offset) == SourcePosition(line: place.line, column: place.column))
        #expect(source.lineNumber(at: place.offset) == place.line)
    }

    @Test("a line and column lead back to the offset", arguments: places.filter { $0.offset <= $0.text.utf8.count })
    func offset(_ place: Place) {
        let source = SourceText(name: "t", text: place.text)
        #expect(source.offset(line: place.line, column: place.column) == max(0, place.offset))
    }

    @Test("lines come without their ends and without anything else missing")
    func lines() {
        let source = SourceText(name: "t", text: "one\r\ntwo\rhalf\n\nlast")
        #expect((1...5).map { source.line($0) } == ["one", "two\rhalf", "", "last", nil])
        #expect(source.line(0) == nil)
    }

    @Test("an offset beyond the last line is the end of the text")
    func beyond() {
        let source = SourceText(name: "t", text: "ab\ncd")
        #expect(source.offset(line: 9, column: 1) == 5)
        #expect(source.offset(line: 0, column: 1) == 5)
        #expect(source.offset(line: 1, column: 99) == 2)
    }
}
