import Connectors
import Directory
import Foundation
import LDAPClient
import MeasuredRules
import Measuring
import SQLiteStore
import SyncEngine
import SyncRules

/// One step of a cycle over a directory and a store, and one line of figures.
///
///     synchronization import|synchronize URL BIND-DN PASSWORD-FILE STORE
@main
struct SynchronizationProgram {
    private struct Usage64: Error {}

    static func main() async {
        do {
            let arguments = CommandLine.arguments
            guard arguments.count == 6, let url = LDAPURL(arguments[2]) else { throw Usage64() }
            let path = arguments[5]
            if !FileManager.default.fileExists(atPath: path) { try WorkspaceStore.create(at: path) }
            let store = try WorkspaceStore(path: path)
            let rules = try StandardRules(table: store.table)
            let (clock, before) = (ContinuousClock.now, Usage.processorTime)
            let did: String
            switch arguments[1] {
            case "import": did = try await imported(url, arguments[3], arguments[4], rules, store)
            case "synchronize": did = try await synchronized(rules, store)
            default: throw Usage64()
            }
            let cpu = String(format: "cpu=%.6f", Usage.processorTime - before)
            print("program=swift step=\(arguments[1]) \(did) \(cpu) \(Usage.line(since: clock))")
        } catch is Usage64 {
            FileHandle.standardError.write(
                Data("synchronization: import|synchronize URL BIND-DN PASSWORD-FILE STORE\n".utf8)
            )
            exit(64)
        } catch {
            FileHandle.standardError.write(Data("synchronization: \(error)\n".utf8))
            exit(1)
        }
    }

    /// A full import, read to committed store.
    private static func imported(
        _ url: LDAPURL,
        _ name: String,
        _ passwordFile: String,
        _ rules: StandardRules,
        _ store: WorkspaceStore
    ) async throws -> String {
        guard let source = rules.connectors.first, let schema = source.schema else { throw Usage64() }
        var endpoint = LDAPEndpoint(url: url)
        endpoint.allowsPlaintextPassword = true
        let password = try Data(contentsOf: URL(filePath: passwordFile)).filter { $0 != UInt8(ascii: "\n") }
        let forest = LDAPForest(
            servers: LDAPServerList([endpoint]),
            credentials: .simple(name: name, password: Secret(Array(password)))
        )
        let request = ImportRequest(
            classes: AttributeInclusion.classes(of: source.rules),
            attributes: AttributeInclusion.attributes(of: source.rules),
            pageSize: 1000
        )
        let connector = forest.connector(source.identity, schema: schema)
        let result = try await FullImport(from: connector, into: store).run(request) { _ in }
        let counts = result.counts
        return "objects=\(counts.total) added=\(counts.added) updated=\(counts.updated) deleted=\(counts.deleted)"
    }

    /// A full synchronization, read from the store and committed to it.
    private static func synchronized(_ rules: StandardRules, _ store: WorkspaceStore) async throws -> String {
        let run = FullSynchronization(
            connectors: rules.connectors,
            table: store.table,
            clock: FileTime(unixSeconds: 1_700_000_000)
        )
        let result = try run.run(
            spaces: [StandardRules.forest: try await store.connectorSpace(of: StandardRules.forest)],
            metaverse: try await store.metaverse(),
            images: try await store.desiredImages(of: .tenant)
        ) { _ in }
        try await store.replaceMetaverse(with: result)
        return "objects=\(result.metaverse.count) images=\(result.images.count) errors=\(result.errors.count)"
    }
}
