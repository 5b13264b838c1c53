import Directory

/// The form by which expressions are compared: without blanks and in lower case, but for what stands in quotes.
enum ExpressionMeaning {
    static func canonical(_ expression: String) -> String {
        var result: [UInt8] = []
        var isQuoted = false
        for byte in expression.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted {
                result.append(byte)
            } else if byte != 0x20, !(0x09...0x0D).contains(byte) {
                result.append(ASCII.lowercased(byte))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
