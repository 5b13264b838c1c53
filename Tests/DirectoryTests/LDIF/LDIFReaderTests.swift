import Diagnostics
import Directory
import Testing

@Suite("LDIF is read")
struct LDIFReaderTests {
    private func read(_ text: String) -> LDIFReader.Result {
        LDIFReader.read(SourceText(name: "forest.ldif", text: text))
    }

    @Test("version line, comments, folding, base64, several records, CRLF")
    func whole() throws {
        let result = read(
            "# a comment\n  that goes on\nversion: 1\r\n\r\ndn: cn=Ada,\r\n dc=x\r\n# between\r\n  and folded\r\ncn: Ada\r\n"
                + "description:: WmHDqw==\r\njpegPhoto:: /wAK\n /w==\r\n\r\n\r\n\r\ndn:: Y249Wm/Dqw==\r\nCN:Zoë"
        )
        #expect(result.diagnostics.isEmpty)
        #expect(result.isComplete)
        try #require(result.records.count == 2)
        #expect(result.records[0].dn == "cn=Ada,dc=x")
        #expect(result.records[0].line == 5)
        #expect(result.records[0].texts("description") == ["Zaë"])
        #expect(result.records[0].values.last?.bytes == [0xFF, 0x00, 0x0A, 0xFF])
        #expect(result.records[1].dn == "cn=Zoë")
        #expect(result.records[1].texts("cn") == ["Zoë"])
    }

    @Test(
        "small forms",
        arguments: [
            ("dn:\nobjectClass: top", [["", "objectClass", "top"]]), ("dn: \ncn: a\n", [["", "cn", "a"]]),
            ("dn: cn=a\nchangetype: ADD\ncn: a", [["cn=a", "cn", "a"]]), ("dn: cn=a\ncn:", [["cn=a", "cn", ""]]),
            ("dn: cn=a\ncn:   two blanks", [["cn=a", "cn", "two blanks"]]),
            ("dn: cn=a\ncn: a: b", [["cn=a", "cn", "a: b"]]),
            ("dn: cn=a\ncn: a\n \n b", [["cn=a", "cn", "ab"]]),
            ("dn: cn=a\ncn: trailing ", [["cn=a", "cn", "trailing "]]),
            ("version: 1\ndn: cn=a\ncn: a", [["cn=a", "cn", "a"]]), ("", []), ("\n\n\n", []), ("version: 1\n", []),
            ("# only\n# comments", []), (" \n\t\ndn: cn=a\ncn: a", [["cn=a", "cn", "a"]]),
            ("dn: cn=a\ncn::", [["cn=a", "cn", ""]]), ("#c\n folded\n\ndn: cn=a\ncn: a", [["cn=a", "cn", "a"]]),
            ("dn: cn=a\nmember;range=0-9: x", [["cn=a", "member;range=0-9", "x"]]),
        ] as [(String, [[String]])]
    )
    func forms(_ text: String, _ expected: [[String]]) {
        let result = read(text)
        #expect(result.diagnostics.isEmpty)
        let found = result.records.map { record in
            [record.dn] + record.values.flatMap { [$0.name.spelling, String(decoding: $0.bytes, as: UTF8.self)] }
        }
        #expect(found == expected)
    }

    @Test(
        "mistakes have a code and a line, and the record is not taken",
        arguments: [
            ("cn: a\ndn: cn=a", ["LDIF001:1"], []), ("dn: cn=a\nno colon here\ncn: a", ["LDIF002:2"], []),
            ("dn: cn=a\n1x: b", ["LDIF002:2"], []),
            ("dn: cn=a\n\n\nbroken\n\ndn: cn=b", ["LDIF002:4"], ["cn=a", "cn=b"]),
            ("dn: cn=a\ncn:: a*b", ["LDIF003:2"], []),
            ("dn: cn=a\ncn:: YQ=", ["LDIF003:2"], []), ("dn:: !!\ncn: a", ["LDIF003:1"], []),
            ("dn: cn=a\nchangetype: modify\nreplace: cn\ncn: b\n-", ["LDIF005:2"], []),
            ("dn: cn=a\nchangetype: delete", ["LDIF005:2"], []),
            ("dn: cn=a\njpegPhoto:< file:///etc/passwd", ["LDIF006:2"], []),
            ("dn:< file:///etc/passwd\ncn: a", ["LDIF006:1"], []), ("dn: cn=a\ncn: a\rb", ["LDIF007:2"], []),
            ("version: 1\rdn: cn=a\rcn: a\r", ["LDIF007:1"], []), ("version: 2\n\ndn: cn=a\ncn: a", ["LDIF008:1"], []),
            (" begins with a continuation", ["LDIF002:1"], []),
            ("dn: cn=a\ncn: a\ndn: cn=b\ncn: b\n\ndn: cn=c", ["LDIF009:3"], ["cn=c"]),
            ("dn:\ncn: a\nDN:: Y249Yg==\ncn: b", ["LDIF009:3"], []), ("dn: cn=a\ndn: cn=a\ncn: a", ["LDIF009:2"], []),
            ("version: 1\ndn: cn=a\nDn:\ncn: a", ["LDIF009:3"], []),
            ("dn: cn=b\n\ndn:: Y249//4=\ncn: a", ["LDIF010:3"], ["cn=b"]),
        ] as [(String, [String], [String])]
    )
    func mistakes(_ text: String, _ codes: [String], _ taken: [String]) {
        let result = read(text)
        #expect(places(result) == codes)
        #expect(!result.isComplete)
        #expect(result.records.map(\.dn) == taken)
    }

    @Test("several mistakes are reported together and whole records are still read")
    func several() {
        let result = read(
            """
            dn: cn=a
            cn:: ***
            no colon
            sn:< http://x

            dn: cn=b
            cn: b

            cn: c

            dn: cn=d
            changetype: modrdn
            newrdn: cn=e
            """
        )
        #expect(places(result) == ["LDIF003:2", "LDIF002:3", "LDIF006:4", "LDIF001:9", "LDIF005:12"])
        #expect(result.records.map(\.dn) == ["cn=b"])
    }

    @Test("a folded line is blamed where it begins")
    func folded() {
        #expect(places(read("dn: cn=a\ncn:: YWJj\n *\n ZGVm\n")) == ["LDIF003:2"])
    }

    @Test("a file on the disk is never read for a value")
    func urlValue() {
        let result = read("dn: cn=a\ndescription:< file:///etc/hostname\n")
        #expect(result.records.isEmpty)
        #expect(result.diagnostics.first?.message.contains("URL") == true)
    }

    private func places(_ result: LDIFReader.Result) -> [String] {
        result.diagnostics.map { found in
            let line = found.range.flatMap { found.source?.position(at: $0.start).line } ?? 0
            return "\(found.code):\(line)"
        }
    }
}
