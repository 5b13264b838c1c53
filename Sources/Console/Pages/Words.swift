import SyncEngine

/// The words that several pages have in common.
enum Words {
    /// How many rows a page of a table has.
    static let page = 50

    /// `1 object`, `2 objects`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// A moment as people read it: ISO 8601 without the letters in it.
    static func moment(_ text: String) -> String {
        text.replacing("T", with: " ").replacing("Z", with: " UTC")
    }

    /// What a pending export does to an object.
    static func operation(_ operation: String) -> TextLine {
        switch operation {
        case "add": TextLine("add", tone: .good)
        case "delete": TextLine("delete", tone: .bad)
        default: TextLine(operation, tone: .warning)
        }
    }

    /// How a run ended.
    static func outcome(_ outcome: String) -> TextLine {
        TextLine(outcome, tone: outcome == "success" ? .good : RunStatus(rawValue: outcome).isStopped ? .bad : .warning)
    }

    /// `3 additions, 1 deletion`; `nothing` where there is nothing.
    static func pending(_ counts: [PendingExport.Operation: Int]) -> String {
        let parts: [(PendingExport.Operation, String)] = [
            (.delete, "deletion"), (.update, "update"), (.add, "addition"),
        ]
        let words = parts.compactMap { operation, noun in
            counts[operation].flatMap { $0 > 0 ? count($0, noun) : nil }
        }
        return words.isEmpty ? "nothing" : words.joined(separator: ", ")
    }

    /// Lists too long for a page end in a sentence that says so.
    static func shortened(_ lines: [String], to most: Int) -> [TextLine] {
        let shown = lines.prefix(most).map { TextLine($0) }
        return lines.count > most ? shown + [TextLine("and \(lines.count - most) more", tone: .note)] : shown
    }
}
