import Directory

/// Text in URLs (RFC 3986, section 2.1).
enum PercentText {
    /// The text without percent signs; nothing where a sign has no two digits behind it, or bytes are no UTF-8.
    static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(ASCII.hexValue),
                    let low = rest.popFirst().flatMap(ASCII.hexValue)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The text with percent signs for everything but letters, digits, `-._~$` and `@`.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if ASCII.isLetter(byte) || ASCII.isDigit(byte) || "-._~$@".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += "%\(ASCII.hex([byte]))".utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
