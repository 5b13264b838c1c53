import Diagnostics
import Testing

@Suite("Text is made safe for terminals")
struct TerminalTests {
    @Test(
        "control and direction characters are written out, everything else stays",
        arguments: [
            ("plain", "plain"), ("Zoë 日本 👩‍👧", "Zoë 日本 👩‍👧"), ("a\u{1B}[31mb", "a\\u{1B}[31mb"),
            ("a\u{202E}b", "a\\u{202E}b"), ("line\nnext", "line\\u{A}next"), ("a\r\nb", "a\\u{D}\\u{A}b"),
            ("\u{0}", "\\u{0}"), ("\u{7F}\u{9B}31m", "\\u{7F}\\u{9B}31m"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("\u{FEFF}dn", "\\u{FEFF}dn"), ("\u{2028}", "\\u{2028}"), ("", ""),
        ]
    )
    func visible(_ text: String, _ shown: String) {
        #expect(Terminal.visible(text) == shown)
    }

    @Test("no character of the C0 and C1 ranges comes through")
    func everyControl() {
        for value in Array(0...0x1F) + Array(0x7F...0x9F) {
            let scalar = Unicode.Scalar(UInt8(value))
            let shown = Terminal.visible("x\(scalar)y")
            #expect(!shown.unicodeScalars.contains(scalar), "U+\(String(value, radix: 16))")
        }
    }

    @Test(
        "a text takes as many columns as it is wide",
        arguments: [
            ("abc", 3), ("é", 1), ("e\u{301}", 1), ("李明", 4), ("👩‍👩‍👧‍👦", 2), ("ﾊﾝｶｸ", 4), ("", 0), ("한글", 4),
        ]
    )
    func width(_ text: String, _ columns: Int) { #expect(Terminal.width(of: text) == columns) }
}
