/// What is counted in a step.
public struct RunCounter: Sendable, Hashable, Codable, RawRepresentable, Comparable {
    /// The word.
    public let rawValue: String

    /// Wraps a word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Objects that are new, or sent as new.
    public static let adds = RunCounter(rawValue: "adds")
    /// Objects that differ.
    public static let updates = RunCounter(rawValue: "updates")
    /// Objects that have another name.
    public static let renames = RunCounter(rawValue: "renames")
    /// Objects that have gone.
    public static let deletes = RunCounter(rawValue: "deletes")
    /// Objects that are as they were.
    public static let unchanged = RunCounter(rawValue: "unchanged")
    /// Objects that were projected into the metaverse.
    public static let projections = RunCounter(rawValue: "projections")
    /// Objects that were joined to one that was there.
    public static let joins = RunCounter(rawValue: "joins")
    /// Objects that no rule links.
    public static let disconnectors = RunCounter(rawValue: "disconnectors")
    /// Changes that are pending after the step.
    public static let pending = RunCounter(rawValue: "pending")
    /// Changes that came back as they were sent.
    public static let confirmed = RunCounter(rawValue: "confirmed")
    /// Objects with which something went wrong.
    public static let errors = RunCounter(rawValue: "errors")

    /// The order in which people read them.
    private static let order: [RunCounter] = [
        .adds, .updates, .renames, .deletes, .unchanged, .projections, .joins, .disconnectors, .pending, .confirmed,
        .errors,
    ]

    /// In the order in which people read them; others by their words, last.
    public static func < (left: RunCounter, right: RunCounter) -> Bool {
        let places = (order.firstIndex(of: left) ?? order.count, order.firstIndex(of: right) ?? order.count)
        return places.0 == places.1 ? left.rawValue < right.rawValue : places.0 < places.1
    }
}
