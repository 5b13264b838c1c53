import Directory
import Testing

@Suite("LDAP URLs")
struct LDAPURLTests {
    struct Reading: Sendable {
        let text: String
        let scheme: LDAPURL.Scheme
        let host: String
        let port: UInt16
        let printed: String

        init(_ text: String, _ scheme: LDAPURL.Scheme, _ host: String, _ port: UInt16, _ printed: String? = nil) {
            self.text = text
            self.scheme = scheme
            self.host = host
            self.port = port
            self.printed = printed ?? text
        }
    }

    static let readings = [
        Reading("ldap://dc1.contoso.test", .ldap, "dc1.contoso.test", 389),
        Reading("LDAPS://dc1.contoso.test/", .ldaps, "dc1.contoso.test", 636, "ldaps://dc1.contoso.test"),
        Reading("ldap://h:389", .ldap, "h", 389, "ldap://h"), Reading("ldap://h:3268", .ldap, "h", 3268),
        Reading("ldaps://h:389", .ldaps, "h", 389), Reading("ldap://[::1]", .ldap, "::1", 389),
        Reading("ldaps://[fe80::1]:1636/", .ldaps, "fe80::1", 1636, "ldaps://[fe80::1]:1636"),
        Reading("ldapi://%2Fvar%2Frun%2Fldapi", .ldapi, "/var/run/ldapi", 0),
        Reading("ldapi://%2ftmp%2Fa%25b/", .ldapi, "/tmp/a%b", 0, "ldapi://%2Ftmp%2Fa%25b"),
        Reading("ldap://127.0.0.21:65535", .ldap, "127.0.0.21", 65535),
    ]

    @Test("they are read into their parts and printed", arguments: readings)
    func read(_ reading: Reading) throws {
        let url = try #require(LDAPURL(reading.text))
        #expect(url.scheme == reading.scheme)
        #expect(url.host == reading.host)
        #expect(url.port == reading.port)
        #expect(url.description == reading.printed)
        #expect(LDAPURL(url.description) == url)
    }

    @Test(
        "malformed ones are refused",
        arguments: [
            "", "dc1.contoso.test", "http://h", "ldap:/h", "ldap//h", "ldap://", "ldap:///", "ldap://:389", "ldap://h:",
            "ldap://h:0",
            "ldap://h:65536", "ldap://h:-1", "ldap://h:+389", "ldap://h: 389", "ldap://h:3x", "ldap://h/dc=x",
            "ldap://h//",
            "ldap://h/?cn", "ldap://h?cn", "ldap://user@h", "ldap://a b", "ldap://h\n", "ldap://h\u{0}.evil",
            "ldap://h\u{1B}[0m",
            "ldap://%68", "ldap://::1", "ldap://[::1", "ldap://[]", "ldap://[::1]389", "ldap://[::1]:", "ldap://[zz]",
            "ldapi://", "ldapi:///", "ldapi://relative", "ldapi://%2", "ldapi://%2Fa%00b", "ldapi://%2F%FF",
            "ldapi://%zz",
        ]
    )
    func malformed(_ text: String) {
        #expect(LDAPURL(text) == nil)
    }

    @Test(
        "loopback is known by address, not by looks",
        arguments: [
            ("ldap://127.0.0.1", true), ("ldap://127.255.3.4", true), ("ldap://localhost", true),
            ("ldap://LOCALHOST", true),
            ("ldap://[::1]", true), ("ldapi://%2Ftmp%2Fs", true), ("ldap://127.0.0.1.evil.test", false),
            ("ldap://localhost.evil.test", false), ("ldap://128.0.0.1", false), ("ldap://127.1", false),
            ("ldap://127.0.0.256", false), ("ldap://127.0.0.+1", false), ("ldap://127..0.1", false),
            ("ldap://[::2]", false),
        ]
    )
    func loopback(_ text: String, _ holds: Bool) throws {
        #expect(try #require(LDAPURL(text)).isLoopback == holds)
    }
}
