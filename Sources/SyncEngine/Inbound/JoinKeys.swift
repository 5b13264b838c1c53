import Directory
import SyncExpressions
import SyncRules

/// Makes the keys by which metaverse objects are found: fingerprints of an attribute and a value.
///
/// Values are compared without regard to case, unless they are bytes or a join asks for it. A key has 64 bits and depends
/// on the store's secret: that two of a million values get the same one happens in one run of thirty million.
struct JoinKeys {
    private let digest: EntryDigest
    private let binary: Set<AttributeID>
    /// The attributes that a join compares with regard to case.
    private let exact: Set<AttributeID>
    private var bytes: [UInt8] = []

    init(_ rules: [ConnectorID: [CompiledRule]], table: AttributeTable, digest: EntryDigest) {
        self.digest = digest
        let clauses = rules.values.joined().flatMap { $0.joins.joined() }
        binary = Set(clauses.map(\.metaverse)).filter {
            table.name(of: $0).map { MetaverseSchema.kind(of: $0) == .binary } ?? false
        }
        exact = Set(clauses.lazy.filter(\.isCaseSensitive).map(\.metaverse))
    }

    func hasExact(_ attribute: AttributeID) -> Bool { exact.contains(attribute) }

    mutating func key(_ attribute: AttributeID, _ value: UnsafeRawBufferPointer, isExact: Bool) -> UInt64 {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(UInt8(truncatingIfNeeded: attribute.rawValue))
        bytes.append(UInt8(truncatingIfNeeded: attribute.rawValue >> 8))
        bytes.append(isExact ? 1 : 0)
        if isExact || binary.contains(attribute) {
            bytes.append(contentsOf: value)
        } else {
            for byte in value { bytes.append(ASCII.lowercased(byte)) }
        }
        return digest.digest(bytes)
    }

    /// Lends the keys by which a value of the metaverse is found.
    mutating func each(_ attribute: AttributeID, _ value: UnsafeRawBufferPointer, _ body: (UInt64) -> Void) {
        body(key(attribute, value, isExact: false))
        if hasExact(attribute) { body(key(attribute, value, isExact: true)) }
    }

    /// The fingerprint of a security identifier in a forest, which is known by `prefix`: the same one in two forests is of no
    /// one object.
    mutating func identifier(_ identifier: UnsafeRawBufferPointer, of prefix: [UInt8]) -> UInt64 {
        bytes.removeAll(keepingCapacity: true)
        // No name begins so.
        bytes.append(0)
        bytes.append(contentsOf: prefix)
        bytes.append(contentsOf: identifier)
        return digest.digest(bytes)
    }

    /// The fingerprint of a distinguished name: names that mean the same have the same one.
    mutating func name(_ name: UnsafeRawBufferPointer) -> UInt64 {
        bytes.removeAll(keepingCapacity: true)
        if !NameFolding.fold(name, into: &bytes) {
            bytes.removeAll(keepingCapacity: true)
            if let normalized = DistinguishedName(String(decoding: name, as: UTF8.self))?.normalized {
                bytes.append(contentsOf: normalized.utf8)
            } else {
                for byte in name { bytes.append(ASCII.lowercased(byte)) }
            }
        }
        return digest.digest(bytes)
    }
}
