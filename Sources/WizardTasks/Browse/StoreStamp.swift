import Foundation

/// What shows whether anything was written into the files of a workspace: their sizes and times.
///
/// Equal stamps mean that nothing was written in between; a different one may mean anything.
public struct StoreStamp: Sendable, Hashable {
    private let marks: [String]

    /// Looks at the configuration, the store and the tenant.
    public init(_ workspace: Workspace) {
        let tenant = workspace.folder.resolve(workspace.configuration.tenantStore)
        let paths = [workspace.folder.configuration] + [workspace.folder.store, tenant].flatMap { [$0, $0 + "-wal"] }
        marks = paths.map { path in
            guard let found = try? FileManager.default.attributesOfItem(atPath: path) else { return "-" }
            let size = (found[.size] as? NSNumber)?.int64Value ?? 0
            let time = (found[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
            return "\(size) \(time)"
        }
    }
}
