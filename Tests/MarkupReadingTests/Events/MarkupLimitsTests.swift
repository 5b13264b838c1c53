import MarkupReading
import Testing

@Suite("A document has bounds")
struct MarkupLimitsTests {
    private static let limits = MarkupLimits(depth: 3, bytes: 200, elements: 5, attributes: 2, text: 10, tag: 50)

    @Test(
        "what is just allowed is read, and one more is not",
        arguments: [
            ("<a><a><a/></a></a>", "<a><a><a><a/></a></a></a>", "Elements nest deeper than 3."),
            ("<a><a/><a/><a/><a/></a>", "<a><a/><a/><a/><a/><a/></a>", "There are more than 5 elements."),
            ("<a b='' c=''/>", "<a b='' c='' d=''/>", "An element has more than 2 attributes."),
            (
                "<a>12345<b>1234567890</b>67890</a>", "<a>12345<b/>678901</a>",
                "The text of an element is longer than 10 bytes."
            ),
            ("<a b='\(x(41))'/>", "<a b='\(x(42))'/>", "A tag, a comment or an instruction is longer than 50 bytes."),
            (
                "<a><!--\(x(43))--></a>", "<a><!--\(x(44))--></a>",
                "A tag, a comment or an instruction is longer than 50 bytes."
            ),
            (
                "<a>\(blanks(4))</a>", "<a><!--\(x(500))--></a>",
                "A tag, a comment or an instruction is longer than 50 bytes."
            ),
            ("<a></a>\(comments)\(blanks(5))", "<a></a>\(comments)\(blanks(6))", "It is larger than 200 bytes."),
        ]
    )
    func limits(_ allowed: String, _ refused: String, _ reason: String) throws {
        let bytes = Array(refused.utf8)
        for failure in [
            try Reading(refused, limits: Self.limits).failure,
            try Reading(bytes.indices.map { bytes[$0...$0] }, limits: Self.limits).failure,
        ] {
            #expect(failure?.code == .limit)
            #expect(failure?.reason == reason)
        }
        #expect(try Reading(allowed, limits: Self.limits).failure == nil)
    }

    @Test("elements that nest without end are refused when the limit is reached, and not remembered")
    func depthBomb() throws {
        let reading = try Reading(String(repeating: "<a>", count: 100_000))
        #expect(reading.failure?.reason == "Elements nest deeper than 64.")
        #expect(reading.failure?.position == MarkupPosition(line: 1, column: 193, offset: 192))
        #expect(reading.lines.count == 64)
    }

    @Test("no depth is allowed that a tree could not bear")
    func greatestDepth() throws {
        let limits = MarkupLimits(depth: .max)
        #expect(limits.depth == MarkupLimits.greatestDepth)
        let count = limits.depth
        let text = String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        #expect(try MarkupTree.read(text.utf8, limits: limits).children.count == 1)
    }

    @Test("a tag that never ends is refused before it is all there")
    func endlessTag() throws {
        var reader = try MarkupReader(EventRecorder(), limits: Self.limits)
        try reader.read(Array("<a>\n<b c='".utf8)[...])
        #expect(throws: MarkupError.self) {
            for _ in 0..<100 { try reader.read(Array("x".utf8)[...]) }
        }
    }

    private static let comments = String(repeating: "<!--\(x(40))-->", count: 4)
    private static func x(_ count: Int) -> String { String(repeating: "x", count: count) }
    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
