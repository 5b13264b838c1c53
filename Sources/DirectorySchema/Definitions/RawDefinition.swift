/// A definition taken apart: its identifier and its fields in the order in which they stand.
public struct RawDefinition: Sendable, Hashable {
    /// One field.
    public struct Field: Sendable, Hashable {
        /// The keyword in capitals.
        public let keyword: String
        /// Its values; none for a flag.
        public var values: [String]

        /// Makes a field.
        public init(_ keyword: String, _ values: [String] = []) {
            self.keyword = keyword
            self.values = values
        }
    }

    /// The numeric OID, the name that stands for one, or a rule's number.
    public let identifier: String
    /// The fields.
    public var fields: [Field]

    /// Makes a definition.
    public init(identifier: String, fields: [Field]) {
        self.identifier = identifier
        self.fields = fields
    }

    /// Whether the field is there.
    public func has(_ keyword: String) -> Bool { fields.contains { $0.keyword == keyword } }

    /// The first value of a field.
    public func first(_ keyword: String) -> String? { fields.first { $0.keyword == keyword }?.values.first }

    /// All values of a field; none where it is not there.
    public func all(_ keyword: String) -> [String] { fields.first { $0.keyword == keyword }?.values ?? [] }
}
