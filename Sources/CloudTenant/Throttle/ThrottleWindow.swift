/// How much of the throttle is used up.
public struct ThrottleWindow: Sendable, Hashable, Codable {
    /// When the window began: with its first change.
    public var began: TenantInstant
    /// How many changes it has taken.
    public var used: Int

    /// Makes a window.
    public init(began: TenantInstant, used: Int) {
        self.began = began
        self.used = used
    }
}
