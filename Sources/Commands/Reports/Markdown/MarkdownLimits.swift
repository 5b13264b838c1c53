/// How much of lists a Markdown document shows.
struct MarkdownLimits {
    let rows: Int
    let names: Int

    /// The most characters of a document, in the units of UTF-16 that some forges count; they refuse longer texts.
    static let longest = 60_000
    /// Tried one after another; the last is small enough for every document.
    private static let all = [(500, 24), (200, 24), (100, 12), (50, 12), (25, 8), (12, 6), (6, 4), (3, 2), (1, 1)]

    /// The document with the most in it that is short enough.
    static func fitting(_ document: (MarkdownLimits) -> String) -> String {
        var text = ""
        for (rows, names) in all {
            text = document(MarkdownLimits(rows: rows, names: names))
            if text.utf16.count <= longest { break }
        }
        return text
    }
}
