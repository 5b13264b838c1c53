import Diagnostics
import Yams

/// Reads a YAML file that people write: what is wrong with it is collected, each mistake with its place.
protocol MarkedReader {
    var source: SourceText { get }
    var diagnostics: [Diagnostic] { get set }
}

extension MarkedReader {
    /// The keys and values of the file; nothing where it is none, which is reported.
    mutating func root() -> Node? {
        do {
            guard let composed = try Yams.compose(yaml: source.text), composed.mapping != nil else {
                report("CFG001", "the file is a list of keys and values", nil)
                return nil
            }
            return composed
        } catch {
            report(error)
            return nil
        }
    }

    /// The elements of a list; nothing at all is an empty one.
    mutating func list(_ node: Node, _ key: String) -> [Node] {
        if let sequence = node.sequence { return Array(sequence) }
        if node.null == nil { report("CFG014", "\(key) is a list, each element behind a dash", node) }
        return []
    }

    mutating func check(_ node: Node, _ keys: [String]) {
        guard node.mapping != nil else { return report("CFG015", "keys with values were expected here", node) }
        for key in node.mapping?.keys.map({ $0 }) ?? [] where !keys.contains(key.string ?? "") {
            report(
                "CFG011",
                "\(key.string ?? "this") is not a key here; known are \(keys.joined(separator: ", "))",
                key
            )
        }
    }

    func text(_ node: Node, _ key: String) -> String? { node[key]?.string.flatMap { $0.isEmpty ? nil : $0 } }

    mutating func flag(_ node: Node, _ key: String) -> Bool? {
        guard let value = node[key] else { return nil }
        if value.bool == nil { report("CFG012", "\(key) is true or false", value) }
        return value.bool
    }

    /// What the YAML library says of a mistake, without the whole file that it may add.
    mutating func report(_ error: any Error) {
        guard let error = error as? YamlError else { return report("CFG002", "this is not YAML", nil) }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let offset = source.offset(line: mark.line, column: mark.column)
            let range = SourceRange(offset, offset + 1)
            diagnostics.append(Diagnostic("CFG002", .error, "this is not YAML: \(problem)", at: range, in: source))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let mark = context.mark
            let offset = source.offset(line: mark.line, column: mark.column)
            let keys = duplicates.map { "\($0)" }.joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    "CFG016",
                    .error,
                    "a key stands twice: \(keys)",
                    at: SourceRange(offset, offset + 1),
                    in: source
                )
            )
        default: report("CFG002", "this is not YAML", nil)
        }
    }

    mutating func report(_ code: DiagnosticCode, _ message: String, _ node: Node?) {
        let offset = node?.mark.map { source.offset(line: $0.line, column: $0.column) }
        diagnostics.append(Diagnostic(code, .error, message, at: offset.map { SourceRange($0, $0 + 1) }, in: source))
    }
}
