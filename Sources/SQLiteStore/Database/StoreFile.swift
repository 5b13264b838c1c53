import Foundation
import GRDB

/// One SQLite file of Dryad's: made, recognized, opened.
///
/// A file that is not Dryad's, that is empty or that a later version wrote is refused; nothing is ever begun afresh in
/// place of something that is there. Files are readable by their owner alone, and so are the ones SQLite puts beside
/// them, since it gives those the mode of the main file.
struct StoreFile {
    /// What kind of store a file is: its `application_id` (sqlite.org, PRAGMA application_id) and its migrations.
    struct Kind: Sendable {
        let title: String
        let applicationID: Int32
        let migrations: [Migration]
        /// Whether somebody who wants to write waits a while for another process that does.
        var waitsForOthers = false
        /// How large the pages of a new file are, in bytes: by default they hold ten entries each, where SQLite's own 4 KiB
        /// waste a fifth of the file.
        var pageSize = 16_384
        /// How much the log holds before it is brought into the file, in bytes.
        var log = 16 << 20
    }

    /// One step of a store's schema; never edited after a release.
    struct Migration: Sendable {
        let name: String
        let sql: String
        /// What statements alone cannot say.
        let then: @Sendable (Database) throws -> Void

        init(name: String, sql: String, then: @escaping @Sendable (Database) throws -> Void = { _ in }) {
            self.name = name
            self.sql = sql
            self.then = then
        }
    }

    /// How much of the file a connection that writes holds, in KiB: 64 MiB, the indexes of a hundred thousand objects, which
    /// a first synchronization looks into again and again.
    static let writersCache = 65_536
    /// The same of a connection that only reads.
    private static let readersCache = 8_192

