import MarkupReading
import Testing

@Suite("What is no document is told apart, with its place")
struct MarkupErrorTests {
    @Test(
        "each kind",
        arguments: [
            ("", "empty", "1:1@0"), ("  \n", "empty", "2:1@3"), ("<!-- nothing -->", "empty", "1:17@16"),
            ("<a>\n<b></b>", "truncated", "2:8@11"), ("<a><![CDATA[x", "truncated", "1:14@13"),
            ("<a>\n <b></c></a>", "mismatchedTag", "2:7@10"), ("<a></A>", "mismatchedTag", "1:6@5"),
            ("<a xmlns:p='u' xmlns:q='u'><p:b></q:b></a>", "mismatchedTag", "1:35@34"),
            ("<a/><b/>", "trailing", "1:5@4"), ("<a/>\nx", "trailing", "2:1@5"), ("<a/></a>", "malformed", "1:6@5"),
            ("text", "malformed", "1:1@0"), ("<a b=c/>", "malformed", "1:6@5"),
            ("<a b='1' b='2'/>", "malformed", "1:10@9"),
            ("<a><b c='<'/></a>", "malformed", "1:10@9"), ("<a>&#0;</a>", "malformed", "1:4@3"),
            ("<a>]]></a>", "malformed", "1:6@5"), ("<a><!-- -- --></a>", "malformed", "1:11@10"),
            (" <?xml version='1.0'?><a/>", "malformed", "1:2@1"),
            ("<a>&nbsp;</a>", "entity", "1:4@3"), ("<a b='&x;'/>", "entity", "1:1@0"),
            ("<?xml version='1.0' encoding='utf-7'?><a/>", "encoding", "1:31@30"),
            ("<?xml version='1.0' encoding='utf-16'?><a/>", "encoding", "1:31@30"),
            ("<p:a/>", "namespace", "1:1@0"), ("<a p:b=''/>", "namespace", "1:1@0"),
            ("<a xmlns:xml='urn:x'/>", "namespace", "1:1@0"),
            ("<!DOCTYPE a><a/>", "documentType", "1:12@11"),
            ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "documentType", "1:40@39"),
            ("<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;&b;&b;'>]><a>&d;</a>", "documentType", "1:13@12"),
            ("<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///etc/passwd'> %b;]><a/>", "documentType", "1:13@12"),
        ]
    )
    func kinds(_ text: String, _ code: String, _ place: String) throws {
        let failure = try #require(try Reading(text).failure)
        let position = failure.position
        #expect(failure.code.word == code, "\(failure)")
        #expect("\(position.line):\(position.column)@\(position.offset)" == place, "\(failure)")
        // In pieces it is the same error.
        let pieces = Array(text.utf8)
        #expect(try Reading(pieces.indices.map { pieces[$0...$0] }).failure == failure)
    }

    @Test(
        "bytes that are no UTF-8",
        arguments: [
            [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE9, 0x3C],
            [0xEF, 0xBF, 0xBF],
            [0x01],
        ] as [[UInt8]]
    )
    func encoding(_ bytes: [UInt8]) throws {
        for text in [("<a>", "</a>"), ("<a b='", "'/>"), ("<a><!--", "--></a>"), ("<a/>", ""), ("<", "/>")] {
            let document = Array(text.0.utf8) + bytes + Array(text.1.utf8)
            #expect(try Reading(document).failure != nil, "\(text)")
        }
    }

    @Test("a NUL byte is an error wherever it stands", arguments: MarkupSample.all)
    func null(_ sample: MarkupSample) throws {
        for index in 0...sample.bytes.count {
            var bytes = sample.bytes
            bytes.insert(0, at: index)
            #expect(try Reading(bytes).failure != nil, "at \(index)")
        }
    }

    @Test("an error says where, what and what to do")
    func words() throws {
        let failure = try #require(try Reading("<a>\n <b></c></a>").failure)
        #expect(
            failure.description == "line 2, column 7 (byte 10): This is not the end tag of the element that is open. "
                + "Mend the document, or have it made anew by the program that wrote it."
        )
    }
}
