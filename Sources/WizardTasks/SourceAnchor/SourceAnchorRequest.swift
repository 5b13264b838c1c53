import Directory
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// Changes the source anchor from objectGUID to mS-DS-ConsistencyGuid; there is no way back.
public struct SourceAnchorRequest: SettingsRequest {
    /// Asks for the switch.
    public init() {}

    private static let anchor: AttributeName = "mS-DS-ConsistencyGuid"

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        var draft = SettingsDraft(workspace, touches: ["options.sourceAnchor"])
        let present = workspace.configuration.options.sourceAnchor
        guard present == .objectGUID else {
            throw TaskError(
                .notOffered,
                present == .consistencyGuid
                    ? "The source anchor is mS-DS-ConsistencyGuid already, and there is no way back."
                    : "The source anchor is \(present): only objectGUID can be changed, to mS-DS-ConsistencyGuid."
            )
        }
        let rules = try await WorkspaceRules.read(workspace).active
        var count = 0
        var example: String?
        for forest in workspace.configuration.forests {
            let isImported = AttributeInclusion.attributes(of: rules.rules(of: forest.connector)).contains(Self.anchor)
            let number = workspace.store.table.existing(Self.anchor)
            for object in try await workspace.store.connectorSpace(of: forest.connector) {
                guard let number, !object.entry.values(of: number).isEmpty else { continue }
                count += 1
                example = example ?? object.entry.dn
            }
            if !isImported {
                draft.hazards.append(
                    Hazard(
                        kind: "anchorNotImported",
                        subject: forest.name,
                        sentence:
                            "No rule of \(forest.name) reads mS-DS-ConsistencyGuid, so it is not known whether an object "
                            + "has a value already. The product looks, and refuses where one has."
                    )
                )
            }
        }
        guard count == 0, example == nil else {
            throw TaskError(
                .notOffered,
                "\(count) imported object\(count == 1 ? " has" : "s have") a value of mS-DS-ConsistencyGuid already, such as "
                    + "\(example ?? ""): another program uses it, or another server was switched before. The anchor stays."
            )
        }
        draft.configuration.options.sourceAnchor = .consistencyGuid
        draft.consequences.append(
            "There is no way back. The objectGUID of each person would be written into mS-DS-ConsistencyGuid of the forest by "
                + "the next export; Dryad writes it into its simulated copy of the forest, and to no directory. The anchors in "
                + "the tenant stay what they are."
        )
        return draft
    }
}
