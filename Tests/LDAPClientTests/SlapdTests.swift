import Directory
import Foundation
import Testing
import TestSupport

@testable import Lab
@testable import LDAPClient

@Suite("A client of slapd", .forest(.slapd))
struct SlapdTests {
    private let access: ForestAccess

    init() throws { access = try ForestAccess() }

    @Test("signs in over TLS and learns who it is and what the server is")
    func signIn() async throws {
        let connection = try await access.connect()
        let account = try await connection.whoAmI()
        #expect(DistinguishedName(String(account.dropFirst(3))) == DistinguishedName(access.forest.bindName))
        let root = try await connection.rootDSE()
        #expect(root.isActiveDirectory)
        #expect(root.defaultNamingContext == access.forest.baseDN)
        #expect(try #require(await connection.security).version.hasPrefix("TLS"))
        await connection.close()
    }

    @Test("signs in over a local socket as the account that runs this (RFC 4422 appendix A, EXTERNAL)")
    func external() async throws {
        let folder = access.test.folder.file(access.forest.name + "/ldapi").path(percentEncoded: false)
        let connection = try await LDAPConnection.connect(
            to: access.endpoint("ldapi://" + folder.replacing("/", with: "%2F"))
        )
        try await connection.bind(.external)
        let account = try await connection.whoAmI()
        #expect(DistinguishedName(String(account.dropFirst(3))) == DistinguishedName("cn=lab,\(access.forest.baseDN)"))
        await connection.close()
    }

    @Test("several at once on one connection each get their own answer")
    func concurrent() async throws {
        let connection = try await access.connect()
        let people = Population(forest: ForestBlueprint(name: access.forest.name)).records(for: .slapd)
            .filter { !$0.texts("sAMAccountName").isEmpty && $0.dn.contains("OU=People") }.prefix(40)
        let found = try await withThrowingTaskGroup(of: (String, String?).self) { group in
            for person in people {
                group.addTask {
                    let table = AttributeTable()
                    let request = SearchRequest(base: person.dn, scope: .base, attributes: ["sAMAccountName"])
                    let entry = try await connection.search(request, table: table).collect().first
                    return (person.dn, entry.flatMap { Entry($0, table: table).text("sAMAccountName") })
                }
            }
            return try await group.reduce(into: [String: String?]()) { $0[$1.0] = $1.1 }
        }
        for person in people { #expect(found[person.dn] == person.texts("sAMAccountName").first) }
        await connection.close()
    }

    @Test("signs in after StartTLS")
    func startTLS() async throws {
        var endpoint = try access.endpoint(access.test.url)
        endpoint.usesStartTLS = true
        let connection = try await LDAPConnection.connect(to: endpoint)
        try await connection.bind(access.credentials)
        #expect(await connection.security != nil)
        await connection.close()
    }

    @Test("a paged search brings every entry once, whatever the page size", arguments: [1, 7, 100, 5000])
    func paging(_ size: Int) async throws {
        let connection = try await access.connect()
        let table = AttributeTable()
        let request = SearchRequest(
            base: "OU=People,\(access.forest.baseDN)",
            scope: .subtree,
            filter: .equal("objectClass", text: "user"),
            attributes: ["cn", "mail", "objectGUID"],
            pageSize: size
        )
        var names: [String] = []
        for try await page in connection.search(request, table: table) {
            #expect(page.entries.count <= size)
            names += page.entries.map(\.dn)
        }
        await connection.close()
        let expected = Population(forest: ForestBlueprint(name: access.forest.name)).records(for: .slapd)
            .filter { $0.texts("objectClass").contains("user") && $0.dn.contains("OU=People") }.map(\.dn)
        #expect(Set(names.map { DistinguishedName($0) }) == Set(expected.map { DistinguishedName($0) }))
        #expect(names.count == expected.count)
    }

    @Test("values arrive byte for byte, text and bytes alike")
    func values() async throws {
        let record = try #require(
            Population(forest: ForestBlueprint(name: access.forest.name)).records(for: .slapd)
                .first { $0.texts("cn").contains { $0.contains("山") } }
        )
        let connection = try await access.connect()
        let table = AttributeTable()
        let names: [AttributeName] = ["cn", "sn", "objectGUID", "objectSid"]
        let request = SearchRequest(base: record.dn, scope: .base, attributes: names)
        let entries = try await connection.search(request, table: table).collect()
        await connection.close()
        let entry = Entry(try #require(entries.first), table: table)
        for name in names {
            #expect(entry.bytes(name) == record.values.filter { $0.name == name }.map(\.bytes), "\(name)")
        }
    }

    @Test(
        "a failure says what it was",
        arguments: [
            ("CN=nobody,DC=fabrikam,DC=test", "wrong", LDAPError.Code.invalidCredentials), ("", "x", .insecure),
            ("CN=x", "", .insecure),
        ]
    )
    func refused(_ name: String, _ password: String, _ code: LDAPError.Code) async throws {
        let connection = try await LDAPConnection.connect(to: access.endpoint())
        let error = await #expect(throws: LDAPError.self) {
            try await connection.bind(.simple(name: name, password: Secret(Array(password.utf8))))
        }
        #expect(error?.code == code)
        #expect(error?.description.contains("wrong") == (code == .invalidCredentials))
        await connection.close()
    }

