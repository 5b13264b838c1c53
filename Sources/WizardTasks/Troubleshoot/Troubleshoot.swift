public import Connectors
import DirectorySchema
import SQLiteStore
import SyncRules

/// Troubleshoot: looks forests over, reads the rules as a careful colleague would, and follows one object through it all.
public struct Troubleshoot: Sendable {
    /// What was looked at, group by group.
    public struct Finding: Sendable, Hashable, Codable {
        /// The group: `forest contoso.test`, `rules`, `object`.
        public let group: String
        /// The checks.
        public let checks: [DirectoryCheck]
    }

    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Looks at everything; `object` is a DN, a sign-in name or a source anchor.
    public func run(object: String? = nil) async throws -> [Finding] {
        var findings: [Finding] = []
        for forest in workspace.configuration.forests {
            findings.append(Finding(group: "forest \(forest.name)", checks: await examine(forest)))
        }
        findings.append(Finding(group: "rules", checks: try await lint()))
        if let object {
            findings.append(Finding(group: "object", checks: try await ObjectChecks(workspace: workspace).run(object)))
        }
        return findings
    }

    private func examine(_ forest: ForestConfiguration) async -> [DirectoryCheck] {
        do {
            return try await DescribeForests(in: workspace).run(forest.name)
        } catch {
            return [
                DirectoryCheck(
                    "answer",
                    .failed,
                    "\(error)",
                    advice: "`dryad forest test \(forest.name)` looks at it alone."
                )
            ]
        }
    }

    private func lint() async throws -> [DirectoryCheck] {
        let rules = try await WorkspaceRules.read(workspace).rules
        guard !rules.isEmpty else {
            return [DirectoryCheck("rules", .warning, "there are none", advice: "Run `dryad schema refresh`.")]
        }
        var schemas: [String: SchemaSnapshot] = [:]
        for forest in workspace.configuration.forests {
            schemas[forest.connector.text] = try await workspace.store.currentSchema(of: forest.connector.text)?
                .snapshot
        }
        let lint = RuleLint(rules, schemas: schemas, catalogue: try RuleCatalogue.standard())
        let findings = lint.findings()
        guard !findings.isEmpty else { return [DirectoryCheck("rules", .ok, "\(rules.count) rules, nothing to say")] }
        return findings.map { finding in
            let verdict: DirectoryCheck.Verdict =
                switch finding.severity {
                case .error: .failed
                case .warning: .warning
                case .note: .ok
                }
            return DirectoryCheck("\(finding.kind.rawValue) \(finding.rule)", verdict, finding.sentence)
        }
    }
}
