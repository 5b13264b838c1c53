/// Documents that end with the last byte of their last tag, so that each cut of one is broken.
struct MarkupSample: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]

    private init(_ description: String, _ bytes: [UInt8]) {
        self.description = description
        self.bytes = bytes
    }

    private init(_ description: String, _ text: String) { self.init(description, Array(text.utf8)) }

    static let text = "<r k='é'>a&amp;b<!-- no --><![CDATA[<c>]]>\r\n<e/>\u{1F600}</r>"

    static let all = [
        MarkupSample("one element", "<a/>"),
        MarkupSample("a declaration", "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<a></a>"),
        MarkupSample("everything", "<!-- before -->\n<?an instruction?>\n" + text),
        MarkupSample("a mark of UTF-8", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
        MarkupSample("UTF-16, least byte first", [0xFF, 0xFE] + wide(text) { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        MarkupSample("UTF-16, greatest byte first", [0xFE, 0xFF] + wide(text) { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
        MarkupSample("UTF-16 without a mark", wide("\n<a>é</a>") { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        MarkupSample(
            "ISO 8859-1",
            Array("<?xml version='1.0' encoding='iso-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        ),
        MarkupSample("namespaces", "<p:a xmlns:p='urn:p' xmlns='urn:d' p:x='1' x='2'><b xmlns=''/><c/></p:a>"),
        MarkupSample("references", "<a v='&lt;&#65;&#x42;&quot;'>&gt;&apos;&#x1F600;</a>"),
    ]

    private static func wide(_ text: String, _ unit: (UInt16) -> [UInt8]) -> [UInt8] { text.utf16.flatMap(unit) }
}
