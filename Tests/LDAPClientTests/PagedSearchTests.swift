import Directory
import TestSupport
import Testing

@testable import LDAPClient

@Suite("Pages that are handed out")
struct PagedSearchTests {
    private struct Enough: Error {}

    private static let entry = ScriptedStep.entry("CN=a,DC=x", [("cn", ["a"])])

    private func connect(_ server: ScriptedServer) async throws -> LDAPConnection {
        try await LDAPConnection.connect(to: LDAPEndpoint(url: try #require(LDAPURL(server.url))))
    }

    private func search(_ pageSize: Int? = 1) -> SearchRequest {
        SearchRequest(base: "DC=x", scope: .subtree, attributes: ["cn"], pageSize: pageSize)
    }

    @Test("the next page is asked for while one is handed out, and none after the last", .timeLimit(.minutes(1)))
    func ahead() async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            return [Self.entry, .done(cookie: request.searches < 3 ? [UInt8(request.searches + 1)] : [])]
        }
        let asked = { server.requests.count { $0.operation == .search } }
        let connection = try await connect(server)
        var pages = 0
        let proof = try await connection.search(search(), table: AttributeTable()).deliver { page in
            pages += 1
            #expect(page.entries.count == 1)
            // Would never end if the next page were asked for after this one.
            while asked() < min(pages + 1, 4) { await Task.yield() }
        }
        #expect(proof.entries == 4 && pages == 4 && asked() == 4)
        await connection.close()
    }

    @Test("who wants no more ends the search, whatever is on its way", .timeLimit(.minutes(1)))
    func enough() async throws {
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            switch request.searches {
            case 0: return [Self.entry, .done(cookie: [1])]
            // No answer ever.
            case 1: return []
            default: return [Self.entry, .done()]
            }
        }
        let connection = try await connect(server)
        await #expect(throws: Enough.self) {
            try await connection.search(search(), table: AttributeTable()).deliver { _ in
                while server.requests.count(where: { $0.operation == .search }) < 2 { await Task.yield() }
                throw Enough()
            }
        }
        #expect(try await connection.search(search(nil), table: AttributeTable()).collect().count == 1)
        await connection.close()
    }
}
