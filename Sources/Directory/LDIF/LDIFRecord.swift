/// One content record of an LDIF file: a name and its attribute values in file order.
public struct LDIFRecord: Sendable, Hashable {
    /// One attribute value.
    public struct Value: Sendable, Hashable {
        /// The attribute's name.
        public let name: AttributeName
        /// The decoded value.
        public let bytes: [UInt8]

        /// Makes a value.
        public init(name: AttributeName, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The distinguished name as it is written.
    public let dn: String
    /// The values in file order.
    public let values: [Value]
    /// The line on which the record begins, from 1.
    public let line: Int
    /// The attributes of which it holds a part of the values: their ranges do not join from the first to the last.
    public let incomplete: [AttributeName]

    /// Makes a record.
    public init(dn: String, values: [Value], line: Int = 0, incomplete: [AttributeName] = []) {
        self.dn = dn
        self.values = values
        self.line = line
        self.incomplete = incomplete
    }

    /// The values of one attribute as text.
    public func texts(_ name: AttributeName) -> [String] {
        values.filter { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The record as a packed entry.
    public func packed(with packer: inout EntryPacker, table: AttributeTable) -> PackedEntry {
        packer.begin(dn: dn)
        for value in values {
            if let attribute = table.identifier(for: value.name) { packer.add(attribute, value.bytes) }
        }
        return packer.finish()
    }
}
