import DirectorySchema
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// The states that a refresh starts from: cached schemas, last generated rules, configuration, decisions.
struct RefreshBasis {
    let cached: [ConnectorID: SchemaVersion]
    let rules: WorkspaceRules
    /// What the forests are called that there are rules of and that dryad.yaml has no more, by their connectors.
    let gone: [String: String]
    let decisions: [SchemaDecision]
    let estimate: RunEstimate
    let fingerprints: [String: Fingerprint]

    static func read(_ workspace: Workspace) async throws -> RefreshBasis {
        var cached: [ConnectorID: SchemaVersion] = [:]
        var fingerprints: [String: Fingerprint] = [:]
        for forest in workspace.configuration.forests {
            let version = try await workspace.store.currentSchema(of: forest.connector.text)
            cached[forest.connector] = version
            fingerprints["schema of \(forest.name)"] = Fingerprint(of: (version?.digest ?? "").utf8)
        }
        let rules = try await WorkspaceRules.read(workspace)
        fingerprints["rules"] = try Fingerprint(canonical: rules.generated)
        if !rules.folder.entries.isEmpty {
            let texts = rules.folder.entries.map { [$0.path, $0.text] }
            fingerprints["rule files"] = try Fingerprint(canonical: texts)
        }
        fingerprints["configuration"] = try Fingerprint(
            canonical: Configured(
                options: workspace.configuration.options,
                forests: workspace.configuration.forests.map { [$0.connector.text, $0.name, String($0.ordinal)] }
            )
        )
        let decisions = try DecisionFile.load(workspace.folder.decisions)
        if !decisions.isEmpty { fingerprints["decisions"] = try Fingerprint(canonical: decisions) }
        return RefreshBasis(
            cached: cached,
            rules: rules,
            gone: try await gone(rules.active, workspace),
            decisions: decisions,
            estimate: try await estimate(workspace),
            fingerprints: fingerprints
        )
    }

    /// Nobody but its cached schema knows the name of a forest that is in dryad.yaml no more.
    private static func gone(_ rules: GeneratedRules, _ workspace: Workspace) async throws -> [String: String] {
        let known = Set(workspace.configuration.forests.map(\.connector) + [.tenant])
        var names: [String: String] = [:]
        for connector in Set(rules.rules.map(\.identity.connector)).subtracting(known) {
            let server = try await workspace.store.currentSchema(of: connector.text)?.server
            names[connector.text] = ForestRefresh.forest(of: server) ?? connector.text
        }
        return names
    }

    private static func estimate(_ workspace: Workspace) async throws -> RunEstimate {
        let last = try await workspace.store.runs(limit: 50).first { $0.outcome == "success" }
        let style = Date.ISO8601FormatStyle()
        let seconds = try last.map { try style.parse($0.ended).timeIntervalSince(try style.parse($0.began)) }
        return RunEstimate(
            objects: try await workspace.store.connectorObjectCount(),
            seconds: seconds.map { Int($0.rounded()) },
            lastRun: last?.began
        )
    }

    /// What of the configuration decides about rules.
    private struct Configured: Encodable {
        let options: RuleOptions
        let forests: [[String]]
    }
}
