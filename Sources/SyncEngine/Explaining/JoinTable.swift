import Directory
import SyncExpressions
import SyncRules

/// Who gives which values of the attributes that rules join on.
struct JoinTable {
    /// How closely values are compared.
    enum Closeness: Hashable {
        /// As joins do that tell case apart.
        case exact
        /// As joins do.
        case folded
        /// Without case, blanks and the prefix of an address.
        case spelling
        /// Up to the `@`.
        case localPart
    }

    struct Holder: Hashable {
        let metaverse: MetaverseID
        let connector: ConnectorID
    }

    /// A value as it is compared.
    struct Key: Hashable {
        let attribute: AttributeID
        let closeness: Closeness
        let value: [UInt8]
    }

    private var holders: [Key: [Holder]] = [:]
    private let binary: Set<AttributeID>

    /// Prepares for attributes of the metaverse; those of bytes are compared as they are.
    init(_ attributes: Set<AttributeID>, _ table: AttributeTable) {
        binary = attributes.filter { table.name(of: $0).map { MetaverseSchema.kind(of: $0) == .binary } ?? false }
    }

    /// Values of one object come one after another: the same one twice stands once.
    mutating func insert(_ holder: Holder, _ attribute: AttributeID, _ value: [UInt8]) {
        for key in keys(attribute, value) where holders[key]?.last != holder {
            holders[key, default: []].append(holder)
        }
    }

    /// The value in every closeness.
    func keys(_ attribute: AttributeID, _ value: [UInt8]) -> [Key] {
        [Closeness.exact, .folded, .spelling, .localPart].compactMap { key(attribute, $0, value) }
    }

    func holders(of attribute: AttributeID, _ closeness: Closeness, _ value: [UInt8]) -> [Holder] {
        key(attribute, closeness, value).flatMap { holders[$0] } ?? []
    }

    private func key(_ attribute: AttributeID, _ closeness: Closeness, _ value: [UInt8]) -> Key? {
        let isBinary = binary.contains(attribute)
        switch closeness {
        case .exact: return Key(attribute: attribute, closeness: .exact, value: value)
        case .folded:
            return Key(
                attribute: attribute,
                closeness: .folded,
                value: isBinary ? value : value.map { ASCII.lowercased($0) }
            )
        case .spelling:
            guard !isBinary else { return nil }
            return Key(attribute: attribute, closeness: .spelling, value: Self.plain(value))
        case .localPart:
            guard !isBinary else { return nil }
            let plain = Self.plain(value)
            guard let at = plain.firstIndex(of: UInt8(ascii: "@")), at >= 2 else { return nil }
            return Key(attribute: attribute, closeness: .localPart, value: Array(plain[..<at]))
        }
    }

    private static func plain(_ value: [UInt8]) -> [UInt8] {
        let folded = value.map { ASCII.lowercased($0) }.filter { $0 != 0x20 && $0 != 0x09 }
        let prefix = Array("smtp:".utf8)
        return folded.starts(with: prefix) ? Array(folded.dropFirst(prefix.count)) : folded
    }
}
