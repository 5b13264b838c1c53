import Directory

/// What a server showed beside its schema, by which a later look tells whether the schema has changed since.
public struct SchemaMarks: Sendable, Hashable, Codable {
    /// One mark that is not what it was.
    public struct Move: Sendable, Hashable, Codable {
        /// The name of the mark: an attribute, or `definitions`.
        public let name: String
        /// What it was; nothing where it was not there.
        public let from: String?
        /// What it is; nothing where it is gone.
        public let to: String?

        /// Makes a move.
        public init(name: String, from: String?, to: String?) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    /// What two looks say together.
    public enum Comparison: Sendable, Hashable {
        /// No change was noted.
        case same
        /// A change was noted, by these marks.
        case moved([Move])
        /// Nothing can be told, for this reason.
        case untold(String)
    }

    /// Where they were read: a URL.
    public let source: String
    /// Their values in hexadecimal, by the name of the mark in small letters.
    public let values: [String: [String]]

    /// Makes marks.
    public init(source: String, values: [String: [String]]) {
        self.source = source
        self.values = values
    }

    /// The marks that decide, whichever server of the forest shows them.
    private static let deciding = ["schemaInfo", "definitions"]
    /// Each server's own, by which only one server can be compared with itself.
    private static let own = ["uSNChanged", "modifyTimestamp", "createTimestamp", "entryCSN", "contextCSN"]

    /// Compares with an earlier look at the same forest.
    public func compared(with earlier: SchemaMarks) -> Comparison {
        let moves = { (names: [String]) in names.compactMap { move($0, since: earlier) } }
        let versions = moves(["objectVersion"])
        if Self.deciding.contains(where: { self[$0] != nil && earlier[$0] != nil }) {
            let all = moves(Self.deciding.filter { self[$0] != nil && earlier[$0] != nil }) + versions
            return all.isEmpty ? .same : .moved(all)
        }
        guard versions.isEmpty || self["objectVersion"] == nil || earlier["objectVersion"] == nil else {
            return .moved(versions)
        }
        let shared = Self.own.filter { self[$0] != nil && earlier[$0] != nil }
        guard !shared.isEmpty else { return .untold("the server shows nothing by which a change could be noted") }
        let moved = moves(shared)
        if moved.isEmpty { return .same }
        // A number of one server says nothing of another's.
        let isSame =
            self["invocationId"].map { $0 == earlier["invocationId"] }
            ?? (earlier["invocationId"] == nil && source == earlier.source)
        return isSame ? .moved(moved) : .untold("another server answered than the one that was read: \(source)")
    }

    private subscript(name: String) -> [String]? { values[ASCII.lowercased(name)] }

    private func move(_ name: String, since earlier: SchemaMarks) -> Move? {
        guard self[name] != earlier[name] else { return nil }
        return Move(name: name, from: earlier[name].map(Self.text), to: self[name].map(Self.text))
    }

    /// Bytes that are text as text, others as they are.
    private static func text(_ values: [String]) -> String {
        values.map { value in
            guard let bytes = ASCII.bytes(hex: value), !bytes.isEmpty, bytes.allSatisfy({ (0x20..<0x7F).contains($0) })
            else { return value }
            return String(decoding: bytes, as: UTF8.self)
        }.joined(separator: ", ")
    }
}
