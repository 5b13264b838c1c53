import SyncEngine
import SyncRules

extension Redaction {
    func rules(_ diff: RuleDiff) -> RuleDiff {
        RuleDiff(
            changes: diff.changes.map(rule).sorted {
                ($0.identity.connector, $0.name, $0.identity.tag) < ($1.identity.connector, $1.name, $1.identity.tag)
            },
            renumbered: diff.renumbered
        )
    }

    /// What forests are called that are gone with their rules, by their connectors.
    func gone(_ forests: [String: String]) -> [String: String] {
        let named = forests.map { (connector(ConnectorID($0.key)).text, name(.forest, $0.value)) }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    /// How many rules became what; conflicts and notices are sentences about people's own rules, and are left out.
    func merge(_ report: RuleMergeReport) -> RuleMergeReport {
        RuleMergeReport(
            counts: report.counts,
            conflicts: [],
            notices: [],
            renumbered: [],
            unknown: report.unknown.map { name(.rule, $0) },
            files: report.files.map { name(.source, $0) },
            movesBase: report.movesBase
        )
    }

    func requirement(_ requirement: RunRequirement) -> RunRequirement {
        RunRequirement(
            connector: connector(requirement.connector),
            kind: requirement.kind,
            reason: ReasonFrame(self, keepsNumbers: true).text(requirement.reason)
        )
    }

    /// `flow mail` names an attribute; `scope`, `join` and `rule` name none.
    func part(_ part: String) -> String {
        let prefix = "flow "
        if part.hasPrefix(prefix) { return prefix + name(.attribute, String(part.dropFirst(prefix.count))) }
        return ["scope", "join", "rule"].contains(part) ? part : name(.word, part)
    }

    private func rule(_ change: RuleChange) -> RuleChange {
        RuleChange(
            identity: RuleIdentity(
                connector: connector(change.identity.connector),
                tag: name(.tag, change.identity.tag)
            ),
            name: name(.rule, change.name),
            action: change.action,
            reason: name(.reason, change.reason),
            flowCount: change.flowCount,
            parts: change.parts.map { part in
                RuleChange.Part(
                    name: self.part(part.name),
                    from: part.from.map { name(.value, $0) },
                    to: part.to.map { name(.value, $0) },
                    reason: part.reason.map { name(.reason, $0) }
                )
            }.sorted { $0.name < $1.name }
        )
    }
}
