import LDAPClient

/// What one of a forest's servers says of the forest.
struct ForestView: Sendable {
    /// The server that was asked.
    let server: LDAPEndpoint
    /// What it holds.
    let namingContexts: [String]
    /// The forest's domains.
    let domains: ForestDomains

    /// Asks a server, again where that can help.
    static func of(_ forest: LDAPForest) async throws -> ForestView {
        try await forest.retry.run {
            let connection = try await forest.open()
            let root = try await connection.rootDSE()
            let view = ForestView(
                server: connection.endpoint,
                namingContexts: root.namingContexts,
                domains: try await ForestDomains.read(connection, root)
            )
            await connection.close()
            return view
        }
    }
}
