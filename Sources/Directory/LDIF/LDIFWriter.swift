import Foundation

/// Writes LDIF content records (RFC 2849), folded at 76 bytes.
public enum LDIFWriter {
    /// The records as one text, with the version line unless its reader does not know that (slapadd, Samba).
    public static func write(_ records: some Sequence<LDIFRecord>, hasVersion: Bool = true) -> String {
        var text = hasVersion ? "version: 1\n" : ""
        for record in records {
            text += (text.isEmpty ? "" : "\n") + line("dn", Array(record.dn.utf8))
            for value in record.values { text += line(value.name.spelling, value.bytes) }
        }
        return text
    }

    /// One attribute value with its line end, folded and in base64 where it must be.
    public static func line(_ name: String, _ value: [UInt8]) -> String {
        let plain = isSafe(value)
        let shown = plain ? String(decoding: value, as: UTF8.self) : Data(value).base64EncodedString()
        return fold(name + (plain ? ": " : ":: ") + shown) + "\n"
    }

    private static func isSafe(_ value: [UInt8]) -> Bool {
        guard let first = value.first, let last = value.last else { return true }
        return first != 0x20 && first != 0x3A && first != 0x3C && last != 0x20
            && value.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    private static func fold(_ line: String) -> String {
        var rest = Array(line.utf8)[...]
        var parts = [rest.prefix(76)]
        rest = rest.dropFirst(76)
        while !rest.isEmpty {
            parts.append(rest.prefix(75))
            rest = rest.dropFirst(75)
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n ")
    }
}
