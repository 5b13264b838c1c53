import Directory
import SyncRules

/// The attributes of the tenant that rules write, from which some can be left out.
public enum FilterableAttributes {
    /// One attribute.
    public struct Attribute: Sendable, Hashable, Codable {
        /// Its name.
        public let name: String
        /// Whether the tenant makes no user without it.
        public let isNeeded: Bool
        /// Whether it is left out now.
        public let isExcluded: Bool
    }

    private static let needed: [AttributeName] = ["sourceAnchor", "userPrincipalName", "accountEnabled"]

    /// Lists them by name: those that rules of the tenant write, and those that are left out already.
    public static func read(_ workspace: Workspace) async throws -> [Attribute] {
        let rules = try await WorkspaceRules.read(workspace).active.rules(of: .tenant)
        let excluded = Set(workspace.configuration.options.excludedAttributes)
        let written = rules.filter { $0.direction == .outbound }.flatMap { $0.flows.map(\.destination) }
        return Set(written).union(excluded).sorted().map {
            Attribute(name: $0.spelling, isNeeded: needed.contains($0), isExcluded: excluded.contains($0))
        }
    }
}
