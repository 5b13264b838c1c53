public import SyncEngine

/// What a synchronization did, for people and for scripts.
public struct SynchronizationReport: Sendable, Hashable, Codable {
    /// The import of one forest.
    public struct Import: Sendable, Hashable, Codable {
        /// The forest.
        public let forest: String
        /// How many objects it has now, by class.
        public let objects: [String: Int]
        /// How many of them are new.
        public let added: Int
        /// How many differ from the last import.
        public let updated: Int
        /// How many are gone.
        public let deleted: Int
        /// Why it failed; the forest's objects are as they were then.
        public let failure: String?
        /// The domains that could not be read, or not to their end, and why; none of their objects has gone.
        public var incomplete: [IncompletePartition] = []
        /// How many of the updated ones have another name.
        public var renamed = 0
        /// What was read: everything, or what has changed.
        public var profile = RunProfile.fullImport
        /// Why everything was read, one sentence each.
        public var because: [String] = []
        /// Why the next import has to read everything again, one sentence each.
        public var unmarked: [String] = []

        /// Whether everything was read.
        public var isWhole: Bool { failure == nil && incomplete.isEmpty }
        /// Its name for people.
        public var name: String { profile == .deltaImport ? "delta import" : "full import" }
    }

    /// What rules made of the imported objects.
    public struct Synchronization: Sendable, Hashable, Codable {
        /// How many metaverse objects there are, by class.
        public let metaverse: [String: Int]
        /// How many objects were projected into the metaverse.
        public let projected: Int
        /// How many were joined to an object that was there.
        public let joined: Int
        /// How many no rule links.
        public let disconnectors: Int
    }

    /// What became of the pending exports.
    public struct Export: Sendable, Hashable, Codable {
        /// Whether staging mode held everything back.
        public let isSuppressed: Bool
        /// How many changes were pending, by operation.
        public let pending: [String: Int]
        /// How many the tenant accepted.
        public let accepted: Int
        /// What the tenant refused.
        public let refused: [ObjectError]
        /// Values that the tenant keeps back since this run, although it took the changes: others have them.
        public var keptBack: [ObjectError] = []
        /// How many seconds of the tenant's time its throttle and its faults cost.
        public var waited: Int64 = 0
    }

    /// What became of what waited to be written back to a forest.
    public struct ForestExport: Sendable, Hashable, Codable {
        /// The forest.
        public let forest: String
        /// Whether staging mode held everything back.
        public let isSuppressed: Bool
        /// How many of its objects waited, by class.
        public let waiting: [String: Int]
        /// How many objects were changed in Dryad's simulated copy of the forest, made there or deleted.
        public var written: Int
        /// How many of those that waited are new to the forest; nothing where none are.
        public var added: Int?
        /// How many of them are to be deleted from the copy; nothing where none are.
        public var deleted: Int?

        /// How many objects waited.
        public var count: Int { waiting.values.reduce(0, +) }
    }

    /// The outcome of a run that the deletion guard has stopped.
    public static let guarded = RunStatus.stoppedDeletionThreshold.rawValue
    /// The outcome of a run whose export did not come to its end, since the tenant was not reached any more.
    public static let cutOff = RunStatus.stoppedConnectivity.rawValue
    /// The outcome of a run that went on although some forest, or some domain of one, could not be read.
    public static let incomplete = RunStatus.completedImportIncomplete.rawValue

    /// The number of the run in the history.
    public var number: Int?
    /// The product's word for how the run ended.
    public var outcome: String
    /// The imports, in the order of the forests.
    public var imports: [Import] = []
    /// The synchronization; nothing where the run did not come to it.
    public var synchronization: Synchronization?
    /// The export; nothing where the run did not come to it.
    public var export: Export?
    /// The exports to forests, in their order; nothing where nothing waited for any.
    public var writeBacks: [ForestExport]?
    /// Why something was exported although staging mode is on; nothing where that was not so.
    public var override: StagingOverride?
    /// Why the run stopped, where a guard or a person has stopped it.
    public var stopped: String?
    /// What a person should know about how it was run.
    public var notes: [String] = []
    /// What went wrong with single objects.
    public var errors: [ObjectError] = []
    /// What deserves a look, and is no error.
    public var warnings: [ObjectError] = []
    /// What was run: `cycle delta`, `cycle initial`, or a connector and a profile.
    public var task = ""
    /// What somebody let pass a guard, or the reason alone where nothing was.
    public var overrides: [GuardOverride] = []
    /// The steps, with what was counted.
    public var steps: [RunStep] = []

    /// What is doubtful about the rules and did not keep them from running.
    public var findings: [RuleFinding] = []

    /// Everything that is told of single objects, as the history keeps it: what is told once comes first.
    public var objectNotices: [ObjectError] {
        (export?.keptBack ?? []) + warnings + (export?.refused ?? []) + errors
    }

    /// The history's figures.
    var figures: RunFigures {
        let sum = { (count: (Import) -> Int) in imports.map(count).reduce(0, +) }
        return RunFigures(
            objects: sum { $0.objects.values.reduce(0, +) },
            imported: .init(added: sum(\.added), updated: sum(\.updated), deleted: sum(\.deleted)),
            pending: export.map {
                .init(
                    added: $0.pending["add"] ?? 0,
                    updated: $0.pending["update"] ?? 0,
                    deleted: $0.pending["delete"] ?? 0
                )
            }
        )
    }

    /// The history's lines.
    var lines: [String] {
        var lines = imports.flatMap { one -> [String] in
            let because = one.profile == .fullImport ? one.because.map { "because: \($0)" } : []
            let incomplete = one.incomplete.map {
                "incomplete, \($0.isPartial ? "nothing was taken for gone" : "its objects are as they were"): "
                    + "\($0.partition): \($0.reason)"
            }
            let first =
                one.failure.map { "\(one.name) of \(one.forest): failed, \($0)" }
                ?? "\(one.name) of \(one.forest): \(one.added) added, \(one.updated) updated, \(one.deleted) deleted"
            return [first] + because + incomplete
        }
        if let step = synchronization {
            let kind = steps.contains { $0.profile == .deltaSynchronization } ? "delta" : "full"
            lines.append("\(kind) synchronization: \(step.projected) projected, \(step.joined) joined")
        }
        if let override {
            lines.append("export in staging mode, decided by \(override.author): \(override.reason)")
        }
        if let step = export {
            let count = step.pending.values.reduce(0, +)
            lines.append(
                step.isSuppressed
                    ? "export: \(count) pending, suppressed by staging mode"
                    : "export: \(step.accepted) of \(count) accepted"
            )
        }
        lines += (writeBacks ?? []).map { step in
            step.isSuppressed
                ? "export to \(step.forest): \(step.count) pending, suppressed by staging mode"
                : "export to \(step.forest): \(step.written) of \(step.count) written to its simulated copy"
        }
        for error in warnings.prefix(20) {
            lines.append("\(error.code): \(error.label ?? error.object): \(error.message)")
        }
        if let stopped { lines += stopped.split(separator: "\n").map(String.init) }
        // What passed staging mode has a line of its own, before the export.
        return lines + overrides.filter { $0.kind != .staging }.map(\.sentence)
    }

    /// Notes that something has passed a guard that would have stopped it.
    mutating func letPass(_ override: GuardOverride) {
        overrides.removeAll { $0.kind == .unused || $0.kind == override.kind }
        overrides.append(override)
    }

    /// How much waits, by operation.
    static func count(_ pending: [PendingCount]) -> [String: Int] {
        pending.reduce(into: [:]) { $0[$1.operation.rawValue, default: 0] += $1.count }
    }
}
