import DirectorySchema
import Foundation
import Plans
import SyncRules

/// Points out what of a refresh takes something away.
enum RefreshHazards {
    static func find(
        in forests: [ForestRefresh],
        _ rules: RuleDiff,
        _ configuration: WorkspaceConfiguration
    ) -> [Hazard] {
        var hazards: [Hazard] = []
        for forest in forests where forest.state == .read {
            if let live = forest.liveForest, let cached = forest.cachedForest, live != cached {
                hazards.append(
                    Hazard(
                        kind: "otherForest",
                        subject: forest.name,
                        sentence: "The live schema of \(forest.name) says that it is \(live)'s; the cached one is "
                            + "\(cached)'s. Is it the right server or file?"
                    )
                )
            }
            for change in forest.diff.changes where change.action == .removed {
                let kind = change.element == .objectClass ? "class" : "attribute"
                hazards.append(
                    Hazard(
                        kind: "removes\(kind.capitalized)",
                        subject: forest.name,
                        sentence: "The \(kind) \(change.name) is gone from the schema of \(forest.name)."
                    )
                )
            }
        }
        for change in rules.changes where change.action == .goes {
            let forest = configuration.name(of: change.identity.connector)
            hazards.append(
                Hazard(
                    kind: "removesRule",
                    subject: change.name,
                    sentence: "The rule \"\(change.name)\" of \(forest) goes: \(change.reason). "
                        + "Objects that it alone keeps in the tenant would be deleted."
                )
            )
        }
        return hazards
    }
}
