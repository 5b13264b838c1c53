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
        let changes: [OutgoingChange]
        let export: TenantExport
    }

    /// How many changes are written down at once; the tenant gets them in batches of its own.
    static let part = 2000
    /// How many images are read at once; some thousand bytes each.
    private static let ahead = 16 * part

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
    /// Images are read for some parts at once, so that memory is bounded by those.
    func send(_ done: (Part) async throws -> Void) async throws {
        for areDeletions in [false, true] {
            var last: String?
            var (images, left) = (ImagesAhead(), 0)
            while true {
                try Task.checkCancellation()
                if left <= 0 {
                    // Those before are let go of first.
                    images = ImagesAhead()
                    images = try await outbox.imagesAhead(
                        from: .tenant,
                        areDeletions: areDeletions,
                        after: last,
                        limit: Self.ahead
                    )
                    left = images.count
                }
                guard let name = EntryUUID(newIdentifier()) else { throw Self.namelessness }
                let outgoing = try await outbox.take(
                    from: .tenant,
                    areDeletions: areDeletions,
                    after: last,
                    limit: Self.part,
                    named: name,
                    as: .sent,
                    with: images
                )
                guard let change = outgoing.last?.change else { break }
                last = change.anchor
                left -= outgoing.count
                try await send(outgoing, done)
            }
        }
    }

    private func send(_ outgoing: [OutgoingChange], _ done: (Part) async throws -> Void) async throws {
        KillPoint.pass("before a batch is sent")
        let export = try await target.send(outgoing)
        KillPoint.pass("after a batch was sent")
        try await outbox.settle(zip(outgoing, export.results).map { OutgoingChange.Outcome($0, $1) })
        try await done(Part(changes: outgoing, export: export))
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
