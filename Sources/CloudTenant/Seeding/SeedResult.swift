/// What a seed brought.
public struct SeedResult: Sendable, Hashable, Codable {
    /// How many objects are new, by class.
    public var added: [String: Int] = [:]
    /// How many were there already, under the same identity; they were left alone.
    public var present = 0
}
