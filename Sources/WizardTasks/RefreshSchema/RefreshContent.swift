public import SyncEngine
public import SyncRules

/// What refreshing the directory schema would change.
public struct RefreshContent: Sendable, Hashable, Codable {
    /// The kind of plans with this content.
    public static let planKind = "schema.refresh"
    /// The kind of those whose names were replaced; no plan to be applied is of this kind.
    public static let redactedPlanKind = "schema.refresh.redacted"

    /// What was asked for.
    public let request: RefreshRequest
    /// Every forest of the workspace, in the order of creation.
    public let forests: [ForestRefresh]
    /// How the rules that run would differ.
    public let rules: RuleDiff
    /// What merging them with people's changes came to; nothing where people changed nothing.
    public var merge: RuleMergeReport?
    /// The build of the server whose configuration the workspace was made of; nothing where it was not.
    public var serverBuild: String?
    /// What the forests are called whose rules go because dryad.yaml has them no more, by their connectors; nothing where
    /// there is none.
    public var gone: [String: String]?
    /// What has to be run afterwards.
    public let requirements: [RunRequirement]
    /// About how long that will take; nothing where nothing has to be run.
    public let estimate: RunEstimate?

    /// Whether nothing would change.
    public var isEmpty: Bool {
        rules.isEmpty && requirements.isEmpty && !forests.contains { $0.changes } && merge?.isEmpty != false
    }

    /// What the connectors of forests are called: of those of the workspace, and then of those that are gone.
    public var names: [(connector: ConnectorID, name: String)] {
        let lost = (gone ?? [:]).sorted { $0.key < $1.key }
        return forests.map { (connector: $0.connector, name: $0.name) }
            + lost.map { (connector: ConnectorID($0.key), name: $0.value) }
    }

    /// The forests that could not be read.
    public var failures: [ForestRefresh] { forests.filter { $0.state == .failed } }
}
