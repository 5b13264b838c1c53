import DirectorySchema
import Plans
import SQLiteStore
import SyncRules

/// The states that a refresh starts from: cached schemas, last generated rules, configuration.
struct RefreshBasis {
    let cached: [ConnectorID: SchemaVersion]
    let generation: GeneratedRules
    let fingerprints: [String: Fingerprint]

    static func read(_ workspace: Workspace) async throws -> RefreshBasis {
        var cached: [ConnectorID: SchemaVersion] = [:]
        var fingerprints: [String: Fingerprint] = [:]
        for forest in workspace.configuration.forests {
            let version = try await workspace.store.currentSchema(of: forest.connector.text)
            cached[forest.connector] = version
            fingerprints["schema of \(forest.name)"] = Fingerprint(of: (version?.digest ?? "").utf8)
        }
        let generation = try await workspace.store.generatedRules()
        fingerprints["rules"] = try Fingerprint(canonical: generation)
        fingerprints["configuration"] = try Fingerprint(
            canonical: Configured(
                options: workspace.configuration.options,
                forests: workspace.configuration.forests.map { [$0.connector.text, $0.name, String($0.ordinal)] }
            )
        )
        return RefreshBasis(cached: cached, generation: generation, fingerprints: fingerprints)
    }

    /// What of the configuration decides about rules.
    private struct Configured: Encodable {
        let options: RuleOptions
        let forests: [[String]]
    }
}
