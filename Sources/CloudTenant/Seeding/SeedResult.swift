/// What a seed brought.
public struct SeedResult: Sendable, Hashable, Codable {
    /// How many objects are new, by class.
    public var added: [String: Int] = [:]
    /// How many were there already, under the same identity; they were left alone.
    public var present = 0
    /// How many of the new objects are synchronized and have no source anchor there, by the property of Graph that exports find them
    /// by instead.
    public var withoutAnchor: [String: Int] = [:]
    /// How many of them have no such property either.
    public var unrecognizable = 0
}
