/// Prints diagnostics the one way Dryad prints them: place, severity, code, sentence, the line, a caret, notes.
public enum DiagnosticRenderer {
    /// The widest piece of a line that is shown; longer lines are cut around the caret.
    private static let window = 100
    /// So many bytes are looked at on either side of a place: more than a window of any text has.
    private static let reach = 4_000

    /// Renders all findings, by place, worst first where the place is the same.
    public static func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.sorted(by: precedes).map(render).joined(separator: "\n")
    }

    /// Renders one finding.
    public static func render(_ diagnostic: Diagnostic) -> String {
        var lines: [String] = []
        let head = "\(diagnostic.severity.rawValue) \(diagnostic.code): \(Terminal.visible(diagnostic.message))"
        if let source = diagnostic.source, let range = diagnostic.range {
            let position = source.position(at: range.start)
            lines.append("\(Terminal.visible(source.name)):\(position): \(head)")
            let excerpt = source.excerpt(at: range.start, reach: reach)
            lines += caret(under: excerpt.text, column: excerpt.column, width: width(of: range, in: source))
        } else if let source = diagnostic.source {
            lines.append("\(Terminal.visible(source.name)): \(head)")
        } else {
            lines.append(head)
        }
        lines += diagnostic.notes.map { "  note: \(Terminal.visible($0))" }
        return lines.joined(separator: "\n")
    }

    private static func width(of range: SourceRange, in source: SourceText) -> Int {
        guard source.lineNumber(at: range.start) == source.lineNumber(at: range.end) else { return 1 }
        return max(1, source.characters(from: range.start, to: min(range.end, range.start + reach)))
    }

    private static func caret(under line: String, column: Int, width: Int) -> [String] {
        let characters = Array(line)
        func text(_ part: ArraySlice<Character>) -> String {
            part.map { $0 == "\t" ? " " : Terminal.visible($0) }.joined()
        }
        let first = characters.count > window ? max(0, min(column - 1 - window / 2, characters.count - window)) : 0
        let shown = text(characters.dropFirst(first).prefix(window))
        let indent = text(characters.dropFirst(first).prefix(max(0, column - 1 - first))).count
        let marked = text(characters.dropFirst(max(0, column - 1)).prefix(min(width, window))).count
        let room = max(1, min(marked, window - min(indent, window - 1)))
        return ["  | " + shown, "  | " + String(repeating: " ", count: indent) + String(repeating: "^", count: room)]
    }

    private static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        let names = (left.source?.name ?? "", right.source?.name ?? "")
        if names.0 != names.1 { return names.0 < names.1 }
        let starts = (left.range?.start ?? -1, right.range?.start ?? -1)
        if starts.0 != starts.1 { return starts.0 < starts.1 }
        if left.severity != right.severity { return left.severity > right.severity }
        return left.code.rawValue < right.code.rawValue
    }
}
