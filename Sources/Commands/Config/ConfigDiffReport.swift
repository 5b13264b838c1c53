import SyncRules
import WizardTasks

/// How two servers differ; as JSON version 1 of its form.
struct ConfigDiffReport: Report {
    struct Result: Encodable {
        let version = 1
        let from: CompareServers.Server
        let to: CompareServers.Server
        let isComplete: Bool
        let isEmpty: Bool
        let gaps: [ServerGap]
        let roles: ServerRoles
        let connectors: [String]
        let changes: [ServerChange]
        let rules: [PortableRuleChange]
        let reordered: [RuleOrderChange]
        let renumbered: [String]
        let schemas: [ConnectorSchemaDiff]
        let own: [String]
    }

    static let kind = "config.diff"
    static let isEnveloped = false
    let result: Result
    private let servers: CompareServers
    private let listsAll: Bool

    init(_ servers: CompareServers, listsAll: Bool) {
        self.servers = servers
        self.listsAll = listsAll
        let diff = servers.diff
        result = Result(
            from: servers.from,
            to: servers.to,
            isComplete: diff.isComplete,
            isEmpty: diff.isEmpty,
            gaps: diff.gaps,
            roles: diff.roles,
            connectors: diff.connectors,
            changes: diff.changes,
            rules: diff.rules,
            reordered: diff.reordered,
            renumbered: diff.renumbered,
            schemas: diff.schemas,
            own: diff.own
        )
    }

    func text(_ style: Style) -> String {
        ServerText(ServerOutline(servers), listsAll: listsAll, width: Output.width, style).text
    }
}
