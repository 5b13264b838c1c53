/// The tenant's store, as long as a body changes it.
public protocol TenantWriting: TenantReading {
    /// Keeps settings, throttle, writer.
    func save(_ state: TenantState) throws
    /// Keeps an object and its unique values; `before` is what is stored under its identity.
    func put(_ object: TenantObject, replacing before: TenantObject?) throws
    /// Takes an object out for good, and remembers how many of its names have gone.
    func remove(_ object: TenantObject) throws
    /// Remembers what became of a change.
    func record(_ operation: TenantOperation) throws
    /// Forgets operations that came before a moment, and what readers do not see any more at another.
    func forget(operationsBefore instant: TenantInstant, formersUntil now: TenantInstant) throws
    /// Keeps what readers see of an object until a moment; nothing where it is not there.
    func keep(_ former: TenantObject?, as id: TenantObjectID, until: TenantInstant) throws
}
