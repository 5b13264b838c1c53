import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine

/// What the tenant says, or would say, of the change that waits for it.
struct TenantForecast: Sendable {
    /// What it would do with the change that waits; nothing where none waits.
    let rehearsal: TenantRehearsal?

    /// How many other changes with one of its names or addresses are tried before this one, and how many behind it.
    ///
    /// All of them are one batch.
    private static let limit = (ExportBatch.most - 1) / 2

    /// Asks the tenant; nothing of what it says is kept.
    static func read(_ subject: ObjectSubject, _ spaces: ObjectSpaces) async throws -> TenantForecast {
        guard let pending = subject.pending(spaces.table) else { return TenantForecast(rehearsal: nil) }
        let others = pending.operation == .delete ? [] : rivals(of: pending, spaces)
        return TenantForecast(rehearsal: try await TenantInquiry(spaces.workspace).rehearse(others + [pending]).last)
    }

    /// Whom of those that wait behind it a change costs a name or an address, and what the tenant would say of each: what it
    /// would not say as everything is `before`.
    static func displaced(
        by subject: ObjectSubject,
        in after: ObjectSpaces,
        before: ObjectSpaces
    ) async throws -> [String] {
        let table = after.table
        guard let own = subject.pending(table), own.operation != .delete else { return [] }
        let claims = TenantClaims(table)
        let names = claims.names(of: own.image.entry)
        let all = PendingExports.compute(desired: after.desired, exported: after.exported, table: table)
        let behind = all.drop { $0.anchor != own.anchor }.dropFirst().filter {
            $0.operation != .delete && !claims.names(of: $0.image.entry).isDisjoint(with: names)
        }.prefix(limit)
        guard !behind.isEmpty else { return [] }
        let anchors = Set(rivals(of: own, after).map(\.anchor) + [own.anchor] + behind.map(\.anchor))
        let said = try await objections(after, to: anchors)
        let known = try await objections(before, to: anchors)
        return behind.compactMap { change in
            guard let objection = said[change.anchor], objection != known[change.anchor] else { return nil }
            return "\(after.label(change.image.entry)) waits behind it and would lose by it: \(objection)"
        }
    }

    /// What the tenant would refuse or keep back of the changes of some objects, one after another.
    private static func objections(_ spaces: ObjectSpaces, to anchors: Set<String>) async throws -> [String: String] {
        let changes = PendingExports.compute(desired: spaces.desired, exported: spaces.exported, table: spaces.table)
            .filter { anchors.contains($0.anchor) && $0.operation != .delete }
        let answers = try await TenantInquiry(spaces.workspace).rehearse(changes)
        var objections: [String: String] = [:]
        for (change, answer) in zip(changes, answers) where answer.refusal != nil || !answer.keptBack.isEmpty {
            objections[change.anchor] = TenantForecast(rehearsal: answer).sentence
        }
        return objections
    }

    /// The changes that wait as well, come before this one and have one of its names or addresses.
    private static func rivals(of change: PendingExport, _ spaces: ObjectSpaces) -> [PendingExport] {
        let table = spaces.table
        let claims = TenantClaims(table)
        let own = claims.names(of: change.image.entry)
        let all = PendingExports.compute(desired: spaces.desired, exported: spaces.exported, table: table)
        let before = all.prefix { $0.anchor != change.anchor || $0.operation == .delete }
        return Array(
            before.lazy.filter { $0.operation != .delete && !claims.names(of: $0.image.entry).isDisjoint(with: own) }
                .prefix(limit)
        )
    }
}
