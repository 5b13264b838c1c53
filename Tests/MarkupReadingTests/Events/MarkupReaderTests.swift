import MarkupReading
import Testing

@Suite("A document is told whole and in order")
struct MarkupReaderTests {
    @Test(
        "what is told",
        arguments: [
            ("<a/>", ["1:1@0 <a>", "1:5@4 </a>"]),
            (
                MarkupSample.text,
                [
                    "1:1@0 <r k=é>", #"1:10@10 "a&b<c>\n""#, "2:1@45 <e>", "2:5@49 </e>", #"2:5@49 "\#u{1F600}""#,
                    "2:6@53 </r>",
                ]
            ),
            (
                "<p:a xmlns:p='urn:p' xmlns='urn:d' p:x='1' x='2' xml:lang='de'><b xmlns=''/></p:a>",
                [
                    "1:1@0 <{urn:p}a {urn:p}x=1 x=2 {http://www.w3.org/XML/1998/namespace}lang=de>", "1:64@63 <b>",
                    "1:77@76 </b>", "1:77@76 </{urn:p}a>",
                ]
            ),
            ("<a v='&lt;&#65;\n&quot;'/>\n\n<!-- end -->\n", [#"1:1@0 <a v=<A ">"#, "2:10@25 </a>"]),
        ]
    )
    func events(_ text: String, _ expected: [String]) throws {
        let reading = try Reading(text)
        #expect(reading.lines == expected)
        #expect(reading.failure == nil)
    }

    @Test("encodings say the same", arguments: 3...5)
    func encodings(_ index: Int) throws {
        let plain = try Reading(MarkupSample.text)
        let other = try Reading(MarkupSample.all[index].bytes)
        func words(_ reading: Reading) -> [Substring] { reading.lines.map { $0.drop { $0 != " " } } }
        #expect(words(other) == words(plain))
        #expect(other.failure == nil)
    }

    @Test("UTF-16 without a mark, and one byte of ISO 8859-1", arguments: 6...7)
    func accent(_ index: Int) throws {
        #expect(try Reading(MarkupSample.all[index].bytes).lines.contains { $0.hasSuffix(#""é""#) })
    }

    @Test("however it is cut into pieces, it says the same", arguments: MarkupSample.all)
    func pieces(_ sample: MarkupSample) throws {
        let whole = try Reading(sample.bytes)
        #expect(whole.failure == nil)
        for cut in 0...sample.bytes.count {
            #expect(try Reading([sample.bytes[..<cut], sample.bytes[cut...]]) == whole, "cut at \(cut)")
        }
        #expect(try Reading(sample.bytes.indices.map { sample.bytes[$0...$0] }) == whole)
    }

    @Test("a cut document is an error, wherever it is cut", arguments: MarkupSample.all)
    func truncated(_ sample: MarkupSample) throws {
        for count in 0..<sample.bytes.count {
            #expect(try Reading(Array(sample.bytes[..<count])).failure != nil, "\(count) bytes of \(sample)")
        }
    }

    @Test("text longer than a piece is told as one")
    func longText() throws {
        let text = String(repeating: "é", count: 200_000)
        let reading = try Reading("<a>\(text)</a>")
        #expect(reading.lines == ["1:1@0 <a>", "1:4@3 \"\(text)\"", "1:200004@400003 </a>"])
    }

    @Test("what the handler throws ends the reading and comes out of it, and again later")
    func thrown() throws {
        var reader = try MarkupReader(Refuser())
        try reader.read(Array("<a>".utf8)[...])
        // What is wrong with the document itself comes later than what the handler throws.
        for bytes in ["<b/><c/><d></e>", "<c/>"] {
            #expect(throws: Refuser.Failure.refused("b")) { try reader.read(Array(bytes.utf8)[...]) }
        }
        #expect(reader.handler.seen == ["a", "b"])
        let error = #expect(throws: Refuser.Failure.self) {
            try MarkupReader.read(Array("<a".utf8), with: Refuser())
        }
        #expect(error == .document("truncated"))
    }

    /// Refuses an element `b`.
    private struct Refuser: MarkupHandler {
        enum Failure: Error, Equatable {
            case refused(String)
            case document(String)
        }

        private(set) var seen: [String] = []

        mutating func start(
            _ name: XMLName,
            _ attributes: [XMLAttribute],
            at position: MarkupPosition
        ) throws(Failure) {
            seen.append(name.local)
            if name.local == "b" { throw .refused(name.local) }
        }

        mutating func text(_ text: String, at position: MarkupPosition) throws(Failure) {}
        mutating func end(_ name: XMLName, at position: MarkupPosition) throws(Failure) {}
        static func failure(_ error: MarkupError) -> Failure { .document(error.code.word) }
    }
}
