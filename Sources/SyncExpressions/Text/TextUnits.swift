/// Places and lengths in a text as .NET counts them: in UTF-16 units.
///
/// A cut never falls into a surrogate pair: of a pair that lies across it, neither half is kept.
enum TextUnits {
    /// The first units.
    static func first(_ text: String, _ count: Int) -> String {
        guard count < text.utf8.count, count < text.utf16.count else { return text }
        return String(text[..<boundary(text, count, up: false)])
    }

    /// The last units.
    static func last(_ text: String, _ count: Int) -> String {
        let length = text.utf16.count
        guard count < length else { return text }
        return String(text[boundary(text, length - count, up: true)...])
    }

    /// Units from the middle; `start` counts from 0 and lies inside.
    static func middle(_ text: String, _ start: Int, _ count: Int) -> String {
        let length = text.utf16.count
        let from = boundary(text, min(start, length), up: true)
        let until = count >= length - start ? text.endIndex : boundary(text, start + count, up: false)
        return from < until ? String(text[from..<until]) : ""
    }

    private static func boundary(_ text: String, _ offset: Int, up: Bool) -> String.Index {
        let units = text.utf16
        let index = units.index(units.startIndex, offsetBy: offset)
        if let exact = index.samePosition(in: text.unicodeScalars) { return exact }
        return up ? units.index(after: index) : units.index(before: index)
    }
}
