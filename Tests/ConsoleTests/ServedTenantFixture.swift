import Foundation
import LDAPClient
import Lab
import Directory
import TestSupport
import WizardTasks

@testable import Console

/// A tenant that is served from one workspace, and a second workspace that exports into it.
final class ServedTenantFixture: Sendable {
    let folder: TemporaryFolder
    let surroundings: Surroundings
    private let address = Locked("")
    private let running = Locked<Task<Void, any Error>?>(nil)

    init() async throws {
        folder = try TemporaryFolder()
        let identifiers = CountedIdentifiers()
        surroundings = Surroundings(
            now: { Date(timeIntervalSince1970: 1_700_000_000) },
            newIdentifier: { identifiers.next() },
            author: "ada@test",
            processIdentifier: 1,
            variable: { _ in nil },
            retry: RetryPolicy(sleep: { _ in })
        )
        for name in ["server", "client"] { try Workspace.create(in: place(name), surroundings: surroundings) }
        let token = try TenantToken.readOrMake(tokenFile)
        let served = try await open("server")
        let address = address
        let (ready, begun) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            defer { begun.finish() }
            try await TenantServer(served, port: 0, token: token).run { url in
                address.withLock { $0 = url }
                begun.yield()
            }
        }
        running.withLock { $0 = task }
        for await _ in ready { break }
        if url.isEmpty { try await task.value }
        try edit {
            $0.replacing(
                "tenant:\n  store: .dryad/tenant.sqlite",
                with: "tenant:\n  url: \(self.url)\n  tokenFile: \(self.tokenFile)"
            )
        }
    }

    deinit { stop() }

    func stop() { running.withLock { $0?.cancel() } }

    /// Ends the service and waits until it has.
    func end() async {
        stop()
        _ = await running.withLock { $0 }?.result
    }

    var url: String { address.withLock { $0 } }
    var port: Int { URL(string: url)?.port ?? 0 }
    var tokenFile: String { folder.file("tenant.token").path(percentEncoded: false) }

    func place(_ name: String) -> WorkspaceFolder {
        WorkspaceFolder(path: folder.file(name).path(percentEncoded: false))
    }

    func open(_ name: String) async throws -> Workspace {
        try await Workspace.open(place(name), surroundings: surroundings)
    }

    /// Changes the client's dryad.yaml.
    func edit(_ change: (String) -> String) throws {
        let path = place("client").configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(change(text).utf8).write(to: URL(filePath: path))
    }

    /// Gives the client a forest, with so many users.
    func addForest(users: Int) async throws {
        let blueprint = ForestBlueprint(name: "contoso.test", features: [])
        let population = Population(forest: blueprint, users: users, groups: 4, contacts: 3, computers: 3)
        let records =
            [blueprint.rootDSERecord()] + blueprint.frameRecords() + (try blueprint.schemaRecords())
            + population.records(for: .slapd)
        let path = try folder.write(LDIFWriter.write(records), to: "forest.ldif").path(percentEncoded: false)
        _ = try await AddForest(in: try await open("client")).run(name: "contoso.test", source: .file(path))
        let task = RefreshSchema(in: try await open("client"))
        try await task.apply(try await task.prepare { _ in })
    }

    /// Puts an empty store in place of the client's: schema and forests have to be read anew.
    func forget() async throws {
        let path = place("client").resolve(".dryad/store.sqlite")
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try Workspace.create(in: place("client"), surroundings: surroundings)
        let task = RefreshSchema(in: try await open("client"))
        try await task.apply(try await task.prepare { _ in })
    }

    func run() async throws -> SynchronizationReport {
        try await Synchronize(in: try await open("client")).run { _ in }
    }
}
