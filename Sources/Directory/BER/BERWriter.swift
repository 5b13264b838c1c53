/// Writes the part of the Basic Encoding Rules that LDAP uses (RFC 4511 section 5.1): definite lengths.
public struct BERWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []

    /// Begins with nothing.
    public init() {}

    /// An element with this tag around bytes.
    public mutating func element(_ tag: UInt8, _ content: some Collection<UInt8>) {
        bytes.append(tag)
        bytes += Self.length(content.count)
        bytes += content
    }

    /// An element with this tag around other elements.
    public mutating func element(_ tag: UInt8, _ body: (inout BERWriter) -> Void) {
        var inner = BERWriter()
        body(&inner)
        element(tag, inner.bytes)
    }

    /// An integer, an enumeration with tag 10, in as few bytes as it needs.
    public mutating func integer(_ value: Int, tag: UInt8 = 0x02) {
        var content = [UInt8(truncatingIfNeeded: value)]
        var rest = value >> 8
        while !(rest == 0 && content[0] < 0x80) && !(rest == -1 && content[0] >= 0x80) {
            content.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        element(tag, content)
    }

    /// An octet string.
    public mutating func text(_ text: String, tag: UInt8 = 0x04) { element(tag, text.utf8) }

    /// A length in as few bytes as it needs.
    public static func length(_ count: Int) -> [UInt8] {
        guard count > 127 else { return [UInt8(count)] }
        var digits: [UInt8] = []
        var rest = count
        while rest > 0 {
            digits.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(digits.count)] + digits
    }
}
