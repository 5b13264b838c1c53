public import Directory

/// The tenant's store, as long as a body looks at it.
public protocol TenantReading {
    /// The attribute table of the store.
    var table: AttributeTable { get }
    /// Settings, throttle, writer.
    func state() throws -> TenantState
    /// The object with this identity, deleted or not.
    func object(_ id: TenantObjectID) throws -> TenantObject?
    /// The object with this source anchor, deleted or not.
    func object(anchor: String) throws -> TenantObject?
    /// The object that has a value which only one may have.
    func holder(of key: UniqueKey) throws -> TenantObjectID?
    /// Objects, ascending by source anchor, those without one last.
    func objects(_ selection: TenantSelection) throws -> [TenantObject]
    /// Some objects of a class that are not deleted, ascending by identity.
    func page(_ page: TenantPage) throws -> [TenantObject]
    /// At most so many objects behind one, in the same order.
    func objects(_ selection: TenantSelection, after: TenantPlace?, limit: Int) throws -> [TenantObject]
    /// How many objects there are, by class: those that are there, and those that are deleted.
    func counts() throws -> [AttributeName: TenantCount]
    /// Of how many objects that are there something is kept back.
    func keptBack() throws -> Int
    /// How many objects of this name have gone for good; nothing where none has.
    func departed(_ identity: String) throws -> Int?
    /// What became of a change that was about the object with this source anchor; nothing where it is not remembered.
    func operation(_ id: TenantOperationID, anchor: String) throws -> TenantOperation?
    /// The number of the last transaction that changed an object.
    func revision() throws -> Int64
    /// Objects of a class that have changed behind a place, deleted or gone for good among them, ascending by change.
    func revisions(
        of objectClass: AttributeName,
        after place: TenantRevision.Place,
        limit: Int
    ) throws -> [TenantRevision]
    /// What readers that lag behind see in place of what is: of each object the eldest, ascending by identity.
    func formers(at now: TenantInstant) throws -> [FormerObject]
}
