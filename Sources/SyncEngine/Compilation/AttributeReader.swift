import Directory
import SyncExpressions

/// One attribute as expressions read it: its number and what its bytes mean.
struct AttributeReader: Sendable {
    let attribute: AttributeID
    let kind: ValueKind
    let isName: Bool
    /// Whether its values are security identifiers, which refer to the objects that have them.
    var isIdentifier = false

    /// The same for programs on packed bytes.
    var packed: PackedAttribute { PackedAttribute(attribute: attribute, kind: kind, isName: isName) }

    /// The value in an entry; several values are a list, none is null.
    func value(in entry: PackedEntry) -> ExpressionValue {
        if isName { return .string(entry.dn) }
        let values = entry.values(of: attribute)
        switch values.count {
        case 0: return .null
        case 1: return values.first.map(value) ?? .null
        default: return .list(values.map(value))
        }
    }

    private func value(_ bytes: ArraySlice<UInt8>) -> ExpressionValue {
        switch kind {
        case .binary: .binary(Array(bytes))
        case .number: Int64(String(decoding: bytes, as: UTF8.self)).map { .number($0) } ?? text(bytes)
        case .boolean: .boolean(bytes.first.map { $0 | 0x20 == UInt8(ascii: "t") } ?? false)
        case .reference: .reference(String(decoding: bytes, as: UTF8.self))
        case .text: text(bytes)
        }
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> ExpressionValue { .string(String(decoding: bytes, as: UTF8.self)) }
}
