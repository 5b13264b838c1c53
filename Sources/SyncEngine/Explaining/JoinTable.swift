import Directory
import SyncExpressions
import SyncRules

/// Who gives which values of the attributes that rules join on, objects by their numbers.
///
/// Of each value the fingerprint is held and not the value: 64 bits by a secret of the process, so that two of a million
/// values are taken for one in one process of thirty million, as when objects are linked.
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

    /// A value as it is compared.
    struct Key: Hashable {
        let attribute: AttributeID
        let closeness: Closeness
        let value: [UInt8]

        fileprivate var fingerprint: UInt64 { UInt64(truncatingIfNeeded: hashValue) }
    }

    private let binary: Set<AttributeID>
    /// The attributes that a join compares with regard to case, and those that one compares without.
    private let exact: Set<AttributeID>
    private let folded: Set<AttributeID>
    private var fingerprints = FingerprintTable()
    /// For each fingerprint the last row with it.
    private var last: [Int32] = []
    /// For each row who gives the value, and the row before it with the same fingerprint; less than zero where there is none.
    private var holders: [Int32] = []
    private var earlier: [Int32] = []

    /// Prepares for the conditions of rules; attributes of bytes are compared as they are.
    init(_ joins: [CompiledRule.Join], _ table: AttributeTable) {
        binary = Set(joins.map(\.metaverse)).filter {
            table.name(of: $0).map { MetaverseSchema.kind(of: $0) == .binary } ?? false
        }
        exact = Set(joins.lazy.filter(\.isCaseSensitive).map(\.metaverse))
        folded = Set(joins.lazy.filter { !$0.isCaseSensitive }.map(\.metaverse))
    }

    /// Notes that an object gives a value.
    ///
    /// Those of one object come one after another: the same one twice stands once.
    mutating func insert(_ holder: Int32, _ attribute: AttributeID, _ value: [UInt8]) {
        for key in keys(attribute, value) where isAskedFor(key) {
            let number = Int(fingerprints.insert(key.fingerprint))
            if number == last.count { last.append(-1) }
            let before = last[number]
            if before >= 0, holders[Int(before)] == holder { continue }
            last[number] = Int32(truncatingIfNeeded: holders.count)
            holders.append(holder)
            earlier.append(before)
        }
    }

    private func isAskedFor(_ key: Key) -> Bool {
        switch key.closeness {
        case .exact: exact.contains(key.attribute)
        case .folded: folded.contains(key.attribute)
        case .spelling, .localPart: true
        }
    }

    /// The value in every closeness.
    func keys(_ attribute: AttributeID, _ value: [UInt8]) -> [Key] {
        [Closeness.exact, .folded, .spelling, .localPart].compactMap { key(attribute, $0, value) }
    }

    /// Who gives a value, in no order; some come twice.
    func holders(of attribute: AttributeID, _ closeness: Closeness, _ value: [UInt8]) -> [Int] {
        guard let key = key(attribute, closeness, value), let number = fingerprints.number(of: key.fingerprint) else {
            return []
        }
        var found: [Int] = []
        var row = last[Int(number)]
        while row >= 0 {
            found.append(Int(holders[Int(row)]))
            row = earlier[Int(row)]
        }
        return found
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
