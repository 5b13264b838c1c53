import Directory
import TestSupport
import Testing

@testable import LDAPClient

@Suite("Pages that are handed out")
struct PagedSearchTests {
    private struct Enough: Error {}

    private static let entry = ScriptedStep.entry("CN=a,DC=x", [("cn", ["a"])])

    /// Waits for the next request.
    private static func next(_ asked: AsyncStream<Void>) async { for await _ in asked { return } }

    private func connect(_ server: ScriptedServer) async throws -> LDAPConnection {
        try await LDAPConnection.connect(to: LDAPEndpoint(url: try #require(LDAPURL(server.url))))
    }

    private func search(_ pageSize: Int? = 1) -> SearchRequest {
        SearchRequest(base: "DC=x", scope: .subtree, attributes: ["cn"], pageSize: pageSize)
    }

    // Who does not ask ahead would wait for ever; the limit is for that alone.
    @Test("the next page is asked for while one is handed out, and none after the last", .timeLimit(.minutes(20)))
    func ahead() async throws {
        let (asked, ask) = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            ask.yield()
            return [Self.entry, .done(cookie: request.searches < 3 ? [UInt8(request.searches + 1)] : [])]
        }
        let connection = try await connect(server)
        var pages = 0
        let proof = try await connection.search(search(), table: AttributeTable()).deliver { page in
            pages += 1
            #expect(page.entries.count == 1)
            // Its own request and the next one, then one more with each page but the last.
            if pages == 1 { await Self.next(asked) }
            if pages < 4 { await Self.next(asked) }
        }
        #expect(proof.entries == 4 && pages == 4)
        #expect(server.requests.count { $0.operation == .search } == 4)
        await connection.close()
    }

    @Test("who wants no more ends the search, whatever is on its way", .timeLimit(.minutes(20)))
    func enough() async throws {
        let (asked, ask) = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            ask.yield()
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
                for _ in 0..<2 { await Self.next(asked) }
                throw Enough()
            }
        }
        #expect(try await connection.search(search(nil), table: AttributeTable()).collect().count == 1)
        await connection.close()
    }
}
