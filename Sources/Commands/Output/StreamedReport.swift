import Plans

/// A report in JSON whose first list is written piece by piece: nobody holds all of it.
///
/// The text is that of `Renderer`, byte by byte.
struct StreamedReport {
    /// What stands before the elements.
    let head: String
    /// How far the brackets of the list are from the left.
    private let indent: String
    private var isEmpty = true

    /// Begins a report, which is given with the list empty.
    init(_ report: some Report) throws {
        let (head, tail) = try Self.parts(report)
        self.head = head
        indent = String(tail.drop { $0 == "\n" }.prefix { $0 == " " })
    }

    /// The next elements.
    mutating func body(_ elements: [some Encodable]) throws -> String {
        guard !elements.isEmpty else { return "" }
        defer { isEmpty = false }
        // Around the elements stands one bracket a line. Empty lines stay as they are.
        let lines = try CanonicalJSON.pretty(elements).split(separator: "\n", omittingEmptySubsequences: false)
        return (isEmpty ? "" : ",")
            + lines.dropFirst().dropLast().map { "\n" + ($0.isEmpty ? "" : indent) + $0 }.joined()
    }

    /// The end of a report, which is given as it is in the end, with the list empty.
    func tail(_ report: some Report) throws -> String {
        let tail = try Self.parts(report).tail
        // In an empty list there is an empty line.
        return isEmpty ? tail : String(tail.dropFirst())
    }

    private static func parts(_ report: some Report) throws -> (head: String, tail: String) {
        let text = try Renderer(format: .json).text(report)
        let end = listBeginning(text)
        return (String(text[..<end]), String(text[end...]))
    }

    /// The place behind the first bracket that stands in no text: names of files may have some.
    private static func listBeginning(_ json: String) -> String.Index {
        var (isInText, isEscaped) = (false, false)
        for place in json.utf8.indices {
            let byte = json.utf8[place]
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\"") {
                isInText.toggle()
            } else if isInText {
                isEscaped = byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "[") {
                return json.utf8.index(after: place)
            }
        }
        return json.endIndex
    }
}
