/// Something that the lab does, in words.
public struct LabEvent: Sendable, Hashable {
    /// The forest that it concerns.
    public let forest: String
    /// One sentence.
    public let sentence: String
}
