import SyncRules

/// The text of a new workspace's dryad.yaml.
enum ConfigurationTemplate {
    static let text = text(
        options: RuleOptionSetting.settings(of: .standard),
        isStaging: true,
        deletionLimit: WorkspaceConfiguration().deletionLimit
    )

    /// The text for choices that were made already.
    static func text(
        options: [RuleOptionSetting],
        isStaging: Bool,
        deletionLimit: Int,
        serverBuild: String? = nil
    ) -> String {
        let lines = options.map { "  \($0.key): \($0.value)" }
        let server =
            serverBuild.map { "\n# The build of the server that this was made of.\nserverBuild: \"\($0)\"\n" } ?? ""
        return """
            # A Dryad workspace: what people decide. Edit it as you like, in git if you like; dryad keeps your comments.
            # What is computed lies in .dryad.
            version: 1

            # The simulated tenant: a file of its own, relative to this folder.
            tenant:
              store: .dryad/tenant.sqlite

            # In staging mode everything is computed and nothing is exported.
            staging: \(isStaging)

            # The most deletions that one export may carry out; more stop it before the first.
            deletionGuard: \(deletionLimit)
            \(server)
            # What rules depend on: features (deviceWriteUp, exchangeHybrid, deviceWriteback, groupWriteback), sourceAnchor,
            # joining, userPrincipalName, applications, excludedAttributes, extensions.
            options:\(lines.isEmpty ? " {}" : "\n" + lines.joined(separator: "\n"))

            forests: []

            """
    }
}
