import Diagnostics
import Directory
import Foundation
import SyncRules
import Yams

/// Reads dryad.yaml; everything that is wrong with it comes together, each with its place.
struct ConfigurationReader {
    private let source: SourceText
    private var diagnostics: [Diagnostic] = []

    private init(_ source: SourceText) { self.source = source }

    static func load(_ path: String) throws(TaskError) -> WorkspaceConfiguration {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw TaskError(.configuration, "\(path) cannot be read. May you read it, is it UTF-8 text?")
        }
        return try read(SourceText(name: path, text: text))
    }

    static func read(_ source: SourceText) throws(TaskError) -> WorkspaceConfiguration {
        var reader = ConfigurationReader(source)
        let configuration = reader.read()
        guard reader.diagnostics.isEmpty else {
            throw TaskError(.configuration, DiagnosticRenderer.render(reader.diagnostics))
        }
        return configuration
    }

    private mutating func read() -> WorkspaceConfiguration {
        var configuration = WorkspaceConfiguration()
        let root: Node
        do {
            guard let composed = try Yams.compose(yaml: source.text), composed.mapping != nil else {
                report("CFG001", "the configuration is a list of keys and values", nil)
                return configuration
            }
            root = composed
        } catch {
            report(error)
            return configuration
        }
        check(root, ["version", "tenant", "staging", "deletionGuard", "options", "forests"])
        if root["version"]?.int != WorkspaceConfiguration.formatVersion {
            report("CFG003", "version must be \(WorkspaceConfiguration.formatVersion)", root["version"] ?? root)
        }
        if let tenant = root["tenant"] {
            check(tenant, ["store"])
            configuration.tenantStore = text(tenant, "store") ?? configuration.tenantStore
        }
        configuration.isStaging = flag(root, "staging") ?? true
        if let node = root["deletionGuard"] {
            if let limit = node.int, limit >= 0 {
                configuration.deletionLimit = limit
            } else {
                report("CFG004", "deletionGuard is a number, 0 or more", node)
            }
        }
        if let node = root["options"] { configuration.options = options(node) }
        configuration.forests = forests(root["forests"])
        return configuration
    }

    private mutating func options(_ node: Node) -> RuleOptions {
        let known = RuleOptions.known.map(\.name)
        var features: [String] = []
        for item in list(node, "options") {
            if let name = item.string, known.contains(name) {
                features.append(name)
            } else {
                report("CFG005", "an option is one of \(known.joined(separator: ", "))", item)
            }
        }
        return RuleOptions(features: features)
    }

    private mutating func forests(_ node: Node?) -> [ForestConfiguration] {
        var forests: [ForestConfiguration] = []
        for item in node.map({ list($0, "forests") }) ?? [] {
            guard let forest = forest(item) else { continue }
            if forests.contains(where: { $0.name.lowercased() == forest.name.lowercased() }) {
                report("CFG006", "the forest \(forest.name) is described twice", item)
            } else if forests.contains(where: { $0.connector == forest.connector || $0.ordinal == forest.ordinal }) {
                report("CFG007", "another forest has the same id or ordinal", item)
            } else {
                forests.append(forest)
            }
        }
        return forests.sorted { $0.ordinal < $1.ordinal }
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
    private mutating func report(_ error: any Error) {
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
