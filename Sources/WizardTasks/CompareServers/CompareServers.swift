public import SyncRules

/// Compares two servers by their exported configurations: the active one and one in staging mode, or one at two times.
public struct CompareServers: Sendable {
    /// What is known of one of the servers.
    public struct Server: Sendable, Hashable, Codable {
        /// The folder of the export, as it was named.
        public let path: String
        /// The server's name; nothing where the export does not say.
        public let name: String?
        /// When it was exported, as the export writes it; nothing where it does not.
        public let exported: String?
        /// The product's build; nothing where the export does not say.
        public let build: String?
    }

    /// The first server.
    public let from: Server
    /// The second server.
    public let to: Server
    /// How they differ.
    public let diff: ServerExportDiff

    /// Reads both folders and compares them.
    public init(from old: String, to new: String) throws {
        let (before, after) = (try ExportFolder.read(old), try ExportFolder.read(new))
        from = Self.server(old, before)
        to = Self.server(new, after)
        diff = ServerExportDiff(from: before, to: after)
    }

    private static func server(_ path: String, _ export: ServerExport) -> Server {
        Server(
            path: path,
            name: export.global?.server,
            exported: export.global?.exportDate,
            build: ServerOptions.read(export).options.serverVersion
        )
    }
}
