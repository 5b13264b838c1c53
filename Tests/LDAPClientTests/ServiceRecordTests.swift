import Directory
import Testing

@testable import LDAPClient

@Suite("Servers that the DNS names")
struct ServiceRecordTests {
    @Test(
        "a list of hosts and ports is read in its order; what is none is passed over",
        arguments: [
            ("dc1.contoso.test:389 dc2.contoso.test:3389", ["dc1.contoso.test:389", "dc2.contoso.test:3389"]),
            ("dc2.contoso.test.:389", ["dc2.contoso.test:389"]), ("", []), (" ", []), ("dc1", []), (":389", []),
            (".:0", []), (".:389", []), ("a:0 b:70000 c:x d:1", ["d:1"]),
        ]
    )
    func parse(_ list: String, _ expected: [String]) {
        #expect(ServiceRecords.parse(list).map { "\($0.host):\($0.port)" } == expected)
    }

    @Test("no record is a sentence that says what to do", arguments: [(-1, nil), (0, ""), (0, nil), (52, nil)])
    func nothing(_ code: Int32, _ list: String?) {
        let error = #expect(throws: LDAPError.self) {
            try ServiceRecords.servers(of: "contoso.test", code: code, list: list)
        }
        #expect(error?.code == .hostNotFound)
        #expect(error?.description.contains("names no LDAP server for the domain contoso.test") == true)
    }

    @Test(
        "a server that was found is reached as the model is",
        arguments: [
            ("ldaps://x", "ldaps://dc1.a.test"), ("ldaps://x:1636", "ldaps://dc1.a.test"),
            ("ldap://x", "ldap://dc1.a.test:3389"),
        ]
    )
    func url(_ model: String, _ expected: String) throws {
        let server = DiscoveredServer(host: "dc1.a.test", port: 3389)
        #expect(ServerDiscovery.url(of: server, like: try #require(LDAPURL(model))).description == expected)
    }

    @Test("a host outside of the domain is not used, whoever named it")
    func outside() async throws {
        let model = LDAPEndpoint(url: try #require(LDAPURL("ldaps://dc1.a.test")))
        let hosts = ["dc1.evil.test", "xa.test"].map { DiscoveredServer(host: $0, port: 389) }
        let mixed = ServerDiscovery(domain: "A.test", like: model) { _ throws(LDAPError) in
            hosts + [DiscoveredServer(host: "dc2.a.TEST", port: 389)]
        }
        #expect(try await mixed.servers().map(\.url.description) == ["ldaps://dc2.a.TEST"])
        let strange = ServerDiscovery(domain: "a.test", like: model) { _ throws(LDAPError) in hosts }
        let error = await #expect(throws: LDAPError.self) { try await strange.servers() }
        #expect(error?.description.contains("dc1.evil.test, xa.test") == true)
    }
}
