import Foundation
import GRDB
import SyncEngine
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("A store's file")
struct StoreFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder.file("store.sqlite").path(percentEncoded: false) }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    @Test("only its owner may read the file and what SQLite puts beside it")
    func modes() async throws {
        try WorkspaceStore.create(at: path)
        let store = try WorkspaceStore(path: path)
        _ = try await store.record(RunRecord(number: 0, began: "a", ended: "b", outcome: "success", steps: []))
        for suffix in ["", "-wal", "-shm"] {
            #expect(try mode(path + suffix) & 0o077 == 0, "\(suffix)")
        }
    }

    @Test("a file that is there is never written over")
    func exists() throws {
        try Data("mine".utf8).write(to: URL(filePath: path))
        let error = #expect(throws: StoreError.self) { try WorkspaceStore.create(at: path) }
        #expect(error?.code == .exists)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }

    @Test(
        "a foreign file is refused and left as it was",
        arguments: ["", "not a database, but long enough to be taken for one by nobody at all", "SQLite format 3\u{0}"]
    )
    func foreign(_ content: String) throws {
        try Data(content.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: StoreError.self) { try WorkspaceStore(path: path) }
        #expect(error?.code == .foreign)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(content.utf8))
    }

    @Test(
        "a file that the disk or another process keeps from being opened is not called another program's",
        arguments: [
            // sqlite.org/rescode.html: I/O error, full, busy, locked, read-only, corrupt, not a database.
            (10, StoreError.Code.files), (13, .full), (5, .busy), (6, .busy), (8, .files), (11, .damaged),
            (26, .foreign),
        ] as [(Int32, StoreError.Code)]
    )
    func unopened(_ code: Int32, _ expected: StoreError.Code) {
        let error = DatabaseError(resultCode: ResultCode(rawValue: code))
        let refusal = StoreFile.refusal(of: "a.sqlite", WorkspaceStore.kind, error)
        #expect(refusal.code == expected)
        // Whoever moved a good store away because of a full disk would lose it.
        #expect(refusal.description.contains("move it away") == (expected == .foreign))
    }

    @Test("the tenant's file is not the workspace's")
    func otherKind() throws {
        try TenantDatabase.create(at: path)
        let error = #expect(throws: StoreError.self) { try WorkspaceStore(path: path) }
        #expect(error?.code == .foreign)
    }

    @Test("a store that a later version wrote is refused")
    func newer() throws {
        try WorkspaceStore.create(at: path)
        try StoreFixture.addMigration("9999", to: path)
        let error = #expect(throws: StoreError.self) { try WorkspaceStore(path: path) }
        #expect(error?.code == .newer)
    }

    @Test("a missing store says how to make one")
    func missing() {
        let error = #expect(throws: StoreError.self) { try WorkspaceStore(path: path) }
        #expect(error?.code == .missing)
        #expect(error?.description.contains("dryad init") == true)
    }

    /// reliability 2.3: S2.
    @Test("a full disk, a page that is torn and a store that others keep are told in words")
    func failures() throws {
        #expect(StoreError(database: DatabaseError(resultCode: .SQLITE_FULL))?.code == .full)
        #expect(StoreError(database: DatabaseError(resultCode: .SQLITE_IOERR_WRITE))?.code == .files)
        #expect(StoreError(database: DatabaseError(resultCode: .SQLITE_CORRUPT))?.code == .damaged)
        #expect(StoreError(database: DatabaseError(resultCode: .SQLITE_BUSY))?.code == .busy)
        #expect(StoreError(database: DatabaseError(resultCode: .SQLITE_ERROR)) == nil)
        #expect(StoreError(database: CancellationError()) == nil)
    }

    /// reliability 2.3: S3.
    ///
    /// SQLite opens an empty file as a new database, and a short one until it misses a page.
    @Test(
        "I1: a store that has lost its end is refused and left as it was",
        arguments: [0.0, 0.01, 0.3, 0.5, 0.9, 0.999],
        [true, false]
    )
    func truncated(_ part: Double, _ isTenant: Bool) throws {
        if isTenant { try TenantDatabase.create(at: path) } else { try WorkspaceStore.create(at: path) }
        let whole = try Data(contentsOf: URL(filePath: path))
        try #require(whole.count > 16_384)
        let cut = whole.prefix(Int(Double(whole.count) * part))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try Data(cut).write(to: URL(filePath: path))
        let error = #expect(throws: StoreError.self) {
            if isTenant { _ = try TenantDatabase(path: path) } else { _ = try WorkspaceStore(path: path) }
        }
        #expect(error.map { [.foreign, .damaged].contains($0.code) } == true, "\(error as Any)")
        #expect(error?.description.contains("copy") == true || error?.description.contains("right file") == true)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(cut))
    }
}
