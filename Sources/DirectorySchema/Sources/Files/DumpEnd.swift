import Directory

/// What the end of an LDIF file tells of whether the file is whole.
///
/// `ldapsearch` begins with comments and ends with the number of its answers. Every tool that writes records ends each with
/// an empty line; RFC 2849 does not demand the last one, so that its absence proves nothing.
public struct DumpEnd: Sendable, Hashable {
    /// Why the file is not whole, where that is certain.
    public let proof: String?
    /// Whether records are separated by empty lines and the last one is not ended by any.
    public let isOpen: Bool

    /// Looks at a file in which so many entries were found.
    public init(of text: some Sequence<UInt8>, entries: Int) {
        self.init(of: Array(text)[...], entries: entries)
    }

    init(of text: ArraySlice<UInt8>, entries: Int) {
        var lines = SchemaLines(text)
        var (isBegun, isEnded, isInside, isPage) = (false, false, false, false)
        var separators = 0
        var announced = 0
        while let line = lines.next() {
            guard let first = line.bytes.first, !line.isBlank else {
                if isInside { separators += 1 }
                isInside = false
                continue
            }
            if line.bytes.starts(with: "```".utf8) { isPage = true }
            guard first == UInt8(ascii: "#") else {
                isInside = true
                continue
            }
            let comment = line.bytes.dropFirst().drop { $0 == 0x20 }
            if comment.elementsEqual("LDAPv3".utf8) || comment.elementsEqual("extended LDIF".utf8) { isBegun = true }
            if comment.starts(with: "numResponses:".utf8) { isEnded = true }
            if let count = Self.number(comment, behind: "numEntries:") { announced = max(announced, count) }
        }
        if entries < announced {
            proof = "it says that it has \(announced) entries, and \(entries) are in it"
        } else if isBegun, !isEnded {
            proof = "ldapsearch began it and did not write its last line, the number of answers"
        } else {
            proof = nil
        }
        isOpen = !isPage && isInside && separators > 0
    }

    private static func number(_ comment: ArraySlice<UInt8>, behind word: String) -> Int? {
        guard comment.starts(with: word.utf8) else { return nil }
        let digits = comment.dropFirst(word.utf8.count).filter { $0 != 0x20 }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
