import Directory

/// What a reader sees of the tenant: where readers lag behind, not yet what was written last.
struct TenantView {
    let reading: any TenantReading
    /// The number of the last change that everything of which is seen.
    let revision: Int64
    let state: TenantState
    private let formers: [FormerObject]
    private let byIdentity: [TenantObjectID: FormerObject]

    init(_ reading: any TenantReading, state: TenantState, at now: TenantInstant) throws {
        self.reading = reading
        self.state = state
        formers = try reading.formers(at: now)
        byIdentity = Dictionary(formers.map { ($0.id, $0) }) { first, _ in first }
        let last = try reading.revision()
        revision = formers.map(\.revision).min().map { min($0 - 1, last) } ?? last
    }

    var table: AttributeTable { reading.table }
    /// Whether everything that was written is seen.
    var isCurrent: Bool { formers.isEmpty }

    func object(_ id: TenantObjectID) throws -> TenantObject? {
        if let former = byIdentity[id] { return former.object }
        return try reading.object(id)
    }

    func object(anchor: String) throws -> TenantObject? {
        if let former = formers.first(where: { $0.object?.anchor == anchor }) { return former.object }
        return try reading.object(anchor: anchor).flatMap { try object($0.id) }
    }

    /// The user with a principal name.
    func user(_ name: String) throws -> TenantObject? {
        let key = UniqueKey.principalName(name.utf8)
        for former in formers {
            if let object = former.object, UniqueKey.all(of: object, table: table).contains(key) { return object }
        }
        guard let holder = try reading.holder(of: key), let found = try object(holder),
            UniqueKey.all(of: found, table: table).contains(key)
        else { return nil }
        return found
    }

    /// Some objects of a class that are not deleted, ascending by identity, and behind which identity the next begin.
    ///
    /// There can be fewer than asked for although more follow.
    func page(_ page: TenantPage) throws -> (objects: [TenantObject], next: TenantObjectID?) {
        let base = try reading.page(page)
        let end = base.count < page.limit ? nil : base.last?.id
        guard !formers.isEmpty else { return (base, end) }
        let between = formers.filter { former in
            page.after.map { $0 < former.id } ?? true && end.map { former.id <= $0 } ?? true
        }
        let seen = between.compactMap(\.object).filter { $0.objectClass == page.objectClass && $0.deletedSince == nil }
        let objects = base.filter { byIdentity[$0.id] == nil } + seen
        return (objects.sorted { $0.id < $1.id }, end)
    }

    /// Goes through the objects of a class that are not deleted, ascending by identity, until the body says stop.
    func each(
        of objectClass: AttributeName,
        after: TenantObjectID? = nil,
        _ body: (TenantObject) throws -> Bool
    ) throws {
        var position = after
        repeat {
            let (objects, next) = try page(TenantPage(of: objectClass, after: position, limit: 500))
            for object in objects { guard try body(object) else { return } }
            position = next
        } while position != nil
    }
}

extension Tenant {
    /// Looks at what readers see.
    func view<Result: Sendable>(
        _ body: @escaping @Sendable (TenantView, TenantInstant) throws -> Result
    ) async throws -> Result {
        let real = clock.now()
        return try await store.read { reading in
            let state = try reading.state()
            let now = real.advanced(by: state.clockOffset)
            return try body(try TenantView(reading, state: state, at: now), now)
        }
    }
}
