/// A moment as Windows counts it: steps of 100 nanoseconds since 1601-01-01 00:00:00 UTC (MS-DTYP section 2.3.3).
public struct FileTime: Sendable, Hashable, Comparable, Codable {
    /// The number of steps; negative before 1601.
    public let ticks: Int64

    /// Seconds between 1601-01-01 and 1970-01-01.
    public static let unixEpochSeconds: Int64 = 11_644_473_600
    /// Steps in a second.
    public static let ticksPerSecond: Int64 = 10_000_000

    /// Wraps a number of steps.
    public init(ticks: Int64) { self.ticks = ticks }

    /// The moment that many seconds after 1970-01-01; held at the edges of what can be counted.
    public init(unixSeconds: Int64) {
        let (sum, overflow) = unixSeconds.addingReportingOverflow(Self.unixEpochSeconds)
        let (product, overflow2) = sum.multipliedReportingOverflow(by: Self.ticksPerSecond)
        ticks = overflow || overflow2 ? (unixSeconds < 0 ? .min : .max) : product
    }

    /// Whole seconds after 1970-01-01, rounded down.
    public var unixSeconds: Int64 {
        let quotient = ticks / Self.ticksPerSecond
        return (ticks % Self.ticksPerSecond < 0 ? quotient - 1 : quotient) - Self.unixEpochSeconds
    }

    /// Orders by time.
    public static func < (left: FileTime, right: FileTime) -> Bool { left.ticks < right.ticks }
}
