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
        let changes: [PendingExport]
        let export: TenantExport
    }

    /// How many changes are written down at once; the tenant gets them in batches of its own.
    static let part = 2000

    let outbox: any ExportOutbox
    let target: TenantConnector
    let tenant: any TenantExchange
    let newIdentifier: @Sendable () -> String

    /// Finds out what became of changes that an earlier run has sent and did not hear of; gives back how many there were.
    ///
    /// What had not come is withdrawn: it is computed anew, and would otherwise be done twice were it still on its way.
    func settleUnknown() async throws -> Int {
        let unknown = try await outbox.unknown(of: .tenant)
        let named = try unknown.map { (id: try Self.name($0.operation), anchor: $0.change.anchor) }
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
    /// A part is read when it is its turn, so that memory is bounded by it.
    func send(_ done: (Part) async throws -> Void) async throws {
        for areDeletions in [false, true] {
            var last: String?
            while true {
                try Task.checkCancellation()
                guard let name = EntryUUID(newIdentifier()) else { throw Self.namelessness }
                let outgoing = try await outbox.take(
                    from: .tenant,
                    areDeletions: areDeletions,
                    after: last,
                    limit: Self.part,
                    named: name,
                    as: .sent
                )
                guard let change = outgoing.last?.change else { break }
                last = change.anchor
                try await send(outgoing, done)
            }
        }
    }

    private func send(_ outgoing: [OutgoingChange], _ done: (Part) async throws -> Void) async throws {
        let changes = outgoing.map(\.change)
        KillPoint.pass("before a batch is sent")
        let export = try await target.send(changes, names: try outgoing.map { try Self.name($0.operation) })
        KillPoint.pass("after a batch was sent")
        try await outbox.settle(zip(outgoing, export.results).map { OutgoingChange.Outcome($0, $1) })
        try await done(Part(changes: changes, export: export))
    }

    private static func name(_ operation: EntryUUID) throws(TaskError) -> TenantOperationID {
        guard let name = TenantOperationID(bytes: operation.bytes) else { throw namelessness }
        return name
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
