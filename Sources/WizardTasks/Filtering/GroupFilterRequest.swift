import Plans
import SyncEngine

/// Removes the filter by a group, so that all objects are read again.
///
/// It cannot be put back.
public struct GroupFilterRequest: SettingsRequest {
    /// The forest.
    public var forest: String

    /// Asks for the removal.
    public init(forest: String) { self.forest = forest }

    /// Why filtering by a group is not offered.
    public static let refusal =
        "Filtering by a group can be chosen only when a server is installed: it is meant for a pilot. It can be removed, not "
        + "added; filter by containers or domains instead."

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        let forest = try workspace.configuration.forest(named: forest)
        var draft = SettingsDraft(workspace, touches: ["forests.\(forest.name).groupFilter"])
        guard let group = forest.groupFilter else {
            throw TaskError(.notOffered, "\(forest.name) is not filtered by a group; there is nothing to remove.")
        }
        draft.configuration.forests = draft.configuration.forests.map { one in
            guard one.connector == forest.connector else { return one }
            var changed = one
            changed.groupFilter = nil
            return changed
        }
        draft.hazards.append(
            Hazard(
                kind: "removesGroupFilter",
                subject: forest.name,
                sentence:
                    "Everything in the chosen containers of \(forest.name) would be read, and not only the members of "
                    + "\(group). The filter cannot be put back."
            )
        )
        draft.requirements = [
            RunRequirement(connector: forest.connector, kind: .fullImport, reason: "the filter by a group is removed")
        ]
        return draft
    }
}
