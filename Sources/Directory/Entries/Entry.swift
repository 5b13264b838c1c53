/// An entry for people and for the few places where names matter more than speed: a view on a packed entry.
public struct Entry: Sendable {
    /// The packed form.
    public let packed: PackedEntry
    /// The table that its numbers belong to.
    public let table: AttributeTable

    /// Looks at a packed entry through its table.
    public init(_ packed: PackedEntry, table: AttributeTable) {
        self.packed = packed
        self.table = table
    }

    /// The distinguished name as the server wrote it.
    public var dn: String { packed.dn }

    /// The names of the attributes that have values.
    public var names: [AttributeName] { packed.attributes.compactMap(table.name(of:)) }

    /// All values of an attribute as bytes.
    public func bytes(_ name: AttributeName) -> [[UInt8]] {
        guard let number = table.existing(name) else { return [] }
        return packed.values(of: number).map { Array($0) }
    }

    /// All values of an attribute as text; bytes that are not UTF-8 show as replacement characters.
    public func texts(_ name: AttributeName) -> [String] {
        guard let number = table.existing(name) else { return [] }
        return packed.values(of: number).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first value of an attribute as text.
    public func text(_ name: AttributeName) -> String? {
        table.existing(name).flatMap { packed.text($0) }
    }
}
