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
        let accepted = try await workspace.store.acceptedCounts(of: .tenant)
        let isUnknown = try await PendingBasis.read(workspace).isUnknown
        if !isOn {
            if isUnknown { draft.hazards.append(Self.unknown) }
            let objection = workspace.configuration.deletionGuard.objection(to: pending, accepted: accepted)
            draft.hazards += Self.deletions(counts["delete"] ?? 0, objection)
            draft.hazards += try await Self.deletionsFromCopies(workspace)
            // An addition is signed in with for the first time.
            let hasOld = pending.contains { $0.operation != .add }
            if hasOld {
                let anchors = try await PendingAnchors.all(workspace.store)
                draft.hazards += Self.signIn(try await PendingPages.signInCount(anchors, workspace))
            }
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
        let writeBacks = try await Self.writeBacks(workspace)
        draft.staging = StagingContent(
            from: workspace.configuration.isStaging,
            to: isOn,
            pending: counts,
            kinds: kinds,
            otherWriter: other?.description,
            isUnknown: isUnknown ? true : nil,
            writeBacks: writeBacks.isEmpty ? nil : writeBacks
        )
        draft.basis["pending exports"] = try await workspace.store.pendingFingerprint(of: .tenant)
        if !writeBacks.isEmpty {
            draft.basis["pending exports to forests"] = try await Self.print(writeBacks, workspace)
        }
        return draft
    }

    /// The fingerprint of what waits for those forests for which anything waits.
    private static func print(_ writeBacks: [String: Int], _ workspace: Workspace) async throws -> Fingerprint {
        var prints: [String: Fingerprint] = [:]
        for forest in workspace.configuration.forests where writeBacks[forest.name] != nil {
            prints[forest.name] = try await workspace.store.writeBackFingerprint(of: forest.connector)
        }
        return try Fingerprint(canonical: prints)
    }

    /// How many objects of each forest wait to be written back; of forests for which nothing waits, nothing.
    private static func writeBacks(_ workspace: Workspace) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for forest in workspace.configuration.forests {
            let count = try await workspace.store.writeBackCounts(of: forest.connector).values.reduce(0, +)
            if count > 0 { counts[forest.name] = count }
        }
        return counts
    }

    private static let unknown = Hazard(
        kind: "nothingSynchronized",
        subject: "tenant",
        sentence:
            "Nothing has been synchronized yet, so nobody knows what would go out. `dryad sync run` in staging mode works it "
            + "out, and `dryad pending list` shows it."
    )

    /// What is to know of deletions in the tenant: that they go out, or that the guard stops the whole export because of them.
    private static func deletions(_ count: Int, _ objection: DeletionGuard.Objection?) -> [Hazard] {
        guard count > 0 else { return [] }
        let objects = "\(count) object\(count == 1 ? "" : "s") of the tenant"
        let sentence =
            if let objection {
                "\(objects) would be deleted, and the deletion guard would stop the next export: \(objection) "
                    + objection.advice()
            } else {
                "The next export would delete \(objects)."
            }
        return [Hazard(kind: "exportsDeletions", subject: "tenant", sentence: sentence)]
    }

    /// The same of the simulated copies of forests, of which the guard looks at each by itself.
    private static func deletionsFromCopies(_ workspace: Workspace) async throws -> [Hazard] {
        var hazards: [Hazard] = []
        for forest in workspace.configuration.forests {
            let waiting = try await workspace.store.copyObjectCounts(of: forest.connector)
            let count = waiting.filter { $0.operation == .delete }.map(\.count).reduce(0, +)
            guard count > 0 else { continue }
            let made = try await workspace.store.madeCounts(of: forest.connector)
            let objects = "\(count) object\(count == 1 ? "" : "s") of the simulated copy of \(forest.name)"
            let sentence =
                if let objection = workspace.configuration.deletionGuard.objection(to: waiting, accepted: made) {
                    "\(objects) would be deleted, and the deletion guard would stop the next export to it: \(objection) "
                        + objection.advice(listedBy: "dryad pending list --forest \(forest.name)")
                } else {
                    "The next export would delete \(objects)."
                }
            hazards.append(Hazard(kind: "exportsDeletions", subject: forest.name, sentence: sentence))
        }
        return hazards
    }

    private static func signIn(_ count: Int) -> [Hazard] {
        guard count > 0 else { return [] }
        return [
            Hazard(
                kind: "changesSignIn",
                subject: "tenant",
                sentence:
                    "\(count) object\(count == 1 ? "" : "s") may sign in otherwise afterwards: `dryad pending list` "
                    + "says which."
            )
        ]
    }
}
