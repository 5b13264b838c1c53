public import Directory
import GRDB
import SyncEngine

/// The store of a workspace: cached schemas, generated rules, connector spaces, metaverse, exports, runs.
///
/// Safe to use from any task; readers do not wait for writers (WAL). What belongs together is written in one
/// transaction.
public final class WorkspaceStore: Sendable {
    /// The numbers of attribute names in this store.
    public let table: AttributeTable
    /// Where the file is.
    public let path: String

    let pool: DatabasePool
    /// Makes the fingerprints of entries.
    let digest: EntryDigest
    /// How many bytes of notes are kept for comparing runs.
    let kept: Int

    static let kind = StoreFile.Kind(
        title: "Dryad store",
        applicationID: 0x4472_7964,
        migrations: [
            StoreFile.Migration(name: "0001", sql: WorkspaceTables.first),
            StoreFile.Migration(name: "0002", sql: WorkspaceTables.schemaState),
            StoreFile.Migration(name: "0003", sql: WorkspaceTables.waitingFiles),
            StoreFile.Migration(name: "0004-spaces", sql: WorkspaceTables.spaces, then: SpaceRows.fingerprint),
            StoreFile.Migration(name: "0004-watermarks", sql: WorkspaceTables.watermarks),
            StoreFile.Migration(name: "0005-run-steps", sql: WorkspaceTables.runSteps),
            StoreFile.Migration(name: "0006-outbox", sql: WorkspaceTables.outbox),
            StoreFile.Migration(name: "0006-object-links", sql: WorkspaceTables.objectLinks),
            StoreFile.Migration(name: "0006-run-figures", sql: WorkspaceTables.runFigures),
            StoreFile.Migration(name: "0006-holder-host", sql: WorkspaceTables.holderHost),
            StoreFile.Migration(name: "0007-run-memory", sql: WorkspaceTables.runMemory),
            StoreFile.Migration(name: "0008-pages", sql: WorkspaceTables.pages, then: WorkspaceTables.fillPages),
            StoreFile.Migration(name: "0009-pending", sql: WorkspaceTables.pendingDone),
            StoreFile.Migration(name: "0009-imports", sql: WorkspaceTables.imports),
            StoreFile.Migration(name: "0010-images", sql: WorkspaceTables.images, then: WorkspaceTables.fillImages),
            StoreFile.Migration(name: "0011-outgoing-parts", sql: WorkspaceTables.outgoingParts),
            StoreFile.Migration(name: "0012-disconnectors", sql: WorkspaceTables.disconnectors),
            StoreFile.Migration(name: "0012-forest-parameters", sql: WorkspaceTables.forestParameters),
            StoreFile.Migration(name: "0013-write-backs", sql: WorkspaceTables.writeBacks),
            StoreFile.Migration(name: "0014-runs-compared", sql: WorkspaceTables.undo),
            StoreFile.Migration(name: "0015-copy-objects", sql: WorkspaceTables.copyObjects),
            StoreFile.Migration(name: "0016-copy-object-moments", sql: WorkspaceTables.copyObjectMoments),
            StoreFile.Migration(name: "0017-former-links", sql: WorkspaceTables.formerLinks),
            StoreFile.Migration(name: "0018-joined", sql: WorkspaceTables.joined),
            StoreFile.Migration(name: "0019-import-gone", sql: WorkspaceTables.importGone),
            StoreFile.Migration(name: "0020-indexed-labels", sql: WorkspaceTables.indexedLabels),
        ],
        waitsForOthers: true
    )

    /// Makes a new store; there must be no file at the path.
    public static func create(at path: String) throws { try StoreFile.create(path, kind) }

    /// Opens a store.
    public convenience init(path: String) throws { try self.init(path: path, keeping: UndoParts.most) }

    /// Opens a store that keeps so many bytes of notes for comparing runs.
    init(path: String, keeping kept: Int) throws {
        (self.path, self.kept) = (path, kept)
        pool = try StoreFile.pool(at: path, Self.kind)
        table = AttributeTable(try pool.read(AttributeRows.names))
        digest = try pool.read(SpaceRows.digest)
    }

    /// Takes over the attribute names that others have brought into the store since it was opened, with their numbers: what
    /// brings names of its own does so afterwards.
    public func learnNames() async throws { try await pool.read { [table] in try AttributeRows.learn(table, $0) } }
}
