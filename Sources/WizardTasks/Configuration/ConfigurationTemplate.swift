/// The text of a new workspace's dryad.yaml.
enum ConfigurationTemplate {
    static let text = """
        # A Dryad workspace: what people decide. Edit it as you like, in git if you like; dryad keeps your comments.
        # What is computed lies in .dryad.
        version: 1

        # The simulated tenant: a file of its own, relative to this folder.
        tenant:
          store: .dryad/tenant.sqlite

        # In staging mode everything is computed and nothing is exported.
        staging: true

        # The most deletions that one export may carry out; more stop it before the first.
        deletionGuard: 500

        # What rules depend on: features (deviceWriteUp, exchangeHybrid, deviceWriteback, groupWriteback), sourceAnchor,
        # joining, userPrincipalName, applications, excludedAttributes, extensions.
        options:
          deviceWriteUp: on

        forests: []

        """
}
