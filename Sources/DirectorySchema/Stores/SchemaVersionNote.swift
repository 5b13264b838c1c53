/// What is known of a version of a cached schema without reading the schema itself.
public struct SchemaVersionNote: Sendable, Hashable, Codable {
    /// Counted from 1 for each connector.
    public let number: Int
    /// When it was read, ISO 8601 in UTC.
    public let read: String
    /// Where it was read: a URL or a path.
    public let source: String
    /// How many classes it has.
    public let classes: Int
    /// How many attributes it has.
    public let attributes: Int

    /// Makes a note.
    public init(number: Int, read: String, source: String, classes: Int, attributes: Int) {
        self.number = number
        self.read = read
        self.source = source
        self.classes = classes
        self.attributes = attributes
    }
}
