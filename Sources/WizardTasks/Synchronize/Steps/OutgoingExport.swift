import CloudTenant
import Connectors
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
    static let part = PendingParts.size

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

    /// Sends what waits in order, a part at a time.
    func send(_ pending: PendingParts, _ done: (Part) async throws -> Void) async throws {
        var pending = pending
        while let part = try await pending.next() {
            try Task.checkCancellation()
            let outgoing = part.map { OutgoingChange(operation: newIdentifier(), change: $0) }
            try await outbox.enqueue(outgoing, as: .sent)
            KillPoint.pass("before a batch is sent")
            let export = try await target.send(part, names: try outgoing.map { try Self.name($0.operation) })
            KillPoint.pass("after a batch was sent")
            try await outbox.settle(zip(outgoing, export.results).map { OutgoingChange.Outcome($0, $1) })
            try await done(Part(changes: part, export: export))
        }
    }

    private static func name(_ operation: String) throws(TaskError) -> TenantOperationID {
        guard let name = TenantOperationID(operation) else {
            throw TaskError(
                .tenant,
                "The export \"\(operation)\" in the store has no proper name. Restore the store from a copy."
            )
        }
        return name
    }

    private static func result(_ verdict: TenantVerdict) -> ExportResult? {
        switch verdict {
        case .accepted: .accepted
        case .rejected(let code, let message): .rejected(code: code, message: message)
        case .deferred: nil
        }
    }
}
