import Foundation
public import SyncRules

/// Writes rules in one of the forms that people's tools take.
public struct ExportRules: Sendable {
    /// The forms.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// A folder of an exported server configuration.
        case entraXML = "entra-xml"
        /// A script, as the Sync Rules Editor exports it.
        case powershell
        /// YAML of AADConnectDsc.
        case yaml
        /// A folder of files as a workspace's own rules stand in.
        case dryad

        /// Whether it is a folder of files, one a rule, and not one text.
        public var isFolder: Bool { self == .entraXML || self == .dryad }
    }

    private let export: ServerExport
    /// The rules, their connectors mapped.
    public let rules: [PortableRule]

    /// Takes the rules of files, or those that were last generated in a workspace; `connectors` maps GUIDs, or names,
    /// of connectors to GUIDs, whatever their case.
    public init(from path: String, connectors: [String: String], surroundings: Surroundings) async throws {
        export = try await RuleSets(surroundings: surroundings).read(path)
        rules = try Self.mapped(export, connectors)
    }

    /// Takes rules that are there already.
    public init(_ export: ServerExport) {
        self.export = export
        rules = export.rules
    }

    /// The rules as one text of a form.
    public func text(_ form: Form) -> (text: String, problems: [ExchangeProblem]) {
        switch form {
        case .powershell: return (PowerShellRules.write(rules), [])
        case .yaml: return DscRules.write(rules, file: "-")
        case .entraXML:
            let documents = rules.map { String(decoding: export.document(of: $0), as: UTF8.self) }
            return (documents.joined(separator: "\n"), [])
        case .dryad: return (ownFiles.map(\.text).joined(separator: "---\n"), [])
        }
    }

    /// The rules as files of a workspace.
    private var ownFiles: [(path: String, text: String)] {
        let connectors = RuleFileConnectors(
            forests: Set(rules.map(\.connector)).sorted().filter { ConnectorID($0) != .tenant }
                .map { (export.name(ofConnector: $0), $0) }
        )
        var folder = RuleFolder()
        return rules.map { rule in
            let text = RuleFile.write(rule, connectors: connectors)
            let path = folder.path(for: rule, connector: connectors.word(for: rule.connector))
            folder.entries.append(RuleFolder.Entry(path: path, content: .rule(rule), text: text))
            return (String(path.dropFirst(RuleFolder.name.count + 1)), text)
        }
    }

    /// What was not taken over when the rules were read.
    public var problems: [ExchangeProblem] { export.problems }

    /// Writes the rules: XML into a folder, the other forms into a file that is not there yet; gives the paths, and what
    /// the form cannot say.
    @discardableResult
    public func write(_ form: Form, to path: String) throws -> (files: [String], problems: [ExchangeProblem]) {
        switch form {
        case .powershell, .yaml:
            let (text, problems) = text(form)
            try write(Data(text.utf8), to: path)
            return ([path], problems)
        case .dryad:
            let files = try ownFiles.map { file in
                let target = URL(filePath: path + "/" + file.path)
                let place = target.path(percentEncoded: false)
                try makeFolder(target.deletingLastPathComponent().path(percentEncoded: false))
                try write(Data(file.text.utf8), to: place)
                return place
            }
            return (files, [])
        case .entraXML:
            let folder = path + "/SynchronizationRules"
            try makeFolder(folder)
            let files = try rules.map { rule in
                let file = folder + "/" + RuleDocumentWriter.fileName(rule)
                try write(Data(export.document(of: rule)), to: file)
                return file
            }
            return (files, [])
        }
    }

    private func makeFolder(_ path: String) throws(TaskError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw TaskError(
                .files,
                "The folder \(path) cannot be made. Is there a file of that name, may you write there?"
            )
        }
    }

    private func write(_ data: Data, to path: String) throws(TaskError) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw TaskError(.files, "\(path) is there already and was left alone. Name another place, or move it away.")
        }
        do {
            try data.write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw TaskError(
                .files,
                "\(path) cannot be written. Is its folder there, may you write there, is there room?"
            )
        }
    }

    private static func mapped(_ export: ServerExport, _ connectors: [String: String]) throws -> [PortableRule] {
        guard !connectors.isEmpty else { return export.rules }
        var targets: [String: String] = [:]
        for (old, new) in connectors {
            let key = old.lowercased()
            let named = export.connectors.first { $0.name.lowercased() == key }?.identifier
            let identifier = named ?? ConnectorID(old).text
            guard export.rules.contains(where: { $0.connector == identifier || $0.connector.lowercased() == key })
            else {
                throw TaskError(.files, "No rule belongs to the connector \(old), so it cannot be mapped to \(new).")
            }
            targets[identifier] = ConnectorID(new).text
            targets[key] = ConnectorID(new).text
        }
        return export.rules.map { rule in
            var mapped = rule
            mapped.connector = targets[rule.connector.lowercased()] ?? rule.connector
            return mapped
        }
    }
}
