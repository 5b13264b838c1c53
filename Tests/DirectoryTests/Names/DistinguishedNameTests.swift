import Directory
import Testing

@Suite("Distinguished names are read")
struct DistinguishedNameTests {
    struct Reading: Sendable {
        let text: String
        let values: [String]
        let printed: String

        init(_ text: String, _ values: [String], _ printed: String? = nil) {
            self.text = text
            self.values = values
            self.printed = printed ?? text
        }
    }

    static let readings = [
        // RFC 4514 section 4
        Reading("UID=jsmith,DC=example,DC=net", ["jsmith", "example", "net"]),
        Reading("OU=Sales+CN=J.  Smith,DC=example,DC=net", ["Sales", "example", "net"]),
        Reading("CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net", ["James \"Jim\" Smith, III", "example", "net"]),
        Reading(
            "CN=Before\\0dAfter,DC=example,DC=net",
            ["Before\rAfter", "example", "net"],
            "CN=Before\\0DAfter,DC=example,DC=net"
        ),
        Reading("1.3.6.1.4.1.1466.0=#04024869", ["#04024869"]),
        Reading("CN=Lu\\C4\\8Di\\C4\\87", ["Lučić"], "CN=Lučić"),
        // RFC 2253: blanks, semicolons, quotes
        Reading("CN = Ada , OU = R ; DC = x", ["Ada", "R", "x"], "CN=Ada,OU=R,DC=x"),
        Reading("CN=\"Smith, Ada\" , DC=x", ["Smith, Ada", "x"], "CN=Smith\\, Ada,DC=x"),
        Reading("CN=\"a\\\"b\\\\c\"", ["a\"b\\c"], "CN=a\\\"b\\\\c"),
        Reading("CN=\"\",DC=x", ["", "x"], "CN=,DC=x"),
        Reading("OID.2.5.4.3=Ada", ["Ada"], "2.5.4.3=Ada"),
        Reading("oid.2.5.4.3=Ada", ["Ada"], "2.5.4.3=Ada"),
        // Values that begin or end with what needs an escape
        Reading("CN=\\ a\\ ", [" a "]), Reading("CN=\\#x", ["#x"]), Reading("CN=a#b", ["a#b"]),
        Reading("CN=\\20a", [" a"], "CN=\\ a"), Reading("CN=a\\20,DC=x", ["a ", "x"], "CN=a\\ ,DC=x"),
        Reading("CN=\\\\", ["\\"]), Reading("CN=a=b", ["a=b"], "CN=a\\=b"),
        Reading("CN=a\\+b\\;c\\<d\\>", ["a+b;c<d>"]), Reading("CN=,DC=x", ["", "x"]),
        // What Active Directory writes
        Reading(
            "CN=Ada\\0ADEL:6b29fc40-ca47-1067-b31d-00dd010662da,CN=Deleted Objects,DC=x",
            ["Ada\nDEL:6b29fc40-ca47-1067-b31d-00dd010662da", "Deleted Objects", "x"]
        ),
        Reading("CN=Zoë 👩‍👧,OU=日本,DC=x", ["Zoë 👩‍👧", "日本", "x"]),
        Reading("cn=x/y*z(1),dc=x", ["x/y*z(1)", "x"]),
        Reading("CN=#AABB , DC=x", ["#AABB", "x"], "CN=#AABB,DC=x"),
    ]

    @Test("values come unescaped and go escaped", arguments: readings)
    func read(_ reading: Reading) throws {
        let name = try #require(DistinguishedName(reading.text))
        #expect(name.text == reading.text)
        #expect(name.components.map(\.value) == reading.values)
        #expect(DistinguishedName(components: name.components).text == reading.printed)
    }

    @Test("what is printed reads as the same name", arguments: readings)
    func stable(_ reading: Reading) throws {
        let name = try #require(DistinguishedName(reading.text))
        let again = try #require(DistinguishedName(DistinguishedName(components: name.components).text))
        #expect(again == name)
        #expect(again.components == name.components)
        #expect(
            DistinguishedName(components: again.components).text == DistinguishedName(components: name.components).text
        )
    }

    @Test(
        "malformed names are refused",
        arguments: [
            "Ada", "=Ada", "CN=a,", ",CN=a", "CN=a,,DC=x", "CN=a+", "CN=a+,DC=x", "CN=a\\", "CN=\"a", "CN=\"a\"b",
            "CN=#", "CN=#1", "CN=#12 34", "CN=#zz", "C N=a", "CN=a;", "1.=a", "-x=a", "9a=b", "CN=\\ff",
            "CN=a\\C4,DC=x",
            "CN=\"\\C4\"", "a.b=c", "OID.=a", "OID.cn=a", "\u{0}=a",
        ]
    )
    func malformed(_ text: String) {
        #expect(DistinguishedName(text) == nil)
    }

    @Test("the empty name is the root", arguments: ["", " ", "    "])
    func root(_ text: String) throws {
        let name = try #require(DistinguishedName(text))
        #expect(name == .root)
        #expect(name.components.isEmpty)
        #expect(name.parent == nil)
    }

    @Test("parents lead up to the root")
    func parents() throws {
        let name = try #require(DistinguishedName("CN=a\\,b,OU=c,DC=d"))
        #expect(name.parent?.text == "OU=c,DC=d")
        #expect(name.parent?.parent?.parent == .root)
        #expect(name.parent?.parent?.parent?.parent == nil)
    }

    @Test(
        "the DC components at the end spell a DNS name",
        arguments: [
            ("CN=a,DC=contoso,DC=test", "contoso.test"), ("dc=X", "X"), ("DC=a,CN=b,DC=c", "c"), ("CN=a", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func dnsName(_ text: String, _ dns: String?) throws {
        #expect(try #require(DistinguishedName(text)).dnsName == dns)
    }
}
