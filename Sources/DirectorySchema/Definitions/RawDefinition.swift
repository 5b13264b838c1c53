/// A definition taken apart: its identifier and its fields in the order in which they stand.
public struct RawDefinition: Sendable, Hashable {
    /// One field.
    public struct Field: Sendable, Hashable {
        /// The keyword in capitals.
        public let keyword: String
        /// The first of its values: most fields have one, for which no list is made.
        let first: String?
        /// The values behind the first.
        let rest: [String]
        /// The keyword, where it is one of RFC 4512: numbers are told from each other faster than words.
        let known: Keyword?

        /// Makes a field.
        public init(_ keyword: String, _ values: [String] = []) {
            self.init(keyword, Keyword(Array(keyword.utf8)), values.first, Array(values.dropFirst()))
        }

        init(_ keyword: String, _ known: Keyword?, _ first: String?, _ rest: [String]) {
            self.keyword = keyword
            self.known = known
            self.first = first
            self.rest = rest
        }

        /// Its values; none for a flag.
        public var values: [String] { first.map { [$0] + rest } ?? [] }

        /// The same with the values of another field behind its own.
        func joined(_ other: Field) -> Field {
            let values = values + other.values
            return Field(keyword, known, values.first, Array(values.dropFirst()))
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

    /// The first value of a field.
    public func first(_ keyword: String) -> String? { fields.first { $0.keyword == keyword }?.first }

    /// All values of a field; none where it is not there.
    public func all(_ keyword: String) -> [String] { fields.first { $0.keyword == keyword }?.values ?? [] }

    func field(_ keyword: Keyword) -> Field? { place(of: keyword).map { fields[$0] } }

    func has(_ keyword: Keyword) -> Bool { place(of: keyword) != nil }

    func first(_ keyword: Keyword) -> String? { place(of: keyword).flatMap { fields[$0].first } }

    func all(_ keyword: Keyword) -> [String] { place(of: keyword).map { fields[$0].values } ?? [] }

    private func place(of keyword: Keyword) -> Int? { fields.indices.first { fields[$0].known == keyword } }
}
