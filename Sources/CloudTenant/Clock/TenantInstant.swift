import Foundation

/// A moment of the tenant's clock, in whole seconds.
public struct TenantInstant: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Seconds since the beginning of 1970, UTC.
    public let seconds: Int64

    /// Wraps seconds since the beginning of 1970.
    public init(seconds: Int64) { self.seconds = seconds }

    /// Reads the seconds from a single number.
    public init(from decoder: any Decoder) throws {
        seconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes the seconds as a single number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }

    /// The moment so many seconds later; the end of time where there is none.
    public func advanced(by distance: Int64) -> TenantInstant {
        let (sum, overflow) = seconds.addingReportingOverflow(distance)
        return TenantInstant(seconds: overflow ? (distance < 0 ? .min : .max) : sum)
    }

    /// How many seconds have gone by since another moment.
    public func seconds(since other: TenantInstant) -> Int64 {
        let (difference, overflow) = seconds.subtractingReportingOverflow(other.seconds)
        return overflow ? (seconds < other.seconds ? .min : .max) : difference
    }

    /// Orders by time.
    public static func < (left: TenantInstant, right: TenantInstant) -> Bool { left.seconds < right.seconds }

    /// ISO 8601, UTC.
    public var description: String { Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601) }
}