    static func create(_ path: String, _ kind: Kind) throws {
        // Made under another name and put in place whole: what a crash leaves is not taken for a store.
        let unfinished = path + ".dryad-new"
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(unfinished + suffix) }
        let descriptor = open(unfinished, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.files, "\(path) cannot be made: \(String(cString: strerror(errno))).")
        }
        close(descriptor)
        defer { unlink(unfinished) }
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA page_size = \(kind.pageSize)")
        }
        let queue = try DatabaseQueue(path: unfinished, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA application_id = \(kind.applicationID)")
            try database.execute(sql: "PRAGMA journal_mode = WAL")
        }
        try migrator(kind).migrate(queue)
        try queue.close()
        // A link, and not a rename: it does not replace what is there.
        guard link(unfinished, path) == 0 else {
            throw StoreError(
                errno == EEXIST ? .exists : .files,
                errno == EEXIST
                    ? "There is a file at \(path) already; it was left alone."
                    : "\(path) cannot be made: \(String(cString: strerror(errno)))."
            )
        }
    }

    static func pool(at path: String, _ kind: Kind) throws -> DatabasePool {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw StoreError(
                .missing,
                "There is no \(kind.title) at \(path). Restore it from a copy, or make a new workspace, or a new and empty part "
                    + "of this one, with `dryad init`."
            )
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard attributes[.type] as? FileAttributeType == .typeRegular, size > 0 else {
            throw StoreError(
                .foreign,
                "\(path) is empty or not a regular file; it is not a \(kind.title). Restore it from a copy."
            )
        }
        let pool: DatabasePool
        do {
            try recognize(path, kind)
            var configuration = Configuration()
            if kind.waitsForOthers { configuration.busyMode = .timeout(30) }
            configuration.prepareDatabase { database in
                // Who only reads walks once, or turns pages, and would keep as much beside it for nothing.
                let size = database.configuration.readonly ? Self.readersCache : Self.writersCache
                try database.execute(sql: "PRAGMA cache_size = -\(size)")
                let page = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? kind.pageSize
                try database.execute(sql: "PRAGMA wal_autocheckpoint = \(kind.log / page)")
            }
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw Self.refusal(of: path, kind, error)
        }
        KillPoint.watch(pool, of: kind.title)
        let migrator = migrator(kind)
        guard try pool.read({ try !migrator.hasBeenSuperseded($0) }) else {
            throw StoreError(
                .newer,
                "\(path) was written by a later version of Dryad. Use that version; the file was left alone."
            )
        }
        // Where nothing is to be migrated nothing is written: somebody else may be in the middle of a long transaction.
        if try !pool.read(migrator.hasCompletedMigrations) { try migrator.migrate(pool) }
        return pool
    }

    /// Why a file could not be opened.
    ///
    /// Only what SQLite takes for no database of its own is somebody else's. A disk that is full or fails, and a process that
    /// holds the file, say nothing of it: whoever moved it away then would lose a good store.
    static func refusal(of path: String, _ kind: Kind, _ error: DatabaseError) -> StoreError {
        switch error.resultCode {
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
            let said = error.message ?? "SQLite may not open it"
            return StoreError(.files, "\(path) cannot be used: \(said). May you write to it and to its folder?")
        case .SQLITE_CORRUPT:
            let said = error.message ?? "SQLite cannot read it"
            return StoreError(.damaged, "\(path) is damaged: \(said). It was left alone; restore it from a copy.")
        case .SQLITE_FULL, .SQLITE_IOERR:
            let said = error.message ?? "\(error.extendedResultCode)"
            return StoreError(
                error.resultCode == .SQLITE_FULL ? .full : .files,
                "\(path) cannot be opened: \(said). It was left alone; look whether its disk is full or fails, and try again."
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StoreError(.busy, "\(path) is held by another process. It was left alone; try again later.")
        default:
            return StoreError(.foreign, foreign(path, kind, error.message ?? "SQLite cannot read it"))
        }
    }

    /// Looks at the header without changing anything: opening for writing would already touch a foreign file.
    private static func recognize(_ path: String, _ kind: Kind) throws {
        var configuration = Configuration()
        configuration.readonly = true
        // Whoever closes the file last tidies it up, alone, for a moment.
        configuration.busyMode = .timeout(30)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        let found = try queue.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") ?? 0 }
        guard found == kind.applicationID else {
            throw StoreError(.foreign, Self.foreign(path, kind, "it belongs to another program"))
        }
        try refuseTruncated(path, kind)
    }

    /// A file that is shorter than its header says has lost its end, and SQLite notices only where it looks.
    ///
    /// While there is a log beside it, the log may hold what the file does not have yet: the header counts afterwards.
    private static func refuseTruncated(_ path: String, _ kind: Kind) throws {
        func size(_ path: String) -> Int {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.size] as? NSNumber)?.intValue ?? 0
        }
        guard size(path + "-wal") == 0, let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        let header = Array((try? file.read(upToCount: 32)) ?? Data())
        guard header.count == 32 else { throw StoreError(.damaged, truncated(path, kind)) }
        // sqlite.org/fileformat2.html, 1.3: the size of a page at 16, where 1 stands for 65536, and their number at 28.
        let page = Int(header[16]) << 8 | Int(header[17])
        let pages = header[28..<32].reduce(0) { $0 << 8 | Int($1) }
        guard size(path) >= (page == 1 ? 65_536 : page) * pages else {
            throw StoreError(.damaged, truncated(path, kind))
        }
    }

    private static func truncated(_ path: String, _ kind: Kind) -> String {
        "\(path) is a \(kind.title) that has lost its end. It was left alone; restore it from a copy."
    }

    private static func foreign(_ path: String, _ kind: Kind, _ why: String) -> String {
        "\(path) is not a \(kind.title): \(why). It was left alone; move it away and put the right file in its place, or "
            + "make a workspace in another folder with `dryad init`."
    }

    private static func migrator(_ kind: Kind) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in kind.migrations {
            migrator.registerMigration(migration.name) { database in
                try database.execute(sql: migration.sql)
                try migration.then(database)
            }
        }
        return migrator
    }
}
