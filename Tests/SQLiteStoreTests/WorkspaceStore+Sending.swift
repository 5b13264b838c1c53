import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// Exports to a target that says what a test wants it to say.
extension WorkspaceStore {
    /// Writes everything that waits down as leaving, so many changes to a part, where so many are read ahead at once.
    func takeAll(ahead: Int = 1000, part: Int = 1000) async throws -> [OutgoingPart] {
        var all: [OutgoingPart] = []
        for areDeletions in [false, true] {
            var last: String?
            repeat {
                let waiting = try await exportsAhead(
                    from: .tenant,
                    areDeletions: areDeletions,
                    after: last,
                    limit: ahead
                )
                for start in stride(from: 0, to: waiting.waiting.count, by: part) {
                    let name = "00000000-0000-4000-8000-00000000000\(areDeletions ? 1 : 0)"
                    let places = start..<min(start + part, waiting.waiting.count)
                    all.append(try await take(places, of: waiting, named: try #require(EntryUUID(name))))
                }
                last = waiting.waiting.last?.anchor
            } while last != nil
        }
        return all
    }

    /// Sends everything that waits; what comes to nothing has not come, and is asked for.
    func send(part: Int = 1000, _ result: (PendingExport) -> ExportResult?) async throws {
        for part in try await takeAll(part: part) {
            let results = part.changes.map { result($0.change) }
            if results.contains(nil) {
                _ = try await unknown(of: .tenant)
                try await settle(zip(part.changes, results).map { OutgoingChange.Outcome($0, $1) })
            } else {
                try await settle(part, results.compactMap(\.self))
            }
        }
    }
}