    @Test("a password does not leave without TLS unless somebody insists, and then only on this machine")
    func plaintext() async throws {
        var endpoint = try access.endpoint(access.test.url)
        let connection = try await LDAPConnection.connect(to: endpoint)
        let error = await #expect(throws: LDAPError.self) { try await connection.bind(access.credentials) }
        #expect(error?.code == .insecure)
        #expect(error?.description.contains("--start-tls") == true)
        // Nothing was sent: the connection is still good and nobody has signed in.
        #expect(try await connection.whoAmI().isEmpty)
        await connection.close()
        endpoint.allowsPlaintextPassword = true
        let insisting = try await LDAPConnection.connect(to: endpoint)
        try await insisting.bind(access.credentials)
        await insisting.close()
        let remote = LDAPEndpoint(url: try #require(LDAPURL("ldap://dc1.corp.example")))
        var allowed = remote
        allowed.allowsPlaintextPassword = true
        #expect(throws: LDAPError.self) { try BindPolicy.check("cn=x", Secret([1]), allowed, isProtected: false) }
    }

    @Test("a certificate of another authority is refused, and its own is asked for")
    func otherAuthority() async throws {
        let folder = try TemporaryFolder()
        let other = LabFolder(folder.url)
        try await LabCertificates(other).prepare()
        var endpoint = try access.endpoint()
        endpoint.certificateAuthorityFile = other.authority
        let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
        #expect(error?.code == .certificateUntrusted, "\(error?.description ?? "")")
        #expect(error?.description.contains("--ca-file") == true, "\(error?.description ?? "")")
    }

    @Test("without an authority of its own the system's decide, and they do not know the lab's")
    func systemAuthorities() async throws {
        var endpoint = try access.endpoint()
        endpoint.certificateAuthorityFile = nil
        let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
        #expect(error?.code == .certificateUntrusted)
    }

    @Test("a server whose certificate is for another name is refused, and the name is shown", arguments: [false, true])
    func otherHost(_ startTLS: Bool) async throws {
        let folder = try TemporaryFolder()
        let other = LabFolder(folder.url)
        let certificates = try LabCertificates(other)
        try await certificates.prepare()
        try await certificates.issue(for: "dc9.elsewhere.test", address: "127.77.0.9", into: other.path)
        let server = try PlainDirectory(
            """
            TLSCertificateFile \(other.path)/server.pem
            TLSCertificateKeyFile \(other.path)/server.key
            """
        )
        var endpoint = try access.endpoint(startTLS ? server.url : server.secureURL)
        endpoint.usesStartTLS = startTLS
        endpoint.certificateAuthorityFile = other.authority
        let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
        #expect(error?.code == .certificateForAnotherHost, "\(error?.description ?? "")")
        #expect(error?.description.contains("dc9.elsewhere.test") == true, "\(error?.description ?? "")")
    }

    @Test("an authority file that is not there is named")
    func missingAuthority() async throws {
        var endpoint = try access.endpoint()
        endpoint.certificateAuthorityFile = "/nowhere/ca.pem"
        let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
        #expect(error?.description.contains("/nowhere/ca.pem") == true)
    }

    @Test(
        "an address where nobody listens, and a name that nobody knows",
        arguments: [
            ("ldaps://127.77.7.7:6", LDAPError.Code.unreachable), ("ldaps://nobody.invalid", .hostNotFound),
            ("ldapi://%2Fnowhere%2Fldapi", .unreachable),
        ]
    )
    func unreachable(_ url: String, _ code: LDAPError.Code) async throws {
        let endpoint = try access.endpoint(url)
        let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
        #expect(error?.code == code, "\(error?.description ?? "")")
    }

    @Test("an entry that is not there is a failure, not an empty answer")
    func missingEntry() async throws {
        let connection = try await access.connect()
        let request = SearchRequest(base: "OU=Nowhere,\(access.forest.baseDN)", scope: .subtree)
        let error = await #expect(throws: LDAPError.self) {
            _ = try await connection.search(request, table: AttributeTable()).collect()
        }
        #expect(error?.code == .noSuchObject)
        #expect(error?.matchedDN.map { DistinguishedName($0) } == DistinguishedName(access.forest.baseDN))
        await connection.close()
    }

    @Test("a search that is cancelled ends, and the connection goes on")
    func cancellation() async throws {
        let connection = try await access.connect()
        let base = access.forest.baseDN
        let search = Task {
            let request = SearchRequest(base: base, scope: .subtree, pageSize: 1)
            return try await connection.search(request, table: AttributeTable()).collect().count
        }
        search.cancel()
        let error = await #expect(throws: LDAPError.self) { _ = try await search.value }
        #expect(error?.code == .cancelled)
        #expect(try await connection.rootDSE().defaultNamingContext == base)
        await connection.close()
    }

    @Test("a closed connection says so")
    func closed() async throws {
        let connection = try await access.connect()
        await connection.close()
        let error = await #expect(throws: LDAPError.self) { _ = try await connection.rootDSE() }
        #expect(error?.code == .serverDown)
    }
}
