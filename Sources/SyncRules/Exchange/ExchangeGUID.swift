import Directory

/// GUIDs as files of rules spell them: with braces or without, in any case.
enum ExchangeGUID {
    /// Lower case without braces; nothing where the text is no GUID.
    static func normal(_ text: String) -> String? {
        var bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}"), bytes.count > 2 {
            bytes = Array(bytes[1..<(bytes.count - 1)])
        }
        guard bytes.count == 36 else { return nil }
        for (place, byte) in bytes.enumerated() {
            let isDash = [8, 13, 18, 23].contains(place)
            guard isDash ? byte == UInt8(ascii: "-") : ASCII.hexValue(byte) != nil else { return nil }
        }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }
}
