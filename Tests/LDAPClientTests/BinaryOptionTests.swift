import Directory
import TestSupport
import Testing

@testable import LDAPClient

@Suite("The option binary")
struct BinaryOptionTests {
    /// RFC 4522: the option is about how values travel; slapd gives certificates under no other name.
    @Test("values that a server gives under it are the attribute's own; other options make other attributes")
    func own() async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return [
                .entry("CN=a,DC=x", [("cn", ["a"]), ("userCertificate;binary", ["1"]), ("title;lang-de", ["t"])]),
                .entry("CN=b,DC=x", [("cn", ["b"]), ("userCertificate;binary", ["2"]), ("userCertificate", ["3"])]),
                .entry("CN=c,DC=x", [("USERCERTIFICATE;BINARY", ["4"]), ("userCertificate;binary;x", ["5"])]),
                .done(),
            ]
        }
        let connection = try await LDAPConnection.connect(to: LDAPEndpoint(url: try #require(LDAPURL(server.url))))
        let table = AttributeTable()
        let request = SearchRequest(base: "DC=x", scope: .subtree, attributes: ["cn", "userCertificate"])
        let entries = try await connection.search(request, table: table).collect().map { Entry($0, table: table) }
        await connection.close()
        #expect(entries.map { $0.texts("userCertificate") } == [["1"], ["2", "3"], ["4"]])
        #expect(entries.map { $0.texts("title") } == [[], [], []])
        #expect(entries.first?.texts("title;lang-de") == ["t"])
        #expect(!table.names.contains("userCertificate;binary"))
    }
}
