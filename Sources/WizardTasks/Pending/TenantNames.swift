import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// The names that objects have in the tenant: by the metaverse objects behind them, and who is meant by each.
struct TenantNames: Sendable {
    /// The name of each object that is to be in the tenant, by the text of its metaverse object's identity.
    private(set) var names: [String: String] = [:]
    /// Who is meant by each name, also of objects that are going.
    private(set) var labels: [String: String] = [:]

    /// No names.
    init() {}

    /// Reads them from a workspace, page by page.
    static func read(_ workspace: Workspace) async throws -> TenantNames {
        var found = TenantNames()
        let table = workspace.store.table
        for isDesired in [true, false] {
            var last: String?
            repeat {
                let page = try await workspace.store.images(
                    of: .tenant,
                    isDesired: isDesired,
                    after: last,
                    limit: pageSize
                )
                for image in page {
                    let name = image.entry.dn
                    if isDesired { found.names[image.metaverse.description] = name }
                    if !name.isEmpty, found.labels[name] == nil {
                        found.labels[name] = ObjectSpaces.label(image.entry, table)
                    }
                }
                last = page.count < pageSize ? nil : page.last?.anchor
            } while last != nil
        }
        return found
    }

    static let pageSize = 1000
}
