import Foundation
import Yams

extension ConfigurationEditor {
    /// A value as it is to stand behind its key.
    enum Value {
        /// On the key's own line.
        case scalar(String)
        /// On lines of its own, two blanks deeper than the key.
        case block([String])
    }

    /// Puts a key at the top of the file, or below one that stands there; nothing takes it away.
    mutating func put(_ key: String, _ value: Value?, below parent: String? = nil) throws(TaskError) {
        let root = try mapping()
        guard let parent else { return try put(key, value, in: root, column: 0) }
        if let inner = root[Node(parent)]?.mapping, inner.style != .flow, !inner.isEmpty {
            let isLast = inner.count == 1 && value == nil && inner.first?.key.string == key
            if isLast { return try put(parent, .scalar("{}"), in: root, column: 0) }
            return try put(key, value, in: inner, column: column(of: inner))
        }
        guard case .scalar(let text)? = value else { return }
        try put(parent, .block(["\(key): \(text)"]), in: root, column: 0)
    }

    /// Puts a key into the description of a forest; nothing takes it away.
    mutating func put(_ key: String, _ value: Value?, inForest name: String) throws(TaskError) {
        let forests = try mapping()["forests"]?.sequence ?? []
        guard let forest = forests.first(where: { $0["name"]?.string == name })?.mapping, forest.style != .flow else {
            throw TaskError(
                .configuration,
                "In dryad.yaml the forest \(name) stands in braces on one line. Write its keys one a line and try again."
            )
        }
        try put(key, value, in: forest, column: column(of: forest))
    }

    /// Whether options stand in a list, or in braces: the key is written anew as a whole then.
    var optionsAreAList: Bool {
        guard let options = try? mapping()["options"] else { return false }
        return options.sequence != nil || options.mapping?.style == .flow && options.mapping?.isEmpty == false
    }

    private func mapping() throws(TaskError) -> Node.Mapping {
        guard let root = try? Yams.compose(yaml: text)?.mapping else {
            throw TaskError(.configuration, "dryad.yaml cannot be read any more; it was left alone.")
        }
        return root
    }

    private func column(of mapping: Node.Mapping) -> Int { max((mapping.first?.key.mark?.column ?? 1) - 1, 0) }

    private mutating func put(
        _ key: String,
        _ value: Value?,
        in mapping: Node.Mapping,
        column: Int
    ) throws(TaskError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        let blanks = String(repeating: " ", count: column)
        if let place = mapping.first(where: { $0.key.string == key }), let mark = place.key.mark {
            if case .scalar(let new)? = value, place.value.scalar != nil, place.value.mark?.line == mark.line {
                return replaceScalar(place.value, with: new, lines)
            }
            guard lines.indices.contains(mark.line - 1) else { return }
            // The first key of a list's element stands behind its dash.
            let head = String(lines[mark.line - 1].prefix(mark.column - 1))
            let end = Self.end(of: mark.line - 1, column: column, in: lines)
            guard let value else {
                lines.removeSubrange(mark.line - 1..<end)
                return text = lines.joined(separator: "\n")
            }
            lines.replaceSubrange(mark.line - 1..<end, with: Self.lines(key, value, head: head, blanks))
        } else if let value {
            let new = Self.lines(key, value, head: blanks, blanks)
            if column == 0 {
                while lines.last?.isEmpty == true { lines.removeLast() }
                lines += [""] + new + [""]
            } else if let last = mapping.compactMap({ $0.key.mark?.line }).max() {
                lines.insert(contentsOf: new, at: Self.end(of: last - 1, column: column, in: lines))
            }
        }
        text = lines.joined(separator: "\n")
    }

    private mutating func replaceScalar(_ node: Node, with value: String, _ all: [String]) {
        var lines = all
        guard let mark = node.mark, lines.indices.contains(mark.line - 1) else { return }
        let line = lines[mark.line - 1]
        let start = line.index(line.startIndex, offsetBy: mark.column - 1, limitedBy: line.endIndex) ?? line.endIndex
        let comment = line[start...].range(of: " #")?.lowerBound ?? line.endIndex
        lines[mark.line - 1] = line[..<start] + value + line[comment...]
        text = lines.joined(separator: "\n")
    }

    private static func lines(_ key: String, _ value: Value, head: String, _ blanks: String) -> [String] {
        switch value {
        case .scalar(let text): ["\(head)\(key): \(text)"]
        case .block(let lines): ["\(head)\(key):"] + lines.map { "\(blanks)  \($0)" }
        }
    }

    /// The line behind the last one that belongs to the key on a line; blank lines and comments behind it do not.
    private static func end(of line: Int, column: Int, in lines: [String]) -> Int {
        var end = line + 1
        var last = end
        while end < lines.count {
            let text = lines[end]
            let indent = text.prefix { $0 == " " }.count
            let isBlank = text.allSatisfy(\.isWhitespace)
            let isElement = indent == column && text.dropFirst(indent).hasPrefix("- ")
            guard isBlank || indent > column || isElement else { break }
            end += 1
            if !isBlank, !text.dropFirst(indent).hasPrefix("#") || indent > column { last = end }
        }
        return last
    }
}
