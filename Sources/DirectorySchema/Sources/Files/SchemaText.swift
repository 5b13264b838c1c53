/// The bytes of a schema file as UTF-8.
enum SchemaText {
    /// Tools of Windows write UTF-16 with a mark at the beginning, and UTF-8 with one; other bytes stay as they are.
    static func utf8(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return bytes[3...] }
        guard bytes.count >= 2, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else {
            return bytes[...]
        }
        let isLittle = bytes[0] == 0xFF
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for place in stride(from: 2, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(isLittle ? first | second << 8 : first << 8 | second)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)[...]
    }
}
