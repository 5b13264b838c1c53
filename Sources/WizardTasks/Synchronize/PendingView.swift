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
        /// What each of them loses and gains; of a deletion nothing.
        public let values: [ValueChange]
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

    /// The changes as people see them, and who is meant by each name of an object in the tenant.
    public func describe() async throws -> (changes: [Change], names: [String: String]) {
        let desired = try await workspace.store.desiredImages(of: .tenant)
        let exported = try await workspace.store.exportedImages(of: .tenant)
        let table = workspace.store.table
        let before = Dictionary(exported.map { ($0.anchor, $0) }) { first, _ in first }
        let label = label
        let changes = PendingExports.compute(desired: desired, exported: exported, table: table).map { change in
            Change(
                operation: change.operation.rawValue,
                objectClass: change.objectClass.spelling,
                anchor: change.anchor,
                label: label(change.image),
                attributes: change.changed(in: table).map(\.spelling),
                values: ValueChange.all(of: change, before: before[change.anchor], table: table)
            )
        }
        let names = (desired + exported).map { ($0.entry.dn, label($0)) }.filter { !$0.0.isEmpty }
        return (changes, Dictionary(names) { first, _ in first })
    }

    /// Finds out who a change is about.
    var label: (ExportImage) -> String {
        let attributes = ["userPrincipalName", "displayName", "mail", "cn", "deviceId"].compactMap {
            workspace.store.table.existing(AttributeName($0))
        }
        return { image in
            attributes.lazy.compactMap { image.entry.text($0) }.first { !$0.isEmpty } ?? image.entry.dn
        }
    }
}
