import Directory
import SQLiteStore
public import SyncEngine
import SyncRules

/// What waits to be exported, as the last synchronization left it.
public struct PendingView: Sendable {
    /// One change as people see it.
    public struct Change: Sendable, Hashable, Codable {
        /// `add`, `update` or `delete`.
        public let operation: String
        /// The class in the tenant.
        public let objectClass: String
        /// The source anchor.
        public let anchor: String
        /// Who it is: the principal name, the display name, or the mail address.
        public let label: String
        /// The attributes that change.
        public let attributes: [String]
    }

    private let workspace: Workspace

    /// Looks at a workspace.
    public init(_ workspace: Workspace) { self.workspace = workspace }

    /// The changes, additions and updates first, each ascending by anchor.
    public func list() async throws -> [PendingExport] {
        PendingExports.compute(
            desired: try await workspace.store.desiredImages(of: .tenant),
            exported: try await workspace.store.exportedImages(of: .tenant),
            table: workspace.store.table
        )
    }

    /// The same with what tells people who each object is.
    public func describe() async throws -> [Change] {
        let label = label
        return try await list().map { change in
            Change(
                operation: change.operation.rawValue,
                objectClass: change.objectClass.spelling,
                anchor: change.anchor,
                label: label(change),
                attributes: change.changed.map(\.spelling)
            )
        }
    }

    /// Finds out who a change is about.
    var label: (PendingExport) -> String {
        let attributes = ["userPrincipalName", "displayName", "mail", "cn", "deviceId"].compactMap {
            workspace.store.table.existing(AttributeName($0))
        }
        return { change in
            attributes.lazy.compactMap { change.image.entry.text($0) }.first { !$0.isEmpty } ?? change.image.entry.dn
        }
    }
}
