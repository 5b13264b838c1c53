import Directory

/// The store of a tenant whose readers lag behind: keeps what they see beside what is.
struct RememberingWriting: TenantWriting {
    let base: any TenantWriting
    /// Until when readers do not see what is written now.
    let until: TenantInstant

    var table: AttributeTable { base.table }
    func state() throws -> TenantState { try base.state() }
    func object(_ id: TenantObjectID) throws -> TenantObject? { try base.object(id) }
    func object(anchor: String) throws -> TenantObject? { try base.object(anchor: anchor) }
    func holder(of key: UniqueKey) throws -> TenantObjectID? { try base.holder(of: key) }
    func objects(_ selection: TenantSelection) throws -> [TenantObject] { try base.objects(selection) }
    func objects(_ selection: TenantSelection, after: TenantPlace?, limit: Int) throws -> [TenantObject] {
        try base.objects(selection, after: after, limit: limit)
    }
    func page(_ page: TenantPage) throws -> [TenantObject] { try base.page(page) }
    func counts() throws -> [AttributeName: TenantCount] { try base.counts() }
    func keptBack() throws -> Int { try base.keptBack() }
    func departed(_ identity: String) throws -> Int? { try base.departed(identity) }
    func operation(_ id: TenantOperationID, anchor: String) throws -> TenantOperation? {
        try base.operation(id, anchor: anchor)
    }
    func revision() throws -> Int64 { try base.revision() }
    func revisions(
        of objectClass: AttributeName,
        after place: TenantRevision.Place,
        limit: Int
    ) throws -> [TenantRevision] { try base.revisions(of: objectClass, after: place, limit: limit) }
    func formers(at now: TenantInstant) throws -> [FormerObject] { try base.formers(at: now) }
    func save(_ state: TenantState) throws { try base.save(state) }
    func record(_ operation: TenantOperation) throws { try base.record(operation) }
    func forget(operationsBefore instant: TenantInstant, formersUntil now: TenantInstant) throws {
        try base.forget(operationsBefore: instant, formersUntil: now)
    }
    func keep(_ former: TenantObject?, as id: TenantObjectID, until: TenantInstant) throws {
        try base.keep(former, as: id, until: until)
    }

    func put(_ object: TenantObject, replacing before: TenantObject?) throws {
        try base.keep(before, as: object.id, until: until)
        try base.put(object, replacing: before)
    }

    func remove(_ object: TenantObject) throws {
        try base.keep(object, as: object.id, until: until)
        try base.remove(object)
    }
}
