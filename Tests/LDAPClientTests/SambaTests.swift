import Directory
import Foundation
import LDAPClient
import Lab
import Testing
import TestSupport

@Suite("A client of Samba's domain controller", .needsSamba, .forest(.samba))
struct SambaTests {
    private let access: ForestAccess

    init() throws { access = try ForestAccess() }

    @Test("signs in by principal name over TLS, and reads the whole schema")
    func schema() async throws {
        let connection = try await access.connect()
        let root = try await connection.rootDSE()
        #expect(root.isActiveDirectory)
        let request = SearchRequest(
            base: try #require(root.schemaNamingContext),
            scope: .subtree,
            filter: .any([.equal("objectClass", text: "attributeSchema"), .equal("objectClass", text: "classSchema")]),
            attributes: ["lDAPDisplayName"],
            pageSize: 300
        )
        let entries = try await connection.search(request, table: AttributeTable()).collect()
        await connection.close()
        // Windows Server 2008 R2: 234 classes and 1314 attributes.
        #expect(entries.count == 1548)
    }

    @Test(
        "signs in by domain and logon name, and by distinguished name, too",
        arguments: [
            "CONTOSO\\dryad-reader", "CN=dryad-reader,CN=Users,DC=contoso,DC=test",
        ]
    )
    func names(_ name: String) async throws {
        let connection = try await LDAPConnection.connect(to: access.endpoint())
        try await connection.bind(.simple(name: name, password: access.password))
        let request = SearchRequest(base: access.forest.baseDN, scope: .base, attributes: ["objectGUID"])
        #expect(try await connection.search(request, table: AttributeTable()).collect().count == 1)
        await connection.close()
    }

    @Test("a control goes with the search")
    func deleted() async throws {
        let connection = try await access.connect()
        let request = SearchRequest(
            base: "CN=Deleted Objects,\(access.forest.baseDN)",
            scope: .base,
            attributes: ["1.1"],
            pageSize: nil,
            controls: [.showDeleted, .extendedNames]
        )
        let entries = try await connection.search(request, table: AttributeTable()).collect()
        #expect(entries.count == 1)
        #expect(entries.first?.dn.hasPrefix("<GUID=") == true, "\(entries.first?.dn ?? "")")
        await connection.close()
    }

    @Test("an account without the right may not use DirSync")
    func directorySynchronization() async throws {
        let connection = try await access.connect()
        let request = SearchRequest(
            base: access.forest.baseDN,
            scope: .subtree,
            attributes: ["objectGUID"],
            pageSize: nil,
            controls: [.directorySynchronization()]
        )
        let error = await #expect(throws: LDAPError.self) {
            _ = try await connection.search(request, table: AttributeTable()).collect()
        }
        #expect(error?.code == .insufficientAccess, "\(error?.description ?? "")")
        await connection.close()
    }

    @Test(
        "Active Directory's own code of a refused sign-in is explained",
        arguments: [
            ("dryad-reader@contoso.test", "wrong"), ("nobody@contoso.test", "wrong"),
        ]
    )
    func subcode(_ name: String, _ password: String) async throws {
        let connection = try await LDAPConnection.connect(to: access.endpoint())
        let error = await #expect(throws: LDAPError.self) {
            try await connection.bind(.simple(name: name, password: Secret(Array(password.utf8))))
        }
        await connection.close()
        #expect(error?.code == .invalidCredentials)
        #expect(error?.diagnosticMessage?.contains("data 52e") == true, "\(error?.diagnosticMessage ?? "")")
        #expect(error?.description.contains("Code 52e means") == true, "\(error?.description ?? "")")
    }

    @Test("every object has an objectGUID of 16 bytes and an objectSid where it is a principal")
    func identifiers() async throws {
        let connection = try await access.connect()
        let table = AttributeTable()
        let request = SearchRequest(
            base: access.forest.baseDN,
            scope: .subtree,
            filter: .equal("objectClass", text: "user"),
            attributes: ["objectGUID", "objectSid", "sAMAccountName"]
        )
        let entries = try await connection.search(request, table: table).collect().map { Entry($0, table: table) }
        await connection.close()
        #expect(entries.count > 220)
        for entry in entries {
            #expect(entry.bytes("objectGUID").compactMap { ObjectGUID(bytes: $0) }.count == 1)
            #expect(entry.bytes("objectSid").compactMap { SecurityIdentifier(bytes: $0) }.count == 1)
        }
    }
}
