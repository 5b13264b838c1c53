/// Makes text from servers and files safe to print on a terminal.
///
/// A value may hold escape sequences, line ends or marks that turn the reading direction; printed raw they could
/// forge output. They are shown as what they are instead.
public enum Terminal {
    /// The text with every control and direction character written out.
    public static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.map { isUnsafe($0) ? written($0) : String($0) }.joined()
    }

    static func visible(_ character: Character) -> String { visible(String(character)) }

    private static func written(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
