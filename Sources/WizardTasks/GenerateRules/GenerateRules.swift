import Directory
import DirectorySchema
import Plans
public import SyncRules

/// Generates the standard rules from schemas and options alone: no workspace is needed and none is changed.
public struct GenerateRules: Sendable {
    /// What came of it.
    public struct Outcome: Sendable {
        /// The rules with the names of their connectors, and what of the sources was not understood.
        public let export: ServerExport
        /// What was decided about each template for each connector.
        public let generation: GeneratedRules
        /// The names of connectors.
        public let names: [ConnectorID: String]
        /// Forests for which no rule can be made, each with the reason.
        public let unusable: [String]
    }

    private let sources: SchemaSources

    /// Prepares to read schemas.
    public init(sources: SchemaSources) { self.sources = sources }

    /// The options of settings, put onto those of an export where there is one; all that is wrong with them at once.
    public static func options(
        _ settings: [RuleOptionSetting],
        on base: RuleOptions = .standard
    ) throws -> RuleOptions {
        let (options, problems) = RuleOptionSetting.apply(settings, to: base)
        guard problems.isEmpty else { throw TaskError(.options, problems.joined(separator: "\n")) }
        return options
    }

    /// The options of a server, as its exported configuration tells them, and what of them is not understood.
    public static func options(ofServer path: String) throws -> (RuleOptions, [String]) {
        let export = try RuleFiles.read(path).export
        guard export.global != nil else {
            let lacks = export.problems.filter { $0.severity == .error }.map { "\n  \($0.file): \($0.sentence)" }
                .joined()
            throw TaskError(
                .options,
                "\(path) holds no GlobalSettings that could be read, so nothing says the options.\(lacks)"
            )
        }
        let (server, unknown) = ServerOptions.read(export)
        let (options, problems) = RuleOptions.read(server)
        return (options, unknown.filter { $0.severity == .error }.map(\.sentence) + problems)
    }

    /// Generates for forests in the order in which they are given, and for the tenant.
    public func run(_ schemas: [String], options: RuleOptions) async throws -> Outcome {
        var connectors: [GenerationConnector] = []
        var problems: [ExchangeProblem] = []
        for text in schemas {
            let source = try SchemaSource(text)
            for found in try await read(source, &problems) {
                if connectors.contains(where: { $0.identity == found.identity }) {
                    throw TaskError(.noSchema, "\(text) is the schema of \(found.name), which was given already.")
                }
                connectors.append(
                    GenerationConnector(
                        identity: found.identity,
                        name: found.name,
                        kind: .forest,
                        ordinal: connectors.count + 1,
                        schema: found.schema
                    )
                )
            }
        }
        let tenant = GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)
        let generation = RuleGenerator(catalogue: try .standard(), options: options).generate(
            for: connectors + [tenant]
        )
        for one in options.extensions {
            let allows = connectors.contains {
                ClassClosure(of: one.objectClass, in: $0.schema)?.allows(one.attribute) ?? false
            }
            guard allows else {
                throw TaskError(
                    .options,
                    "No schema allows \(one.attribute) on the class \(one.objectClass), so the extension \(one) brings nothing."
                )
            }
        }
        let unusable = connectors.compactMap { connector -> String? in
            guard generation.rules(of: connector.identity).isEmpty else { return nil }
            return generation.decisions.first { $0.identity.connector == connector.identity }?.reason
        }
        let names = Dictionary(
            (connectors + [tenant]).map { ($0.identity, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
        return Outcome(
            export: ServerExport(
                rules: generation.rules.map { PortableRule($0) },
                connectorNames: Dictionary(uniqueKeysWithValues: names.map { ($0.key.text, $0.value) }),
                problems: problems
            ),
            generation: generation,
            names: names,
            unusable: unusable
        )
    }

    private struct Found {
        let identity: ConnectorID
        let name: String
        let schema: SchemaSnapshot
    }

    /// The connectors of an exported configuration, or the one schema of any other source under a name of its own.
    private func read(_ source: SchemaSource, _ problems: inout [ExchangeProblem]) async throws -> [Found] {
        if source.places.count == 1, case .path(let path)? = source.places.first,
            let export = try? RuleFiles.read(path).export, export.connectors.contains(where: { !$0.isTenant })
        {
            problems += export.problems.filter { $0.severity == .error }
            return export.connectors.filter { !$0.isTenant }.map {
                Found(identity: ConnectorID($0.identifier), name: $0.name, schema: $0.schema)
            }
        }
        let schema = try await sources.read(source)
        if let cut = schema.cut {
            throw TaskError(.noSchema, "A part of the schema may be missing. \(cut.place): \(cut.reason).")
        }
        problems += schema.problems.map { ExchangeProblem(.warning, "schemaFile", file: $0.place, $0.reason) }
        let name = source.description.split(separator: ":").last.map(String.init) ?? source.description
        return [
            Found(identity: ConnectorID(DerivedGUID.text(of: "forest \(name)")), name: name, schema: schema.snapshot)
        ]
    }
}
