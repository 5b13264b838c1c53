import Diagnostics
import Directory

/// What is said of a seed's file that is not UTF-8.
enum SeedEncoding {
    private static let advice =
        "save it as UTF-8: \"CSV UTF-8\" in a spreadsheet program, `-Encoding utf8` in PowerShell"

    /// Where the file is not UTF-8 first, and in how many lines besides.
    ///
    /// A file that was saved in another encoding has such bytes all over: one mistake, and one remedy.
    static func objection(to bytes: [UInt8], named name: String) -> Diagnostic {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let source = SourceText(name: name, text: "")
            return Diagnostic("SEED002", .error, "the file is UTF-16, and not UTF-8", in: source, notes: [advice])
        }
        let places = mistakes(in: bytes)
        let place = places.first ?? 0
        // Up to the first mistake the repaired text has the same bytes.
        let source = SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
        let shown =
            bytes.dropFirst(place).first.map { "the byte 0x\(ASCII.hex(CollectionOfOne($0)))" } ?? "what is here"
        let others = places.count - 1
        let more = others > 0 ? ["\(others) more \(others == 1 ? "line has" : "lines have") such bytes"] : []
        return Diagnostic(
            "SEED002",
            .error,
            "\(shown) is not UTF-8",
            at: SourceRange(place, place + "\u{FFFD}".utf8.count),
            in: source,
            notes: more + [advice]
        )
    }

    /// The first mistake of each line that has one.
    private static func mistakes(in bytes: [UInt8]) -> [Int] {
        bytes.withUnsafeBytes { bytes in
            var places: [Int] = []
            var start = 0
            while let place = UTF8Sequence.firstMistake(in: bytes, from: start) {
                places.append(place)
                guard let end = bytes[place...].firstIndex(of: 0x0A) else { break }
                start = end + 1
            }
            return places
        }
    }
}
