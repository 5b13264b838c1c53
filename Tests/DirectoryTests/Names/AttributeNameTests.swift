import Directory
import Foundation
import Testing

@Suite("Attribute names")
struct AttributeNameTests {
    @Test("case does not matter for comparing and stays for printing")
    func comparison() {
        let (one, other): (AttributeName, AttributeName) = ("sAMAccountName", "SAMACCOUNTNAME")
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one.description == "sAMAccountName")
        #expect(Set([one, other]).count == 1)
        #expect(["b", "A", "C"].map { AttributeName($0) }.sorted().map(\.spelling) == ["A", "b", "C"])
    }

    @Test("only ASCII letters are folded")
    func folding() {
        #expect(AttributeName("É") != AttributeName("é"))
        #expect(AttributeName("K") != AttributeName("\u{212A}"))
    }

    @Test(
        "options stay part of the name and can be dropped",
        arguments: [
            ("member;range=0-1499", "member"), ("userCertificate;binary", "userCertificate"), ("cn", "cn"), (";x", ""),
        ]
    )
    func base(_ name: String, _ base: String) {
        #expect(AttributeName(name).base.spelling == base)
    }

    @Test(
        "valid descriptions",
        arguments: [
            "cn", "x-y", "a_b", "A1", "2.5.4.3", "userCertificate;binary", "member;range=0-1499", "member;range=0-*",
            "cn;lang-de;x-a", "1.2",
        ]
    )
    func valid(_ name: String) {
        #expect(AttributeName(name).isValid)
    }

    @Test(
        "invalid descriptions",
        arguments: [
            "", " ", "1a", "1", "1..2", "a b", "a.b", "cn;", "cn;;x", ";binary", "-a", "_a", "cn)", "cn=*", "cn\u{0}",
            "é", "*", "1.2.",
        ]
    )
    func invalid(_ name: String) {
        #expect(!AttributeName(name).isValid)
    }

    @Test("it is coded as one string that keeps its spelling")
    func coding() throws {
        let data = try JSONEncoder().encode(["displayName"] as [AttributeName])
        #expect(String(decoding: data, as: UTF8.self) == #"["displayName"]"#)
        #expect(try JSONDecoder().decode([AttributeName].self, from: data).map(\.spelling) == ["displayName"])
    }
}
