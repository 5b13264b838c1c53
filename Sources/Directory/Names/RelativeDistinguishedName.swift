/// One component of a distinguished name: usually one type and value, joined by `+` where there are several.
public struct RelativeDistinguishedName: Sendable, Hashable, CustomStringConvertible {
    /// One type with its value.
    public struct Pair: Sendable, Hashable {
        /// The attribute type.
        public let type: AttributeName
        /// The value, unescaped; where it is encoded, `#` and the hexadecimal digits as they are written.
        public let value: String
        /// Whether the value was written as `#` and its BER encoding (RFC 4514 section 2.4): its type is not known here,
        /// so that it is neither decoded nor escaped.
        public let isEncoded: Bool

        /// Makes a pair.
        public init(type: AttributeName, value: String, isEncoded: Bool = false) {
            self.type = type
            self.value = value
            self.isEncoded = isEncoded
        }
    }

    /// The pairs in the order they were written; never empty.
    public let pairs: [Pair]

    /// Makes a component of one pair.
    public init(type: AttributeName, value: String) { pairs = [Pair(type: type, value: value)] }

    /// Makes a component of several pairs; nothing when there are none.
    public init?(pairs: [Pair]) {
        guard !pairs.isEmpty else { return nil }
        self.pairs = pairs
    }

    /// The type of the first pair.
    public var type: AttributeName { pairs.first?.type ?? "" }

    /// The value of the first pair.
    public var value: String { pairs.first?.value ?? "" }

    /// The form by which components are compared.
    public var normalized: String {
        pairs.map {
            $0.type.folded + "=" + ($0.isEncoded ? ASCII.lowercased($0.value) : Self.escape(Self.folded($0.value)))
        }
        .sorted().joined(separator: "+")
    }

    /// The component with what RFC 4514 section 2.4 wants escaped.
    public var description: String {
        pairs.map { $0.type.spelling + "=" + ($0.isEncoded ? $0.value : Self.escape($0.value)) }.joined(separator: "+")
    }

    private static func folded(_ value: String) -> String {
        value.lowercased().split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }

    /// Escapes a value so that it may stand in a distinguished name (RFC 4514 section 2.4).
    public static func escape(_ value: String) -> String {
        var escaped = ""
        let scalars = Array(value.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let atEdge =
                (index == 0 && (scalar == " " || scalar == "#")) || (index == scalars.count - 1 && scalar == " ")
            switch scalar {
            case ",", "+", "\"", "\\", "<", ">", ";", "=":
                escaped += "\\" + String(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                escaped += "\\" + ASCII.hex(CollectionOfOne(UInt8(scalar.value)))
            default:
                escaped += atEdge ? "\\" + String(scalar) : String(scalar)
            }
        }
        return escaped
    }
}
