/// How many changes the tenant takes in which time; the product's documentation says 7,000 in 5 minutes.
public struct TenantThrottle: Sendable, Hashable, Codable {
    /// Whether it holds at all; benchmarks switch it off.
    public var isOn = true
    /// How many changes one window takes.
    public var limit = 7000
    /// How long a window is, in seconds.
    public var seconds: Int64 = 300

    /// The documented throttle.
    public init() {}

    /// How many of the changes are taken now; the window notes them.
    func admit(_ count: Int, at now: TenantInstant, _ window: inout ThrottleWindow) -> Int {
        guard isOn else { return count }
        if !isOpen(window, at: now) { window = ThrottleWindow(began: now, used: 0) }
        let taken = min(count, max(0, limit - window.used))
        window.used += taken
        return taken
    }

    /// How long to wait until a full window takes changes again, in seconds.
    func retryAfter(at now: TenantInstant, _ window: ThrottleWindow) -> Int64 {
        max(1, window.began.advanced(by: seconds).seconds(since: now))
    }

    /// How long so many changes would take from now on.
    public func forecast(of changes: Int, at now: TenantInstant, _ window: ThrottleWindow?) -> ThrottleForecast {
        guard isOn, changes > 0, limit > 0 else {
            return ThrottleForecast(changes: max(0, changes), wait: 0, atRate: 0)
        }
        let open = window.flatMap { isOpen($0, at: now) ? $0 : nil }
        let left = open.map { max(0, limit - $0.used) } ?? limit
        let atRate = Self.product(Int64(changes), seconds) / Int64(limit)
        guard changes > left else { return ThrottleForecast(changes: changes, wait: 0, atRate: atRate) }
        let later = Int64((changes - left - 1) / limit)
        let first = open.map { retryAfter(at: now, $0) } ?? seconds
        let wait = TenantInstant(seconds: first).advanced(by: Self.product(later, seconds)).seconds
        return ThrottleForecast(changes: changes, wait: wait, atRate: atRate)
    }

    /// A window before `now` has ended; one that begins after it belongs to a clock that was set back.
    private func isOpen(_ window: ThrottleWindow, at now: TenantInstant) -> Bool {
        (0..<seconds).contains(now.seconds(since: window.began))
    }

    private static func product(_ left: Int64, _ right: Int64) -> Int64 {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : product
    }
}
