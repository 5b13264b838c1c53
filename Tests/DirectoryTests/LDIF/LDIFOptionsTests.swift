import Diagnostics
import Directory
import Testing

@Suite("Options of attributes in LDIF")
struct LDIFOptionsTests {
    @Test(
        "values stand under the name of their attribute where all of them came, and under their own where not",
        arguments: [
            (["userCertificate;binary"], ["userCertificate"], []),
            (["cn", "CN;Binary", "cn;x-a", "cn;binary;x-a"], ["cn", "CN", "cn;x-a", "cn;binary;x-a"], []),
            (["member;range=0-*"], ["member"], []), (["MEMBER;Range=0-*", "cn"], ["MEMBER", "cn"], []),
            (["member;range=0-0", "member;range=1-*"], ["member", "member"], []),
            (["member;range=2-*", "member;range=0-1", "member"], ["member", "member", "member"], []),
            (["member;range=0-1499"], ["member;range=0-1499"], ["member"]),
            (["member;range=1-*"], ["member;range=1-*"], ["member"]),
            (["member;range=0-1", "member;range=3-*"], ["member;range=0-1", "member;range=3-*"], ["member"]),
            (["member;range=0-*;x"], ["member;range=0-*;x"], ["member"]),
            (["member;range=0-*", "member;range=x"], ["member;range=0-*", "member;range=x"], ["member"]),
            (["member;range=5-4"], ["member;range=5-4"], ["member"]),
            (["a;range=0-9", "b;range=0-*", "c;binary"], ["a;range=0-9", "b", "c"], ["a"]),
            (["changetype;range=0-*"], ["changetype;range=0-*"], []),
        ] as [([String], [String], [AttributeName])]
    )
    func names(_ written: [String], _ read: [String], _ incomplete: [AttributeName]) throws {
        let lines = written.enumerated().map { "\($0.element): \($0.offset)\n" }.joined()
        let result = LDIFReader.read(SourceText(name: "t", text: "dn: cn=a\n\(lines)\ndn: cn=b\ncn: b\n"))
        #expect(result.isComplete)
        let records = result.records
        try #require(records.count == 2)
        #expect(records[0].values.map(\.name.spelling) == read)
        let texts = records[0].values.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts == written.indices.map { String($0) })
        #expect(records[0].incomplete == incomplete && records[1].incomplete.isEmpty)
        let again = LDIFReader.read(SourceText(name: "t", text: LDIFWriter.write(records, hasVersion: false)))
        #expect(again.records.map(\.values) == records.map(\.values))
        #expect(again.records.map(\.incomplete) == records.map(\.incomplete))
    }
}
