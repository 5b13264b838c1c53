import Directory

/// A name as a person asks for it: `*` stands for any characters, `?` for one, whatever the case.
public struct NamePattern: Sendable, Hashable {
    /// What was written.
    public let text: String
    private let folded: [UInt8]

    /// Takes what was written.
    public init(_ text: String) {
        self.text = text
        folded = Array(ASCII.lowercased(text).utf8)
    }

    /// Whether the name fits.
    func matches(_ name: AttributeName) -> Bool {
        let name = Array(name.folded.utf8)
        var (place, at) = (0, 0)
        // Where the last star was, and how much of the name it has taken so far.
        var star: (place: Int, at: Int)?
        while at < name.count {
            if place < folded.count, folded[place] == UInt8(ascii: "*") {
                star = (place, at)
                place += 1
            } else if place < folded.count, folded[place] == name[at] || folded[place] == UInt8(ascii: "?") {
                (place, at) = (place + 1, at + 1)
            } else if let last = star {
                star = (last.place, last.at + 1)
                (place, at) = (last.place + 1, last.at + 1)
            } else {
                return false
            }
        }
        return folded[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// Whether a name fits that some schema has for the row.
    public func matches(_ row: MatrixRow) -> Bool {
        matches(row.name) || row.cells.contains { $0.definition.map { matches($0.name) } ?? false }
    }
}
