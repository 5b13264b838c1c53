import DirectorySchema

/// An exported server configuration: a folder with `Connectors`, `GlobalSettings` and `SynchronizationRules`.
public struct ServerExport: Sendable {
    /// One file of the folder.
    public struct File: Sendable {
        /// Its path below the folder, as it is shown.
        public let name: String
        /// Its content.
        public let bytes: [UInt8]

        /// Names a file.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The rules, ascending by precedence, then by name.
    public let rules: [PortableRule]
    /// The connectors, ascending by name.
    public let connectors: [ExportedConnector]
    /// What concerns the whole server; nothing where no file of `GlobalSettings` was read.
    public let global: GlobalSettings?
    /// What was not taken over.
    public let problems: [ExchangeProblem]
    /// The files of the rules, by the rules' GUIDs.
    private let sources: [String: [UInt8]]
    private let connectorNames: [String: String]

    /// Rules that come from no file, with the names of their connectors by GUID.
    public init(
        rules: [PortableRule],
        connectorNames: [String: String] = [:],
        problems: [ExchangeProblem] = []
    ) {
        self.init(
            rules: rules,
            connectors: [],
            global: nil,
            problems: problems,
            sources: [:],
            connectorNames: connectorNames
        )
    }

    private init(
        rules: [PortableRule],
        connectors: [ExportedConnector],
        global: GlobalSettings?,
        problems: [ExchangeProblem],
        sources: [String: [UInt8]],
        connectorNames: [String: String]
    ) {
        self.connectorNames = connectorNames
        self.rules = rules
        self.connectors = connectors
        self.global = global
        self.problems = problems
        self.sources = sources
    }

    /// Reads the files of an export, or single ones of it, and scripts, YAML and JSON of rules; files of other kinds are
    /// passed over.
    public static func read(_ files: [File]) -> ServerExport {
        var rules: [PortableRule] = []
        var sources: [String: [UInt8]] = [:]
        var connectors: [ExportedConnector] = []
        var global: GlobalSettings?
        var problems: [ExchangeProblem] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            switch Kind(file) {
            case .rule:
                let result = RuleDocumentReader.read(file.bytes, file: file.name)
                problems += result.problems
                guard let rule = result.rule else { continue }
                rules.append(rule)
                if let identifier = rule.identifier { sources[identifier] = file.bytes }
            case .connector:
                let result = ConnectorDocumentReader.read(file.bytes, file: file.name)
                problems += result.problems
                if let connector = result.connector { connectors.append(connector) }
            case .global:
                let result = GlobalDocumentReader.read(file.bytes, file: file.name)
                problems += result.problems
                guard let read = result.global else { continue }
                problems += global?.contradictions(read, file: file.name) ?? []
                global = global?.merging(read) ?? read
            case .script, .yaml, .policy:
                let result = Self.exchange(file)
                rules += result.rules
                problems += result.problems
            case nil: continue
            }
        }
        rules.sort { ($0.precedence, $0.name, $0.connector) < ($1.precedence, $1.name, $1.connector) }
        connectors.sort { ($0.name, $0.identifier) < ($1.name, $1.identifier) }
        problems += ExportChecks.problems(rules, connectors)
        return ServerExport(
            rules: rules,
            connectors: connectors,
            global: global,
            problems: problems,
            sources: sources,
            connectorNames: Dictionary(
                connectors.map { ($0.identifier, $0.name) },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    /// The options of the whole server, such as `Microsoft.OptionalFeature.HybridExchange`.
    public var globalParameters: [String: String] { global?.parameters ?? [:] }

    /// The name of a connector; its GUID where there is none, and `tenant` for the one that has the same everywhere.
    public func name(ofConnector identifier: String) -> String {
        connectorNames[identifier] ?? (ConnectorID(identifier) == .tenant ? "tenant" : identifier)
    }

    /// A rule's file: what was read where the rule is what was read, and written anew where it is not.
    public func document(of rule: PortableRule) -> [UInt8] {
        let written = Array(RuleDocumentWriter.write(rule).utf8)
        guard let identifier = rule.identifier, let source = sources[identifier], source != written,
            RuleDocumentReader.read(source, file: "").rule == rule
        else { return written }
        return source
    }

    private enum Kind {
        case rule, connector, global, script, yaml, policy

        init?(_ file: File) {
            let parts = file.name.lowercased().split(separator: "/")
            switch parts.last?.split(separator: ".").last {
            case "ps1": self = .script
            case "yaml", "yml": self = .yaml
            case "json": self = .policy
            default: self.init(document: parts)
            }
        }

        private init?(document parts: [Substring]) {
            guard let name = parts.last, name.hasSuffix(".xml") else { return nil }
            if name.hasPrefix("synchronizationrule") || parts.contains("synchronizationrules") {
                self = .rule
            } else if name.hasPrefix("connector") || parts.contains("connectors") {
                self = .connector
            } else if name.hasPrefix("mv") || parts.contains("globalsettings") {
                self = .global
            } else {
                self = .rule
            }
        }
    }

    /// The rules of a file of another form than the export's own.
    private static func exchange(_ file: File) -> RuleExchange {
        switch Kind(file) {
        case .script: return PowerShellRules.read(file.bytes, file: file.name)
        case .yaml: return DscRules.read(file.bytes, file: file.name)
        default:
            let policy = PolicyRules.read(file.bytes, file: file.name)
            var exchange = policy.exchange
            if let catalogue = try? RuleCatalogue.standard() {
                exchange.problems += policy.resolved(in: catalogue, file: file.name).problems
            }
            return exchange
        }
    }
}
