import Connectors
import DirectorySchema
import SQLiteStore
import SyncRules

/// How one forest's live schema differs from its cached one, with what is held back by decisions.
struct ForestDifference {
    let forest: ForestConfiguration
    let cached: SchemaVersion?
    let state: ForestRefresh.State
    let live: LiveSchema?
    /// What the cache would become: the live schema without what is held.
    let merged: SchemaSnapshot
    let diff: SchemaDiff
    let held: [HeldChange]
    let accepted: [SchemaDecision]
    let failure: String?
    /// Signs that the live schema was not read whole.
    let doubts: [SchemaDoubt]

    init(
        _ forest: ForestConfiguration,
        _ cached: SchemaVersion?,
        _ result: Result<LiveSchema, ForestSchemaReading.Failure>?,
        decisions: [SchemaDecision],
        day: String
    ) {
        self.forest = forest
        self.cached = cached
        let before = cached?.snapshot ?? .empty
        guard case .success(let live)? = Self.whole(result, cached) else {
            self.live = nil
            if case .failure(let reason)? = Self.whole(result, cached) {
                (state, failure) = (.failed, reason.sentence)
            } else {
                (state, failure) = (.unselected, nil)
            }
            (merged, diff, held, accepted) = (before, SchemaDiff(from: before, to: before), [], [])
            doubts = []
            return
        }
        (state, failure) = (.read, nil)
        let all = SchemaDiff(from: before, to: live.snapshot)
        // A first reading brings everything; there is nothing to decide about yet.
        let decided = all.changes.compactMap { change -> HeldChange? in
            guard cached != nil else { return nil }
            return decisions.last { $0.concerns(change, of: forest.name) }.map {
                HeldChange(change: change, decision: $0)
            }
        }
        held = decided.filter { $0.decision.holds(on: day) }
        accepted = decided.map(\.decision).filter { !$0.holds(on: day) }
        merged = live.snapshot.holding(held.map(\.change), from: before)
        diff = held.isEmpty ? all : SchemaDiff(from: before, to: merged)
        doubts = cached == nil ? [] : SchemaDoubt.find(live, before, diff)
        self.live = live
    }

    /// What applying the plan would keep as the forest's schema.
    var kept: LiveSchema? {
        live.map { LiveSchema(snapshot: merged, source: $0.source, server: $0.server, state: $0.state) }
    }

    /// What the rules are made for.
    var schema: SchemaSnapshot? { live == nil ? cached?.snapshot : merged }

    /// A definition that can no longer be read is not one that went: the forest stays as it is.
    private static func whole(
        _ result: Result<LiveSchema, ForestSchemaReading.Failure>?,
        _ cached: SchemaVersion?
    ) -> Result<LiveSchema, ForestSchemaReading.Failure>? {
        guard case .success(let live)? = result, let before = cached?.snapshot else { return result }
        let known = Set(before.unreadable.map(\.place))
        let new = live.snapshot.unreadable.filter { !known.contains($0.place) }
        guard !new.isEmpty else { return result }
        let diff = SchemaDiff(from: before, to: live.snapshot)
        guard !diff.unreadable.isEmpty || diff.changes.contains(where: { $0.action == .removed }) else { return result }
        let named = new.prefix(3).map { "\($0.place) (\($0.reason))" }.joined(separator: ", ")
        let more = new.count > 3 ? " and \(new.count - 3) more" : ""
        return .failure(
            ForestSchemaReading.Failure(
                sentence:
                    "Definitions that the cached schema has are gone, and there are new ones that cannot be read: "
                    + "\(named)\(more). They may be the same ones. May this account read them whole?"
            )
        )
    }
}
