/// How long changes would take because of the throttle alone.
public struct ThrottleForecast: Sendable, Hashable, Codable {
    /// How many changes.
    public let changes: Int
    /// How many seconds pass until the last one is taken, were sending no work at all.
    public let wait: Int64
    /// How many seconds they take at the tenant's rate.
    public let atRate: Int64

    /// Whole minutes at the tenant's rate, rounded up, as people say it: `2 h 32 min`.
    public var phrase: String {
        let minutes = atRate / 60 + (atRate % 60 > 0 ? 1 : 0)
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours == 0 { return "\(rest) min" }
        return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
    }
}
