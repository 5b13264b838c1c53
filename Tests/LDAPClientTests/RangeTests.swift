import Directory
import TestSupport
import Testing

@testable import LDAPClient

/// Values that Active Directory hands out in parts (MS-ADTS section 3.1.1.3.1.3.3).
@Suite("Ranges of values")
struct RangeTests {
    private static let members = (0..<10).map { "CN=m\($0),DC=x" }

    /// A server that gives at most some values at a time, from the place that is asked for.
    private static func server(_ most: Int, fails at: Int? = nil, drops: Int? = nil) throws -> ScriptedServer {
        try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            let asked = request.attributes.first { $0.hasPrefix("member;range=") }
            let start = asked.flatMap { Int($0.dropFirst("member;range=".count).prefix { $0.isNumber }) } ?? 0
            if start == at { return [.done(32)] }
            if start == drops { return [.entry("CN=g,DC=x", [("cn", ["g"])]), .done()] }
            let end = min(start + most, members.count)
            let bound = end == members.count ? "*" : "\(end - 1)"
            let name = start == 0 && end == members.count ? "member" : "member;range=\(start)-\(bound)"
            return [
                .entry("CN=g,DC=x", [("cn", ["g"]), ("member", []), (name, Array(members[start..<end]))]), .done(),
            ]
        }
    }

    private func read(_ server: ScriptedServer) async throws -> [String] {
        let connection = try await LDAPConnection.connect(to: LDAPEndpoint(url: try #require(LDAPURL(server.url))))
        let table = AttributeTable()
        let request = SearchRequest(base: "DC=x", scope: .subtree, attributes: ["cn", "member"])
        let entries = try await connection.search(request, table: table).collect()
        await connection.close()
        let entry = Entry(try #require(entries.first), table: table)
        #expect(entry.texts("cn") == ["g"])
        return entry.texts("member").sorted()
    }

    @Test("are put together whole", arguments: [1, 3, 5, 9, 10])
    func whole(_ most: Int) async throws {
        let server = try Self.server(most)
        #expect(try await read(server) == Self.members)
        #expect(server.requests.count(where: { $0.operation == .search }) == (Self.members.count + most - 1) / most)
    }

    @Test("a part that does not come makes the read fail, not the list shorter", arguments: [true, false])
    func missing(_ fails: Bool) async throws {
        let server = try fails ? Self.server(3, fails: 6) : Self.server(3, drops: 6)
        let error = await #expect(throws: LDAPError.self) { _ = try await read(server) }
        #expect(error?.code == (fails ? .noSuchObject : .rangedValues), "\(error?.description ?? "")")
    }
}
