import Directory
import DirectorySchema
import Lab
import LDAPClient
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import Connectors

/// What becomes of an import when the servers of some domains do not do what they should.
@Suite("An import of several domains")
struct ForestImportTests {
    private let schema: SchemaSnapshot
    private let pages = Locked<[ImportPage]>([])

    init() throws {
        let table = AttributeTable()
        var reader = try #require(ActiveDirectorySchemaReader(table: table))
        var packer = EntryPacker()
        for record in try ForestBlueprint(name: "a").schemaRecords() {
            reader.add(record.packed(with: &packer, table: table))
        }
        schema = reader.snapshot()
    }

    private func run(
        _ root: ScriptedServer,
        named: [String: ScriptedServer] = [:],
        excluded: [String] = [],
        others: [ScriptedServer] = []
    ) async throws -> ImportOutcome {
        let endpoint = { (server: ScriptedServer) in LDAPEndpoint(url: try #require(LDAPURL(server.url))) }
        let forest = LDAPForest(
            servers: LDAPServerList(try ([root] + others).map(endpoint)),
            domains: DomainServers(named: try named.mapValues(endpoint), excluded: excluded),
            credentials: .anonymous,
            retry: RetryPolicy(sleep: { _ in })
        )
        pages.withLock { $0 = [] }
        return try await forest.connector(ConnectorID("x"), schema: schema).importObjects(
            ImportRequest(classes: ["user"], attributes: ["cn"], pageSize: 2),
            table: AttributeTable()
        ) { page in pages.withLock { $0.append(page) } }
    }

    private func delivered(_ partition: String) -> [[String]] {
        pages.withLock { pages in
            pages.filter { $0.partition == partition }.map { page in
                (page.begins ? ["|"] : []) + page.objects.map(\.entry.dn) + (page.completes ? ["."] : [])
            }
        }
    }

    private let root = ScriptedDomain(name: "DC=a", forest: ["DC=a", "DC=b,DC=a"], pages: [["r1", "r2"], ["r3"]])
    private let child = ScriptedDomain(name: "DC=b,DC=a", pages: [["c1", "c2"], ["c3"]])

    @Test("each domain is read from its own server")
    func whole() async throws {
        let servers = (try root.server(), try child.server())
        let outcome = try await run(servers.0, named: ["b.a": servers.1])
        #expect(outcome.complete == ["DC=a", "DC=b,DC=a"] && outcome.incomplete.isEmpty)
        #expect(delivered("DC=a") == [["|", "CN=r1,DC=a", "CN=r2,DC=a"], ["CN=r3,DC=a"], ["."]])
        #expect(delivered("DC=b,DC=a") == [["|", "CN=c1,DC=b,DC=a", "CN=c2,DC=b,DC=a"], ["CN=c3,DC=b,DC=a"], ["."]])
    }

    @Test("a domain for which no server is known is incomplete, with what to write")
    func noServer() async throws {
        let outcome = try await run(try root.server())
        #expect(outcome.complete == ["DC=a"])
        #expect(outcome.incomplete.map(\.partition) == ["DC=b,DC=a"])
        let reason = outcome.incomplete.first?.reason ?? ""
        #expect(reason.contains("No server for it is named in dryad.yaml") && reason.contains("\"b.a: ldaps://…\""))
    }

    @Test("a read that breaks off in the middle begins anew on a new connection, and never in the middle")
    func restart() async throws {
        let breaks = Locked(2)
        var child = child
        child.instead = { place in
            guard place == 1 else { return nil }
            return breaks.withLock { left in
                left -= 1
                return left >= 0 ? [.close] : nil
            }
        }
        let servers = (try root.server(), try child.server())
        let outcome = try await run(servers.0, named: ["b.a": servers.1])
        #expect(outcome.incomplete.isEmpty)
        let first = ["|", "CN=c1,DC=b,DC=a", "CN=c2,DC=b,DC=a"]
        #expect(delivered("DC=b,DC=a") == [first, first, first, ["CN=c3,DC=b,DC=a"], ["."]])
        #expect(servers.1.connections == 3)
        #expect(servers.1.requests.filter { $0.operation == .search }.map(\.cookie) == [[], [1], [], [1], [], [1]])
    }

    @Test(
        "a fault makes its own domain incomplete, whichever it is",
        arguments: [
            [ScriptedStep.close], [.done(50)], [.done(10)], [.done(32)], [.done(4)], [.done(51)], [.cut(3, .done())],
            [.done(11)],
        ],
        [0, 1]
    )
    func fault(_ steps: [ScriptedStep], _ page: Int) async throws {
        for isRoot in [true, false] {
            var (root, child) = (root, child)
            let fault: @Sendable (Int) -> [ScriptedStep]? = { $0 == page ? steps : nil }
            if isRoot { root.instead = fault } else { child.instead = fault }
            let servers = (try root.server(), try child.server())
            let outcome = try await run(servers.0, named: ["b.a": servers.1])
            #expect(outcome.complete == [isRoot ? "DC=b,DC=a" : "DC=a"])
            let url = isRoot ? servers.0.url : servers.1.url
            #expect(outcome.incomplete.first?.reason.contains(url) == true, "\(outcome.incomplete)")
        }
    }

    @Test("when no domain can be read the import throws, and names each")
    func none() async throws {
        var (root, child) = (root, child)
        root.instead = { _ in [.done(50)] }
        child.instead = { _ in [.done(52)] }
        let servers = (try root.server(), try child.server())
        let error = await #expect(throws: ConnectorError.self) {
            _ = try await run(servers.0, named: ["b.a": servers.1])
        }
        let text = error?.description ?? ""
        #expect(text.contains("DC=a: \(servers.0.url)") && text.contains("DC=b,DC=a: \(servers.1.url)"), "\(text)")
        root.forest = ["DC=a"]
        let alone = try root.server()
        let single = await #expect(throws: LDAPError.self) { _ = try await run(alone) }
        #expect(single?.code == .insufficientAccess)
    }

    @Test("another server of the forest takes over its domain when the first one has gone in the middle")
    func takeOver() async throws {
        var first = root
        first.forest = ["DC=a"]
        let second = first
        let isGone = Locked(false)
        first.instead = { place in
            guard place == 1 else { return nil }
            isGone.withLock { $0 = true }
            return [.close]
        }
        // It refuses sign-ins from then on, as a server does that shuts down.
        let front = try ScriptedServer { [first] request in
            request.operation == .bind && isGone.withLock { $0 } ? [.done(52)] : first.steps(request)
        }
        let secondServer = try second.server()
        let outcome = try await run(front, others: [secondServer])
        #expect(outcome.complete == ["DC=a"])
        let page = ["|", "CN=r1,DC=a", "CN=r2,DC=a"]
        #expect(delivered("DC=a") == [page, page, ["CN=r3,DC=a"], ["."]])
        #expect(secondServer.connections == 1)
    }

    @Test("a domain that is excluded is not asked for; one that is left out of all is an error")
    func excluded() async throws {
        let servers = (try root.server(), try child.server())
        let outcome = try await run(servers.0, named: ["b.a": servers.1], excluded: ["B.A"])
        #expect(outcome.complete == ["DC=a"] && outcome.incomplete.isEmpty)
        #expect(servers.1.connections == 0)
        let error = await #expect(throws: ConnectorError.self) {
            _ = try await run(servers.0, excluded: ["a", "b.a"])
        }
        #expect(error?.description.contains("a, b.a are excluded") == true, "\(error?.description ?? "")")
    }
}
