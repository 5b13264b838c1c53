import Directory
import SyncEngine
import SyncRules

/// Says which runs a change of rules makes necessary.
///
/// A connector whose classes or attributes to read have changed needs a full import; one whose rules have changed needs a
/// full synchronization. Rules that only got another number need neither.
enum RequirementPlanner {
    static func plan(
        connectors: [ConnectorID],
        before: GeneratedRules,
        after: GeneratedRules,
        diff: RuleDiff
    ) -> [RunRequirement] {
        var requirements: [RunRequirement] = []
        for connector in connectors {
            if connector != .tenant, let reason = importReason(before.rules(of: connector), after.rules(of: connector))
            {
                requirements.append(RunRequirement(connector: connector, kind: .fullImport, reason: reason))
            }
            let changes = diff.changes(of: connector)
            guard !changes.isEmpty else { continue }
            let verbs = [
                (RuleChange.Action.appears, "appears", "appear"), (.changes, "changes", "change"),
                (.goes, "goes", "go"),
            ]
            let parts = verbs.compactMap { action, one, many in
                let count = changes.count { $0.action == action }
                return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
            }
            requirements.append(
                RunRequirement(
                    connector: connector,
                    kind: .fullSynchronization,
                    reason: "rules: " + parts.joined(separator: ", ")
                )
            )
        }
        return requirements
    }

    private static func importReason(_ before: [SyncRule], _ after: [SyncRule]) -> String? {
        let classes = difference(AttributeInclusion.classes(of: before), AttributeInclusion.classes(of: after))
        let attributes = difference(AttributeInclusion.attributes(of: before), AttributeInclusion.attributes(of: after))
        let parts = [phrase(classes, "class", "classes"), phrase(attributes, "attribute", "attributes")].compactMap {
            $0
        }
        return parts.isEmpty ? nil : "what is read: " + parts.joined(separator: ", ")
    }

    private static func difference(_ before: [AttributeName], _ after: [AttributeName]) -> (added: Int, removed: Int) {
        (Set(after).subtracting(before).count, Set(before).subtracting(after).count)
    }

    private static func phrase(_ counts: (added: Int, removed: Int), _ one: String, _ many: String) -> String? {
        let parts = [(counts.added, "more"), (counts.removed, "fewer")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1) \($0.0 == 1 ? one : many)" }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }
}
