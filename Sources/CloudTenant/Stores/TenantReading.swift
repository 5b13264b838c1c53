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
    /// At most so many objects behind one, in the same order.
    func objects(_ selection: TenantSelection, after: TenantPlace?, limit: Int) throws -> [TenantObject]
    /// How many objects there are, by class: those that are there, and those that are deleted.
    func counts() throws -> [AttributeName: TenantCount]
    /// How many objects of this name have gone for good; nothing where none has.
    func departed(_ identity: String) throws -> Int?
}
