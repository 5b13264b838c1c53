import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Exports by way of the outbox: every change is written down before it leaves, and what became of it when that is known.
struct OutgoingExport {
    /// What became of a part of an export.
    struct Part {
        let outgoing: OutgoingPart
        let export: TenantExport
    }

    /// How many changes are written down at once; the tenant gets them in batches of its own.
    static let part = 2000
    /// How many bytes of those that wait are read at once, and how many at most.
    ///
    /// Each reading goes through the store from its beginning to its end, since the order of anchors is none in which images lie:
    /// the fewer the better.
    private static let (bytesAhead, mostAhead) = (64 << 20, 32 * part)

    let outbox: any ExportOutbox
    let target: TenantConnector
    let tenant: any TenantExchange
    let newIdentifier: @Sendable () -> String

    /// Finds out what became of changes that an earlier run has sent and did not hear of; gives back how many there were.
    ///
    /// What had not come is withdrawn: it is computed anew, and would otherwise be done twice were it still on its way.
    func settleUnknown() async throws -> Int {
        let unknown = try await outbox.unknown(of: .tenant)
        let named = unknown.map { (id: TenantOperationID($0.operation), anchor: $0.change.anchor) }
        for start in stride(from: 0, to: unknown.count, by: Self.part) {
            let range = start..<min(start + Self.part, unknown.count)
            KillPoint.pass("before the tenant is asked")
            let verdicts = try await tenant.settle(Array(named[range]), withdrawing: true)
            KillPoint.pass("after the tenant was asked")
            try await outbox.settle(
                zip(unknown[range], verdicts).map { OutgoingChange.Outcome($0, $1.flatMap(Self.result)) }
            )
        }
        try await outbox.clear(of: .tenant)
        return unknown.count
    }

    /// Sends what waits, a part at a time: additions and updates first, then deletions, each ascending by anchor.
    ///
    /// What waits is read for some parts at once, so that memory is bounded by those.
    func send(_ done: (Part) async throws -> Void) async throws {
        let spare = SpareEntries()
        for areDeletions in [false, true] {
            var last: String?
            // The first part says how much the others have.
            var limit = Self.part
            repeat {
                var ahead = try await outbox.exportsAhead(
                    from: .tenant,
                    areDeletions: areDeletions,
                    after: last,
                    limit: limit,
                    spare: spare
                )
                try await send(ahead, done)
                last = ahead.waiting.last?.anchor
                limit = Self.limit(after: ahead)
                spare.put(ahead.takeMemory())
            } while last != nil
        }
    }

    /// How many are read at once after what was read: whole parts, as many as have as many bytes as may be held.
    private static func limit(after ahead: ExportsAhead) -> Int {
        let average = max(1, ahead.byteCount / max(1, ahead.waiting.count))
        return min(max(part, bytesAhead / average / part * part), mostAhead)
    }

    /// Sends what was read ahead, a part at a time.
    private func send(_ ahead: ExportsAhead, _ done: (Part) async throws -> Void) async throws {
        for start in stride(from: 0, to: ahead.waiting.count, by: Self.part) {
            try Task.checkCancellation()
            guard let name = EntryUUID(newIdentifier()) else { throw Self.namelessness }
            let places = start..<min(start + Self.part, ahead.waiting.count)
            try await send(try await outbox.take(places, of: ahead, named: name), done)
        }
    }

    private func send(_ part: OutgoingPart, _ done: (Part) async throws -> Void) async throws {
        KillPoint.pass("before a batch is sent")
        let export = try await target.send(part)
        KillPoint.pass("after a batch was sent")
        try await outbox.settle(part, export.results)
        try await done(Part(outgoing: part, export: export))
    }

    private static let namelessness = TaskError(.tenant, "An export has no proper name. This is a mistake of Dryad's.")

    private static func result(_ verdict: TenantVerdict) -> ExportResult? {
        switch verdict {
        case .accepted: .accepted
        case .rejected(let code, let message): .rejected(code: code, message: message)
        case .deferred: nil
        }
    }
}
