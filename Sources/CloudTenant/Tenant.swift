import Directory

/// The simulated tenant: takes changes as the real one would, or refuses them and says why.
///
/// What it decides and what it stores is one transaction, so that uniqueness holds against everything that was taken before,
/// by whichever process.
public actor Tenant {
    /// The tenant's objects.
    public nonisolated let store: any TenantStore

    let clock: TenantClock
    /// About how many bytes a page of an import has.
    nonisolated let pageBytes: Int
    private var faults: TenantFaultPlan

    /// How soon a change may come again that was left undone by a fault.
    private static let shortWait: Int64 = 5

    /// Opens a tenant on its store; a page of an import ends where it has so many bytes, or 4 MiB.
    public init(
        store: any TenantStore,
        clock: TenantClock,
        faults: TenantFaultPlan = .none,
        pageBytes: Int? = nil
    ) {
        self.pageBytes = pageBytes ?? PageRoom.bytes
        self.store = store
        self.clock = clock
        self.faults = faults
    }

    /// Carries out changes in order and says of each what became of it, in the same order.
    ///
    /// What is accepted is stored in one transaction; a failure of the store means that nothing was taken. Changes beyond
    /// the throttle are put off, with the time to wait. The first writer that is named becomes the active one. A change that
    /// came before under the same name is answered as it was then.
    public func process(_ changes: [TenantChange], by writer: TenantWriter? = nil) async throws -> TenantAnswer {
        let planned = faults.next(changes.count)
        return try await change { writing, state, now in
            state.exportRequests += 1
            let ordered = state.faults.next(changes.count)
            let fault = planned ?? ordered
            var reachable = changes.count
            switch fault?.fault {
            case .tooManyRequests(let seconds): return .refused(.tooManyRequests(retryAfter: seconds))
            case .serviceUnavailable: return .refused(.serviceUnavailable)
            case .partialBatch: reachable = fault?.place ?? reachable
            case .lostAcknowledgement, nil: break
            }
            let answer = try Self.answer(changes, reachable, writer, writing, &state, now)
            return fault?.fault == .lostAcknowledgement ? .refused(.noAnswer) : answer
        }
    }

    private static func answer(
        _ changes: [TenantChange],
        _ reachable: Int,
        _ writer: TenantWriter?,
        _ writing: any TenantWriting,
        _ state: inout TenantState,
        _ now: TenantInstant
    ) throws -> TenantAnswer {
        var active: TenantWriter?
        if let writer {
            if let known = state.writer, !known.isSame(as: writer) {
                guard state.settings.writerPolicy == .report else { return .refused(.otherWriter(known)) }
                active = known
            } else if state.writer == nil {
                state.makeActive(writer, at: now)
            }
        }
        try TenantSweep.runIfDue(writing, &state, now: now)
        let taken = state.admit(reachable, at: now)
        var processor = ChangeProcessor(writing, now: now, state: state)
        var verdicts: [TenantVerdict] = []
        verdicts.reserveCapacity(changes.count)
        for change in changes.prefix(taken) { verdicts.append(try processor.processOnce(change)) }
        state = processor.state
        let deferred: TenantVerdict =
            taken < reachable
            ? .deferred(status: 429, retryAfter: state.retryAfter(at: now))
            : .deferred(status: 503, retryAfter: shortWait)
        verdicts += Array(repeating: deferred, count: changes.count - taken)
        return .verdicts(verdicts, activeWriter: active)
    }

    /// Gives back what is kept back and free again, and lets go what was deleted long ago.
    public func heal() async throws -> TenantSweep {
        try await change { writing, state, now in try TenantSweep.run(writing, &state, now: now) }
    }

    /// Makes a writer the active one, whoever was it before.
    public func takeOver(by writer: TenantWriter) async throws -> TenantWriter? {
        try await change { _, state, now in
            let before = state.writer
            if before?.isSame(as: writer) != true { state.makeActive(writer, at: now) }
            return before
        }
    }

    /// Lets the next writer that is named become the active one, whoever it is.
    public func release() async throws {
        try await change { _, state, _ in state.writer = nil }
    }

    /// Changes the settings.
    public func configure(_ body: @escaping @Sendable (inout TenantSettings) -> Void) async throws {
        try await change { _, state, _ in body(&state.settings) }
    }

    /// Orders a fault, or takes all orders back where there is none.
    public func order(_ fault: OrderedFault?) async throws {
        try await change { _, state, _ in
            if let fault { state.faults.append(fault) } else { state.faults = [] }
        }
    }

    /// Says by how many seconds readers lag behind writers from now on; with 0 they see at once what was kept back before, too.
    ///
    /// Another delay leaves what was written before to the one that held then.
    public func setReadDelay(seconds: Int64) async throws {
        try await change { writing, state, _ in
            state.readDelay = max(0, seconds)
            guard state.readDelay == 0 else { return }
            try writing.forget(
                operationsBefore: TenantInstant(seconds: .min),
                formersUntil: TenantInstant(seconds: .max)
            )
        }
    }

    /// Notes that the tenant owns a domain, and gives names of it back; says nothing where the domain is unknown.
    public func verify(domain name: String) async throws -> TenantSweep? {
        try await change { writing, state, now in
            guard state.settings.domains.verify(name) else { return nil }
            return try TenantSweep.run(writing, &state, now: now)
        }
    }

    /// Lets simulated time pass.
    public func wait(seconds: Int64) async throws {
        try await change { _, state, _ in
            state.clockOffset = TenantInstant(seconds: state.clockOffset).advanced(by: max(0, seconds)).seconds
        }
    }

    /// The tenant's time.
    public func now() async throws -> TenantInstant {
        clock.now().advanced(by: try await store.read { try $0.state().clockOffset })
    }

    /// How long so many changes would take from now on.
    public func forecast(of changes: Int) async throws -> ThrottleForecast {
        let (state, now) = (try await store.read { try $0.state() }, clock.now())
        let moment = now.advanced(by: state.clockOffset)
        return state.settings.throttle.forecast(of: changes, at: moment, state.window)
    }

    /// Changes the store, alone, with its state and the tenant's time.
    func change<Result: Sendable>(
        _ body: @escaping @Sendable (any TenantWriting, inout TenantState, TenantInstant) throws -> Result
    ) async throws -> Result {
        let real = clock.now()
        return try await store.write { writing in
            let before = try writing.state()
            var state = before
            let now = real.advanced(by: state.clockOffset)
            let remembering: any TenantWriting =
                before.readDelay > 0
                ? RememberingWriting(base: writing, until: now.advanced(by: before.readDelay)) : writing
            let result = try body(remembering, &state, now)
            if state != before { try writing.save(state) }
            return result
        }
    }
}
