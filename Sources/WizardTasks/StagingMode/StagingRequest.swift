import CloudTenant
import Directory
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// Switches staging mode.
public struct StagingRequest: SettingsRequest {
    /// Whether it is to be on.
    public var isOn: Bool

    /// Asks for a switch.
    public init(isOn: Bool) { self.isOn = isOn }

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        var draft = SettingsDraft(workspace, touches: ["staging"])
        draft.configuration.isStaging = isOn
        let pending = try await workspace.store.pendingCounts(of: .tenant)
        var counts: [String: Int] = [:]
        var kinds: [String: [String: Int]] = [:]
        for kind in pending {
            counts[kind.operation.rawValue, default: 0] += kind.count
            kinds[kind.objectClass.spelling, default: [:]][kind.operation.rawValue, default: 0] += kind.count
        }
        // A tenant that is not reached is no reason to keep exporting to it.
        let isAsked = !isOn || workspace.tenantInFile != nil
        let writer = isAsked ? try await workspace.tenantState().writer : nil
        let other = writer.flatMap { $0.isSame(as: workspace.writer) ? nil : $0 }
        let deletions = counts["delete"] ?? 0
        if !isOn, deletions > 0 {
            draft.hazards.append(
                Hazard(
                    kind: "exportsDeletions",
                    subject: "tenant",
                    sentence:
                        "The next export would delete \(deletions) object\(deletions == 1 ? "" : "s") of the tenant."
                )
            )
        }
        if !isOn, let other {
            draft.hazards.append(
                Hazard(
                    kind: "otherWriter",
                    subject: "tenant",
                    sentence:
                        "\(other) is active on the same tenant: two servers that export undo each other's work. Switch "
                        + "that one to staging mode first, or be sure that it is off."
                )
            )
        }
        draft.staging = StagingContent(
            from: workspace.configuration.isStaging,
            to: isOn,
            pending: counts,
            kinds: kinds,
            otherWriter: other?.description
        )
        draft.basis["pending exports"] = try Fingerprint(
            canonical: try await PendingAnchors.all(workspace.store)
        )
        return draft
    }
}
