public import CloudTenant
public import Directory
public import SyncEngine

/// Exports to the simulated tenant, in this process or behind an address.
///
/// What the tenant puts off is sent again when its clock says so; the clock is moved on, and nobody waits. Of what got no
/// answer the tenant is asked what became of it, and what it does not know is sent again under the same name. Changes without
/// names are sent again at once: the tenant finds what it has done already by the source anchor.
public struct TenantConnector: ExportTarget {
    /// How often a request is sent of which nothing is done.
    static let attempts = 10
    /// How long to wait where the tenant does not say, in seconds.
    private static let shortWait: Int64 = 5
    /// The longest wait that is believed: a day.
    private static let longestWait: Int64 = 86_400

    /// What a change has besides its entry, about: its names and lengths.
    private static let frame = 128

    let tenant: any TenantExchange
    private let table: AttributeTable
    private let writer: TenantWriter?

    /// Connects; `table` is the one that the exports' entries belong to, `writer` who exports.
    public init(tenant: any TenantExchange, table: AttributeTable, writer: TenantWriter? = nil) {
        self.tenant = tenant
        self.table = table
        self.writer = writer
    }

    /// Sends changes in order and says of each what became of it, in the same order.
    public func export(_ changes: [PendingExport]) async throws -> [ExportResult] { try await send(changes).results }

    /// Sends changes in order, and says besides what is kept back and how long it took.
    ///
    /// `names` are the changes' names, one for each, or none.
    public func send(_ changes: [PendingExport], names: [TenantOperationID] = []) async throws -> TenantExport {
        let all = PackedChanges(pending: changes, names: names, table: table)
        return try await send(
            all.count,
            bytes: { changes[$0].operation == .delete ? 0 : changes[$0].image.entry.bytes.count },
            changes: { all.batch($0) }
        )
    }

    /// The same for changes that are on their way, each under its name.
    public func send(_ part: OutgoingPart) async throws -> TenantExport {
        let entries = part.entries
        return try await send(
            part.count,
            bytes: { part.areDeletions ? 0 : entries.withLent(part.entry(of: $0)) { $0.bytes.count } },
            // A batch at a time: what has just been put together is still at hand when it is written.
            changes: { packed($0, of: part) }
        )
    }

    private func packed(_ numbers: Range<Int>, of part: OutgoingPart) -> PackedChanges {
        PackedChanges(
            numbers.map { number in
                PackedChange(
                    operation: Self.operation(part.operation(of: number)),
                    objectClass: part.objectClass(of: number),
                    anchor: part.anchor(of: number),
                    among: part.entries,
                    part.entry(of: number),
                    attributes: part.differing(number),
                    operationID: TenantOperationID(part.identifier(of: number))
                )
            },
            table: table
        )
    }

    /// Sends so many changes by batches; `bytes` says how many a change has at most, its names aside.
    ///
    /// A batch that is too large all the same has done nothing: it goes in halves. A change that is too large by itself is refused
    /// for its object alone, and the others go on.
    private func send(
        _ count: Int,
        bytes: (Int) -> Int,
        changes: (Range<Int>) -> PackedChanges
    ) async throws -> TenantExport {
        var export = TenantExport()
        export.results.reserveCapacity(count)
        var room = tenant.largestRequest
        var idle = 0
        while export.results.count < count {
            try Task.checkCancellation()
            let done = export.results.count
            let places = next(from: done, of: count, in: room, bytes: bytes)
            let batch = changes(places)
            var answer: TenantAnswer
            do {
                answer = try await tenant.process(batch, by: writer)
            } catch TenantExportError.tooLarge(let size) {
                idle = 0
                if places.count > 1 {
                    room = places.reduce(0) { $0 + Self.frame + bytes($1) } / 2
                } else {
                    let message =
                        "The change has \(size) bytes on its way, and that is more than the tenant takes over HTTP."
                    export.results.append(.rejected(code: "LargeObject", message: message))
                }
                continue
            }
            if answer == .refused(.noAnswer), idle + 1 < Self.attempts { answer = try await known(of: batch) ?? answer }
            let wait = try take(answer, &export, mayGoOn: idle + 1 < Self.attempts)
            if wait > 0 {
                try await tenant.wait(seconds: wait)
                export.waited += wait
            }
            idle = export.results.count > done ? 0 : idle + 1
        }
        return export
    }

    /// The next changes that go together: as many as a request may have and as there is room for, at least one.
    private func next(from start: Int, of count: Int, in room: Int, bytes: (Int) -> Int) -> Range<Int> {
        let most = start + min(tenant.largestBatch, count - start)
        guard room < .max else { return start..<most }
        var end = start
        var taken = 0
        repeat {
            taken += Self.frame + bytes(end)
            end += 1
        } while end < most && taken + Self.frame + bytes(end) <= room
        return start..<end
    }

    /// What the tenant knows of the first changes of a batch; nothing where the first has not come.
    private func known(of batch: PackedChanges) async throws -> TenantAnswer? {
        let operations = batch.list.compactMap { change in change.operationID.map { (id: $0, anchor: change.anchor) } }
        guard operations.count == batch.count else { return nil }
        do {
            let verdicts = try await tenant.settle(operations, withdrawing: false).prefix { $0 != nil }.compactMap(
                \.self
            )
            guard !verdicts.isEmpty else { return nil }
            // What is known says nothing of who else writes.
            let active = try await tenant.activeWriter().flatMap { one in
                writer.map { !one.isSame(as: $0) } ?? false ? one : nil
            }
            return .verdicts(verdicts, activeWriter: active)
        } catch TransportFailure.noAnswer {
            return nil
        }
    }

    /// Takes what the tenant says; gives back how long to wait before what is left is sent.
    private func take(
        _ answer: TenantAnswer,
        _ export: inout TenantExport,
        mayGoOn: Bool
    ) throws(TenantExportError) -> Int64 {
        switch answer {
        case .refused(.otherWriter(let writer)): throw .otherWriter(writer)
        case .refused(let refusal):
            guard mayGoOn else { throw .unavailable(refusal) }
            switch refusal {
            case .tooManyRequests(let seconds): return Self.bounded(seconds)
            case .noAnswer: return 0
            default: return Self.shortWait
            }
        case .verdicts(let verdicts, let activeWriter):
            export.activeWriter = activeWriter ?? export.activeWriter
            for verdict in verdicts {
                switch verdict {
                case .accepted(let acceptance):
                    let place = export.results.count
                    export.conflicts += acceptance.conflicts.map { TenantExport.Conflict(place: place, error: $0) }
                    export.results.append(.accepted)
                case .rejected(let code, let message):
                    export.results.append(.rejected(code: code, message: message))
                case .deferred(let status, let seconds):
                    guard mayGoOn || verdict != verdicts.first else {
                        throw .unavailable(status == 429 ? .tooManyRequests(retryAfter: seconds) : .serviceUnavailable)
                    }
                    return Self.bounded(seconds)
                }
            }
            return 0
        }
    }

    private static func bounded(_ seconds: Int64) -> Int64 { min(max(0, seconds), longestWait) }

    static func operation(_ operation: PendingExport.Operation) -> TenantChange.Operation {
        switch operation {
        case .add: .add
        case .update: .update
        case .delete: .delete
        }
    }
}
