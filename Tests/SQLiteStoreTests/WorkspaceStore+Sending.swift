import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// Exports to a target that says what a test wants it to say.
extension WorkspaceStore {
    /// Writes everything that waits down as leaving; the images of so many changes are read ahead.
    func takeAll(as state: OutgoingChange.State = .sent, ahead: Int = 1000) async throws -> [OutgoingChange] {
        var all: [OutgoingChange] = []
        for areDeletions in [false, true] {
            all += try await take(
                from: .tenant,
                areDeletions: areDeletions,
                after: nil,
                limit: 1000,
                named: try #require(EntryUUID("00000000-0000-4000-8000-00000000000\(areDeletions ? 1 : 0)")),
                as: state,
                with: try await imagesAhead(from: .tenant, areDeletions: areDeletions, after: nil, limit: ahead)
            )
        }
        return all
    }

    /// Sends everything that waits.
    func send(_ result: (PendingExport) -> ExportResult?) async throws {
        try await settle(try await takeAll().map { .init($0, result($0.change)) })
    }
}
