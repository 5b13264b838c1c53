/// The tenant's store, as long as a body changes it.
public protocol TenantWriting: TenantReading {
    /// Keeps settings, throttle, writer.
    func save(_ state: TenantState) throws
    /// Keeps an object and its unique values; `before` is what is stored under its identity.
    func put(_ object: TenantObject, replacing before: TenantObject?) throws
    /// Takes an object out for good, and remembers how many of its names have gone.
    func remove(_ object: TenantObject) throws
}
