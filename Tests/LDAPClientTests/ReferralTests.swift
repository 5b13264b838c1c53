import Directory
import TestSupport
import Testing

@testable import LDAPClient

@Suite("Referrals")
struct ReferralTests {
    private static let urls: [(String, host: String?, base: String?, scope: SearchScope?)] = [
        ("ldap://DC2.corp.example/DC=a,DC=b", "dc2.corp.example", "DC=a,DC=b", nil),
        ("ldaps://dc2:636/OU=%C3%A4,DC=b??base", "dc2", "OU=ä,DC=b", .base),
        ("ldap://dc2/DC=b??one?(cn=x)", "dc2", "DC=b", .oneLevel), ("ldap://dc2", "dc2", nil, nil),
        ("ldap:///DC=b", nil, nil, nil), ("http://dc2/DC=b", nil, nil, nil), ("dc2", nil, nil, nil),
        ("ldap://a b/DC=b", nil, nil, nil),
    ]

    @Test("are read, or are none", arguments: urls.indices)
    func reads(_ index: Int) {
        let (text, host, base, scope) = Self.urls[index]
        let referral = Referral(text)
        #expect(referral?.host == host && referral?.base == base && referral?.scope == scope, "\(text)")
    }

    private let request = SearchRequest(base: "DC=x", scope: .subtree, attributes: ["cn"])

    private func endpoint(_ server: ScriptedServer) throws -> LDAPEndpoint {
        LDAPEndpoint(url: try #require(LDAPURL(server.url)))
    }

    @Test("lead to listed hosts by the listed way and to nobody else, whatever port they name")
    func follows() async throws {
        let listed = try ScriptedServer { request in
            request.operation == .search ? [.entry("CN=b,DC=y,DC=x", [("cn", ["b"])]), .done()] : [.done()]
        }
        let stranger = try ScriptedServer { _ in [.done()] }
        let port = try endpoint(stranger).url.port
        let elsewhere = "ldap://localhost:\(port)/DC=z"
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return [
                .entry("CN=a,DC=x", [("cn", ["a"])]), .reference(["ldap://127.0.0.1:\(port)/DC=y,DC=x"]),
                .reference([elsewhere]), .done(),
            ]
        }
        let policy = ReferralPolicy(servers: [try endpoint(listed)], credentials: .anonymous)
        let connection = try await LDAPConnection.connect(to: try endpoint(server))
        var names: [String] = []
        let left = try await connection.search(request, table: AttributeTable()).deliver(following: policy) {
            names += $0.entries.map(\.dn)
        }
        #expect(names == ["CN=a,DC=x", "CN=b,DC=y,DC=x"] && left == [elsewhere])
        #expect(listed.requests.filter { $0.operation == .search }.map(\.name) == ["DC=y,DC=x"])
        #expect(stranger.connections == 0)
    }

    @Test("in circles end, and one that is not answered is a failure")
    func circles() async throws {
        let round = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return [.reference(["ldap://127.0.0.1/DC=\(request.name.count),\(request.name)"]), .done()]
        }
        let policy = ReferralPolicy(servers: [try endpoint(round)], credentials: .anonymous)
        let connection = try await LDAPConnection.connect(to: try endpoint(round))
        let search = connection.search(request, table: AttributeTable())
        let error = await #expect(throws: LDAPError.self) { _ = try await search.deliver(following: policy) { _ in } }
        #expect(error?.code == .protocolViolation, "\(error?.description ?? "")")
        #expect(round.connections == policy.limit + 1)
        let gone = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return request.name == "DC=x" ? [.reference(["ldap://127.0.0.1/DC=y"]), .done()] : [.done(52)]
        }
        let other = try await LDAPConnection.connect(to: try endpoint(gone))
        let incomplete = ReferralPolicy(servers: [try endpoint(gone)], credentials: .anonymous)
        let refused = await #expect(throws: LDAPError.self) {
            _ = try await other.search(request, table: AttributeTable()).deliver(following: incomplete) { _ in }
        }
        #expect(refused?.code == .busy)
    }
}
