/// A numeric object identifier, compared by value: leading zeros and spelling do not matter (RFC 4512 section 1.4).
public struct OID: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// The dotted decimal form without leading zeros.
    public let dotted: String

    /// Reads a dotted decimal form; nothing when it is not one.
    public init?(_ text: String) {
        var text = text
        if text.withUTF8(Self.isCanonical) {
            dotted = text
            return
        }
        var arcs: [Substring] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard !part.isEmpty, part.utf8.allSatisfy(ASCII.isDigit) else { return nil }
            let trimmed = part.drop { $0 == "0" }
            arcs.append(trimmed.isEmpty ? "0" : trimmed)
        }
        guard arcs.count >= 2 else { return nil }
        dotted = arcs.joined(separator: ".")
    }

    /// Whether the text is an OID as it stands, which nearly all are.
    private static func isCanonical(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var (arcs, start, place) = (1, 0, 0)
        while place < text.count {
            let byte = text[place]
            if byte == UInt8(ascii: ".") {
                guard place > start, isArc(text, start, place) else { return false }
                (arcs, start) = (arcs + 1, place + 1)
            } else if !ASCII.isDigit(byte) {
                return false
            }
            place += 1
        }
        return arcs >= 2 && text.count > start && isArc(text, start, text.count)
    }

    /// Whether digits do not begin with a zero that they could do without.
    private static func isArc(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        text[start] != UInt8(ascii: "0") || end == start + 1
    }

    /// Reads the dotted form from a single string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let oid = OID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not an OID")
        }
        self = oid
    }

    /// Writes the dotted form as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(dotted)
    }

    /// Orders arc by arc, numerically.
    public static func < (left: OID, right: OID) -> Bool {
        for (one, other) in zip(left.dotted.split(separator: "."), right.dotted.split(separator: "."))
        where one != other {
            return one.utf8.count == other.utf8.count ? one < other : one.utf8.count < other.utf8.count
        }
        return left.dotted.utf8.count < right.dotted.utf8.count
    }

    /// The dotted decimal form.
    public var description: String { dotted }
}
