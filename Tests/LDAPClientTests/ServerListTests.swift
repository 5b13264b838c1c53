import Directory
import Lab
import TestSupport
import Testing

@testable import LDAPClient

/// Several servers in order: the next one is for servers that cannot be used, not for answers that nobody likes.
@Suite("A list of servers", .forest(.slapd))
struct ServerListTests {
    private let access: ForestAccess

    init() throws { access = try ForestAccess() }

    /// A port on which nobody listens any more.
    private func closed() throws -> LDAPEndpoint {
        let url = try ScriptedServer { _ in [] }.url
        return try access.endpoint(url)
    }

    @Test("a server that refuses the connection is passed over, and the next one is used")
    func next() async throws {
        let connection = try await LDAPConnection.connect(toFirstOf: [try closed(), try access.endpoint()])
        #expect(connection.endpoint.url.description == access.forest.secureURL)
        try await connection.bind(access.credentials)
        #expect(try await connection.rootDSE().defaultNamingContext == access.forest.baseDN)
        await connection.close()
    }

    @Test("a server that is busy at the sign-in, or that breaks off there, is passed over", arguments: [true, false])
    func busy(_ isBusy: Bool) async throws {
        let first = try ScriptedServer { _ in [isBusy ? .done(51) : .close] }
        let second = try ScriptedServer { _ in [.done()] }
        let list = LDAPServerList([try endpoint(first), try endpoint(second)])
        let connection = try await list.connect(as: .simple(name: "cn=x", password: Secret([0x61])))
        #expect(connection.endpoint.url.description == second.url)
        #expect(first.connections == 1)
    }

    @Test("when none can be used, one error names each with its reason")
    func none() async throws {
        let (first, second) = (try closed(), try endpoint(try ScriptedServer { _ in [] }))
        var unknown = first
        unknown.url = try #require(LDAPURL("ldaps://dc1.dryad.invalid"))
        let servers = [first, second, first, unknown]
        let error = await #expect(throws: LDAPError.self) {
            _ = try await LDAPConnection.connect(toFirstOf: servers)
        }
        let text = error?.description ?? ""
        for server in servers { #expect(text.contains("\(server.url.host)"), "\(text)") }
        #expect(text.contains("(1) ") && text.contains("(3) ") && !text.contains("(4) "), "\(text)")
        #expect(text.contains("\(first.url)") && text.contains("\(second.url)"), "\(text)")
        #expect(error?.code == .unreachable && error?.isRetriable == true)
    }

    @Test("wrong credentials end the list: the account would be nearer to being locked")
    func wrongCredentials() async throws {
        let first = try ScriptedServer { _ in [.done(49)] }
        let second = try ScriptedServer { _ in [.done()] }
        let list = LDAPServerList([try endpoint(first), try endpoint(second)])
        let error = await #expect(throws: LDAPError.self) {
            _ = try await list.connect(as: .simple(name: "cn=x", password: Secret([0x61])))
        }
        #expect(error?.code == .invalidCredentials)
        #expect(error?.description.contains("The other servers were not tried: they know the same accounts") == true)
        #expect(second.connections == 0)
    }

    @Test("a refused certificate ends the list: somebody may stand between")
    func refusedCertificate() async throws {
        let second = try ScriptedServer { _ in [.done()] }
        var first = try access.endpoint()
        first.certificateAuthorityFile = nil
        let servers = [first, try endpoint(second)]
        let error = await #expect(throws: LDAPError.self) {
            _ = try await LDAPConnection.connect(toFirstOf: servers)
        }
        #expect(error?.code == .certificateUntrusted)
        #expect(error?.description.contains("somebody stands between") == true, "\(error?.description ?? "")")
        #expect(second.connections == 0)
    }

    @Test("servers are found for a domain when none that is listed can be used")
    func discovered() async throws {
        let server = try ScriptedServer { _ in [.done()] }
        let found = try endpoint(server)
        let discovery = ServerDiscovery(domain: "127.0.0.1", like: found) { _ throws(LDAPError) in
            [DiscoveredServer(host: "127.0.0.1", port: found.url.port)]
        }
        let connection = try await LDAPServerList([try closed()], discovery: discovery).connect(as: .anonymous)
        #expect(connection.endpoint.url == found.url)
        let nothing = ServerDiscovery(domain: "dryad.invalid", like: found) { domain throws(LDAPError) in
            try ServiceRecords.servers(of: domain, code: -1, list: nil)
        }
        let closed = try closed()
        let error = await #expect(throws: LDAPError.self) {
            _ = try await LDAPServerList([closed], discovery: nothing).connect()
        }
        #expect(error?.description.contains("\(closed.url)") == true)
        #expect(error?.description.contains("no record _ldap._tcp.dryad.invalid") == true)
    }

    private func endpoint(_ server: ScriptedServer) throws -> LDAPEndpoint {
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.allowsPlaintextPassword = true
        return endpoint
    }
}
