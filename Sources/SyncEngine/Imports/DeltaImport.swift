public import Directory
import SyncRules

/// Reads what has changed in a connector since its watermarks, and brings its connector space to where a full import would.
///
/// Objects and watermarks are stored together. A connector that cannot tell what has changed leaves everything as it is,
/// and says why; so does a watermark that was made for other classes, attributes or containers, or too long ago.
public struct DeltaImport: Sendable {
    /// How the import ended.
    public enum Outcome: Sendable {
        /// The connector space is up to date.
        case imported(ImportResult)
        /// Nothing has changed here: everything has to be read, for these reasons.
        case mustReadInFull([String])
    }

    /// How old a watermark may be, in seconds: 60 days, the shortest time for which directories remember what was deleted.
    public static let oldestWatermark: Int64 = 60 * 86_400

    private let connector: any Connector
    private let store: any ImportStore
    private let clock: FileTime
    private let safePoint: @Sendable () async throws -> Void

    /// Prepares an import; `safePoint` is called where the import can be given up, and throws to give it up.
    public init(
        from connector: any Connector,
        into store: any ImportStore,
        clock: FileTime,
        safePoint: @escaping @Sendable () async throws -> Void = {}
    ) {
        self.connector = connector
        self.store = store
        self.clock = clock
        self.safePoint = safePoint
    }

    /// Runs the import and puts its result in place; nothing changes when it throws.
    public func run(_ request: ImportRequest, report: (RunEvent) -> Void) async throws -> Outcome {
        let watermarks = try await store.watermarks(of: connector.identity)
        let objections = objections(watermarks, request)
        guard objections.isEmpty else { return .mustReadInFull(objections) }
        var request = request
        request.knownPartitions = watermarks.map(\.partition)
        var told: [String: PartitionChanges] = [:]
        let outcome = try await connector.importChanges(
            request,
            since: Dictionary(watermarks.map { ($0.partition, $0.cursor) }) { first, _ in first },
            table: store.table
        ) { page in
            try Task.checkCancellation()
            try await safePoint()
            if page.begins { told[page.partition] = nil }
            told[page.partition, default: PartitionChanges()].take(page, store.table)
            report(.imported(connector.identity, count: told.values.reduce(0) { $0 + $1.count }))
        }
        guard outcome.mustReadInFull.isEmpty else { return .mustReadInFull(outcome.mustReadInFull) }
        let (result, changes, rebased) = try await resolve(
            told.filter { outcome.complete.contains($0.key) },
            outcome,
            request
        )
        try await store.commit(
            ImportCommit(
                connector: connector.identity,
                changes: changes,
                watermarks: outcome.complete.sorted().compactMap { partition in
                    outcome.cursors[partition].map {
                        Watermark(
                            partition: partition,
                            cursor: $0,
                            selection: request.selection,
                            taken: clock.unixSeconds
                        )
                    }
                },
                confirmed: outcome.complete.sorted(),
                rebased: rebased
            )
        )
        return .imported(result)
    }

    private func objections(_ watermarks: [Watermark], _ request: ImportRequest) -> [String] {
        guard connector.tellsChanges else { return [ConnectorReason.cannotTell] }
        guard !watermarks.isEmpty else { return ["Nothing is known of where an import of changes would begin."] }
        if watermarks.contains(where: { $0.selection != request.selection }) {
            return ["Other classes, attributes or containers are read than before."]
        }
        if watermarks.contains(where: { clock.unixSeconds - $0.taken > Self.oldestWatermark }) {
            return ["The last import was more than 60 days ago, and deletions may be forgotten by now."]
        }
        return []
    }

    /// Compares what was told with what is known.
    private func resolve(
        _ told: [String: PartitionChanges],
        _ outcome: ImportOutcome,
        _ request: ImportRequest
    ) async throws -> (ImportResult, ImportChanges, rebased: [ConnectorSpaceIdentity: CopiedChange]) {
        var result = ImportResult()
        result.incomplete = outcome.incomplete
        var wanted: [ConnectorSpaceIdentity] = []
        for (partition, changes) in told {
            result.errors += changes.errors
            wanted += changes.anchors.map {
                ConnectorSpaceIdentity(connector: connector.identity, partition: partition, anchor: $0)
            }
        }
        let made = try await made(in: outcome.complete)
        wanted += made.objects.map(\.identity) + made.deleted
        let others = elsewhere(told, request.knownPartitions)
        let known = try await store.objects(Set(wanted).union(others).sorted())
        var resolution = DeltaResolution(
            known: known,
            copies: try await store.copies(of: wanted),
            made: made.known,
            table: store.table,
            references: request.references
        )
        for (partition, changes) in told.sorted(by: { $0.key < $1.key }) {
            resolution.take(
                changes,
                ConnectorSpaceIdentity(connector: connector.identity, partition: partition, anchor: [])
            )
        }
        result.errors += resolution.errors
        resolution.take(made)
        resolution.takeMoves()
        if resolution.needsAll(outcome.referencesFollow, told.values.contains { $0.needsAll }) {
            let follows = outcome.referencesFollow
            resolution.complete(
                with: try await store.connectorSpace(of: connector.identity),
                told: told,
                copies: follows ? try await store.copies(of: connector.identity) : [:],
                referencesFollow: follows
            )
        }
        try await write(besides: Set(wanted), in: outcome.complete, &resolution)
        let count = try await store.objectCount(of: connector.identity)
        let changes = resolution.changes(outOf: count)
        result.counts = ImportCounts(changes)
        for partition in outcome.complete {
            result.partitions[partition] = ImportCounts(resolution.changes(in: partition))
        }
        result.errors.sort { ($0.object, $0.code) < ($1.object, $1.code) }
        return (result, changes, resolution.rebased)
    }

    /// What was told as there, in the other partitions: it may have moved from one of them.
    private func elsewhere(
        _ told: [String: PartitionChanges],
        _ partitions: [String]
    ) -> [ConnectorSpaceIdentity] {
        var identities: [ConnectorSpaceIdentity] = []
        for (partition, changes) in told {
            for other in partitions where other != partition {
                identities += changes.present.map {
                    ConnectorSpaceIdentity(connector: connector.identity, partition: other, anchor: $0)
                }
            }
        }
        return identities
    }

    /// What the simulated copy of a forest has besides, of partitions that have been read.
    private func made(in partitions: Set<String>) async throws -> MadeObjects {
        var made = try await store.madeObjects(of: connector.identity)
        made.objects.removeAll { !partitions.contains($0.identity.partition) }
        made.deleted.removeAll { !partitions.contains($0.partition) }
        return made
    }

    /// Reads what was written to the simulated copy of a forest, of objects that the forest itself has not told.
    private func write(
        besides told: Set<ConnectorSpaceIdentity>,
        in partitions: Set<String>,
        _ resolution: inout DeltaResolution
    ) async throws {
        let copies = try await store.unconfirmedCopies(of: connector.identity).filter {
            partitions.contains($0.key.partition) && !told.contains($0.key)
        }
        guard !copies.isEmpty else { return }
        resolution.write(copies, to: try await store.objects(copies.keys.sorted()))
    }
}
