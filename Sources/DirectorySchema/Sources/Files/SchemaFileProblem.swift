/// A place in a schema file that was not understood and is no definition.
public struct SchemaFileProblem: Sendable, Hashable, Codable {
    /// The file and the line, as in `base.ldif, line 12`.
    public let place: String
    /// What is wrong, in words.
    public let reason: String
    /// What stands there.
    public let text: String
    /// Where it begins in the file, in bytes.
    public let offset: Int
    /// Whether it says that the file was cut off.
    public let isCut: Bool

    /// Makes a problem.
    public init(place: String, reason: String, text: String, offset: Int, isCut: Bool = false) {
        self.place = place
        self.reason = reason
        self.text = text
        self.offset = offset
        self.isCut = isCut
    }
}
