import Diagnostics

/// Reads comma-separated values by the letter of RFC 4180, with line ends of one character allowed too.
///
/// A row that was cut must not be taken for a whole one, and every mistake has a place in the file.
struct CSVReader {
    /// One field: its text without quotes, and where it stands.
    struct Field {
        let text: String
        let range: SourceRange
        let isQuoted: Bool
    }

    /// Why a row cannot be read.
    struct Mistake: Error {
        let message: String
        let range: SourceRange
    }

    private let bytes: [UInt8]
    private var place = 0

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        // Windows PowerShell puts the type in front of what it exports.
        if bytes[place...].starts(with: "#TYPE ".utf8) { skipLine() }
    }

    /// The fields of the next row; nothing at the end.
    ///
    /// After a mistake the next row begins at the next line.
    mutating func next() throws(Mistake) -> [Field]? {
        while place < bytes.count, isLineEnd { skipLineEnd() }
        guard place < bytes.count else { return nil }
        var fields: [Field] = []
        while true {
            do throws(Mistake) {
                fields.append(try field())
            } catch {
                skipLine()
                throw error
            }
            guard place < bytes.count, bytes[place] == Self.comma else { break }
            place += 1
        }
        skipLineEnd()
        return fields
    }

    private mutating func field() throws(Mistake) -> Field {
        let start = place
        guard place < bytes.count, bytes[place] == Self.quote else {
            while place < bytes.count, bytes[place] != Self.comma, !isLineEnd {
                guard bytes[place] != Self.quote else {
                    throw Mistake(
                        message: "a quotation mark stands inside a field without quotation marks",
                        range: here
                    )
                }
                place += 1
            }
            return Field(
                text: String(decoding: bytes[start..<place], as: UTF8.self),
                range: SourceRange(start, place),
                isQuoted: false
            )
        }
        place += 1
        var text: [UInt8] = []
        while place < bytes.count {
            if bytes[place] == Self.quote {
                place += 1
                guard place < bytes.count, bytes[place] == Self.quote else { break }
            } else if place + 1 == bytes.count {
                place += 1
                throw Mistake(
                    message: "the field's closing quotation mark is missing",
                    range: SourceRange(start, start + 1)
                )
            }
            text.append(bytes[place])
            place += 1
        }
        guard place > start + 1, bytes[place - 1] == Self.quote else {
            throw Mistake(
                message: "the field's closing quotation mark is missing",
                range: SourceRange(start, start + 1)
            )
        }
        guard place == bytes.count || bytes[place] == Self.comma || isLineEnd else {
            throw Mistake(message: "something follows the closing quotation mark", range: here)
        }
        return Field(
            text: String(decoding: text, as: UTF8.self),
            range: SourceRange(start, place),
            isQuoted: true
        )
    }

    private var here: SourceRange { SourceRange(place, place + 1) }

    private var isLineEnd: Bool { bytes[place] == 0x0A || bytes[place] == 0x0D }

    private mutating func skipLineEnd() {
        if place < bytes.count, bytes[place] == 0x0D { place += 1 }
        if place < bytes.count, bytes[place] == 0x0A { place += 1 }
    }

    private mutating func skipLine() {
        while place < bytes.count, !isLineEnd { place += 1 }
        skipLineEnd()
    }
}
