import Directory

/// GUIDs as text: 8, 4, 4, 4 and 12 digits with dashes between them, in braces or not.
enum GuidText {
    static func bytes(_ text: String) -> [UInt8]? {
        var digits = text.trimmingBlanks[...]
        if digits.hasPrefix("{"), digits.hasSuffix("}") { digits = digits.dropFirst().dropLast() }
        guard digits.split(separator: "-", omittingEmptySubsequences: false).map(\.count) == [8, 4, 4, 4, 12] else {
            return nil
        }
        return ObjectGUID(String(digits))?.bytes
    }
}
