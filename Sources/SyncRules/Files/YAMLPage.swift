import Diagnostics
import SyncExpressions
import Yams

/// A YAML file that people write, with everything that is wrong with it.
struct YAMLPage {
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) { self.source = source }

    /// The keys and values of the file; nothing where it is none, which is reported.
    mutating func root(atMost limit: Int) -> Node? {
        guard source.text.utf8.count <= limit else {
            report("RFL002", "the file has more than \(limit) bytes; a rule has a few thousand")
            return nil
        }
        if let (name, range) = YAMLReferences.first(in: source) {
            let note = "in a text, write the star as \"\\x2A\", in double quotes"
            let message = "*\(name) refers to something else in the file; say it in full"
            diagnostics.append(Diagnostic("RFL003", .error, message, at: range, in: source, notes: [note]))
            return nil
        }
        do {
            guard let root = try Yams.compose(yaml: source.text) else {
                report("RFL001", "the file says nothing; a rule has keys with values")
                return nil
            }
            guard root.mapping != nil else {
                let message =
                    root.sequence == nil
                    ? "a file holds keys with values" : "a file holds one rule, as keys with values; this is a list"
                report("RFL001", message, root)
                return nil
            }
            var seen: Set<Int> = []
            refuseProperties(root, &seen)
            return root
        } catch {
            report(error)
            return nil
        }
    }

    /// The text of a scalar.
    ///
    /// The YAML library drops a byte order mark at the beginning of a text, even one that is written as an escape.
    func text(_ scalar: Node.Scalar) -> String {
        guard scalar.style == .doubleQuoted, let mark = scalar.mark else { return scalar.string }
        var rest = source.text.utf8.dropFirst(offset(line: mark.line, column: mark.column)).dropFirst()
        let escape = "\\U0000FEFF".utf8
        var count = 0
        while rest.starts(with: escape) {
            rest = rest.dropFirst(escape.count)
            count += 1
        }
        guard count > 0 else { return scalar.string }
        let scalars = scalar.string.unicodeScalars.drop { $0 == "\u{FEFF}" }
        return String(repeating: "\u{FEFF}", count: count) + String(Substring(scalars))
    }

    /// Tells keys that nobody reads, and what they may have been meant to be.
    mutating func check(_ node: Node, _ known: [String]) {
        for (key, _) in node.mapping ?? [:] where !known.contains(key.string ?? "") {
            let word = key.scalar?.string ?? "this"
            let hint = Spelling.hint(for: word, among: known)
            let note = hint ?? "known are \(known.joined(separator: ", "))"
            report("RFL004", "\(word) is not a key here", key, notes: [note])
        }
    }

    mutating func report(_ code: DiagnosticCode, _ message: String, _ node: Node? = nil, notes: [String] = []) {
        report(code, .error, message, node, notes: notes)
    }

    mutating func report(
        _ code: DiagnosticCode,
        _ severity: DiagnosticSeverity,
        _ message: String,
        _ node: Node? = nil,
        notes: [String] = []
    ) {
        let range = node?.mark.map { self.range(line: $0.line, column: $0.column, node?.scalar) }
        diagnostics.append(Diagnostic(code, severity, message, at: range, in: source, notes: notes))
    }

    /// Anchors that nothing refers to, and tags: a node that has one begins with it.
    private mutating func refuseProperties(_ node: Node, _ seen: inout Set<Int>) {
        if let mark = node.mark {
            let start = offset(line: mark.line, column: mark.column)
            let sign = source.text.utf8.dropFirst(start).first
            if sign == UInt8(ascii: "&") || sign == UInt8(ascii: "!"), seen.insert(start).inserted {
                report("RFL003", "anchors and tags are not allowed here; put a text that begins so in quotes", node)
            }
        }
        switch node {
        case .sequence(let nodes): for node in nodes { refuseProperties(node, &seen) }
        case .mapping(let pairs):
            for (key, value) in pairs {
                refuseProperties(key, &seen)
                refuseProperties(value, &seen)
            }
        case .scalar, .alias: return
        }
    }

    /// A bare word is marked whole.
    private func range(line: Int, column: Int, _ scalar: Node.Scalar?) -> SourceRange {
        let start = offset(line: line, column: column)
        guard let scalar, scalar.style == .plain, !scalar.string.isEmpty else { return SourceRange(start, start + 1) }
        let isThere = source.text.utf8.dropFirst(start).starts(with: scalar.string.utf8)
        return SourceRange(start, isThere ? start + scalar.string.utf8.count : start + 1)
    }

    /// The YAML library counts columns in scalars.
    private func offset(line: Int, column: Int) -> Int {
        let start = source.offset(line: line, column: 1)
        let rest = source.text.utf8.dropFirst(start)
        let scalars = Substring(rest).unicodeScalars.prefix(max(0, column - 1))
        return start + String(Substring(scalars)).utf8.count
    }

    /// What the YAML library says of a mistake, without the whole file that it may add.
    private mutating func report(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let range = range(line: mark.line, column: mark.column, nil)
            diagnostics.append(Diagnostic("RFL005", .error, "this is not YAML: \(problem)", at: range, in: source))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let range = range(line: context.mark.line, column: context.mark.column, nil)
            let message = "a key stands twice: \(duplicates.sorted().joined(separator: ", "))"
            diagnostics.append(Diagnostic("RFL006", .error, message, at: range, in: source))
        case .reader(let problem, _, _, _): report("RFL005", "this is not YAML: \(problem)")
        default: report("RFL005", "this is not YAML")
        }
    }
}
