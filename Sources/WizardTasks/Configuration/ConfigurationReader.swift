import Diagnostics
import Directory
import Foundation
import SyncRules
import Yams

/// Reads dryad.yaml; everything that is wrong with it comes together, each with its place.
struct ConfigurationReader: MarkedReader {
    let source: SourceText
    var diagnostics: [Diagnostic] = []

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
        guard let root = root() else { return configuration }
        check(
            root,
            [
                "version", "tenant", "staging", "deletionGuard", "deletionGuardPercent", "importGuard", "syncInterval",
                "syncEnabled", "historyDays", "serverBuild", "options", "semantics", "signIn", "passwordWriteback",
                "forests",
            ]
        )
        if root["version"]?.int != WorkspaceConfiguration.formatVersion {
            report("CFG003", "version must be \(WorkspaceConfiguration.formatVersion)", root["version"] ?? root)
        }
        if let tenant = root["tenant"] { readTenant(tenant, into: &configuration) }
        configuration.isStaging = flag(root, "staging") ?? true
        if let node = root["deletionGuard"] {
            if let limit = node.int, limit >= 0 {
                configuration.deletionLimit = limit
            } else {
                report("CFG004", "deletionGuard is a number, 0 or more", node)
            }
        }
        configuration.deletionPercent = number(root, "deletionGuardPercent", 0...100) ?? configuration.deletionPercent
        configuration.importPercent = number(root, "importGuard", 0...100) ?? configuration.importPercent
        configuration.syncInterval = number(root, "syncInterval", 1...43_200) ?? configuration.syncInterval
        configuration.isSyncEnabled = flag(root, "syncEnabled") ?? true
        configuration.historyDays = number(root, "historyDays", 1...36_500) ?? configuration.historyDays
        configuration.serverBuild = text(root, "serverBuild")
        if let node = root["options"] { configuration.options = options(node) }
        if let node = root["signIn"] { configuration.signIn = signIn(node) }
        configuration.hasPasswordWriteback = flag(root, "passwordWriteback") ?? false
        if let node = root["semantics"] { configuration.semantics = semantics(node) }
        configuration.forests = forests(root["forests"])
        return configuration
    }

    /// A number within bounds; reported where it is none.
    private mutating func number(_ root: Node, _ key: String, _ bounds: ClosedRange<Int>) -> Int? {
        guard let node = root[key] else { return nil }
        if let number = node.int, bounds.contains(number) { return number }
        report("CFG004", "\(key) is a number from \(bounds.lowerBound) to \(bounds.upperBound)", node)
        return nil
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
}
