import Diagnostics
import Directory
import TestSupport
import Testing

@Suite("LDIF is written")
struct LDIFWriterTests {
    @Test(
        "values that are not safe go as base64",
        arguments: [
            ("plain", "cn: plain\n"), ("", "cn: \n"), (" a", "cn:: IGE=\n"), ("a ", "cn:: YSA=\n"),
            (":a", "cn:: OmE=\n"),
            ("<a", "cn:: PGE=\n"), ("ë", "cn:: w6s=\n"), ("a\nb", "cn:: YQpi\n"), ("a\u{0}", "cn:: YQA=\n"),
            ("a:<b", "cn: a:<b\n"),
        ]
    )
    func safe(_ value: String, _ line: String) {
        #expect(LDIFWriter.line("cn", Array(value.utf8)) == line)
    }

    @Test("lines are folded at 76 bytes", arguments: [71, 72, 73, 147, 148, 1000])
    func folding(_ count: Int) {
        let lines = LDIFWriter.line("cn", [UInt8](repeating: 0x78, count: count)).split(separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
        #expect(lines.dropLast().allSatisfy { $0.utf8.count == 76 })
        #expect(lines.reduce(0) { $0 + $1.utf8.count } == count + 4 + lines.count - 1)
    }

    @Test("a file begins with its version and has a blank line before each record")
    func file() {
        let records = ["cn=a", ""].map { LDIFRecord(dn: $0, values: [.init(name: "cn", bytes: [0x61])]) }
        #expect(LDIFWriter.write(records) == "version: 1\n\ndn: cn=a\ncn: a\n\ndn: \ncn: a\n")
    }

    @Test("what is written reads back as it was", arguments: SeededGenerator.seeds(60))
    func roundTrip(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let names: [AttributeName] = ["cn", "title;lang-de", "x-y", "2.5.4.3"]
        let letters: [Character] = Array("ab,=:< #\n\r\u{0}é日")
        let records = (0..<random.number(below: 6)).map { _ in
            LDIFRecord(
                dn: String((0..<random.number(below: 90)).map { _ in letters[random.number(below: letters.count)] }),
                values: (0..<random.number(below: 8)).map { _ in
                    LDIFRecord.Value(name: names[random.number(below: names.count)], bytes: random.bytes(atMost: 200))
                }
            )
        }
        let result = LDIFReader.read(SourceText(name: "t", text: LDIFWriter.write(records)))
        #expect(result.diagnostics.isEmpty, "\(random)")
        #expect(result.records.map(\.dn) == records.map(\.dn), "\(random)")
        #expect(result.records.map(\.values) == records.map(\.values), "\(random)")
    }

    @Test("any bytes are read or reported, without a trap", arguments: SeededGenerator.seeds(40))
    func fuzz(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "dn:", "dn: cn=a", ":", "::", ":<", " ", "\n", "\r\n", "\r", "#", "cn", "YQ==", "version: 1", "-", "é",
            "\u{0}",
        ]
        for _ in 0..<50 {
            let text = (0..<random.number(below: 40)).map { _ in pieces[random.number(below: pieces.count)] }.joined()
            let result = LDIFReader.read(SourceText(name: "t", text: text))
            for found in result.diagnostics { #expect(!DiagnosticRenderer.render(found).isEmpty, "\(random)") }
        }
    }
}
