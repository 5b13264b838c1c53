/// Where the tenant has its time from.
///
/// The tenant adds to it what it was told to let pass: nobody waits five minutes for a simulated throttle.
public struct TenantClock: Sendable {
    /// The moment.
    public let now: @Sendable () -> TenantInstant

    /// Makes a clock.
    public init(now: @escaping @Sendable () -> TenantInstant) { self.now = now }

    /// A clock that stands still.
    public static func standing(at instant: TenantInstant) -> TenantClock { TenantClock { instant } }
}
