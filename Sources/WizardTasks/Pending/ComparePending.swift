import SQLiteStore
import SyncEngine
import SyncRules

/// Compares the pending exports of two workspaces, of two runs of one, or with a file of a server.
public struct ComparePending: Sendable {
    private let surroundings: Surroundings
    private let folder: WorkspaceFolder

    /// Prepares to read; the runs are those of the workspace in a folder.
    public init(surroundings: Surroundings, runsOf folder: WorkspaceFolder = WorkspaceFolder(path: ".")) {
        self.surroundings = surroundings
        self.folder = folder
    }

    /// Compares two places: a path of a workspace, or of a file of the product's `csexport`; `run:` with the number of a run
    /// for what waited when it had ended; nothing for what waits now.
    public func run(_ first: String, _ second: String? = nil) async throws -> PendingComparison {
        let (one, other) = (try PendingSource(first), try PendingSource(second))
        if one.path == nil, other.path == nil {
            let workspace = try await Workspace.open(folder, surroundings: surroundings)
            return try await RunComparison(workspace: workspace).compare(one, other)
        }
        let sides = [try await side(one), try await side(other)]
        var comparison = PendingComparison(sides[0], sides[1])
        let references = Set(comparison.references.values).sorted()
        guard !references.isEmpty else { return comparison }
        for side in sides {
            guard let store = side.workspace?.store else { continue }
            let moment = try await store.momentNow(of: .tenant)
            // Who is meant may have gone since.
            let images = try await store.images(of: .tenant, anchors: references, at: [side.moment ?? moment])
            comparison.name(by: images.flatMap(\.all), store.table)
        }
        return comparison
    }

    /// All that a place says.
    private func side(_ source: PendingSource) async throws -> PendingSide {
        switch source {
        case .path(let path): try await PendingSide.read(path, surroundings: surroundings)
        case .now: try await PendingSide.read(folder.path, surroundings: surroundings)
        case .run(let number):
            try await PendingSide.read(
                endOf: number,
                in: try await Workspace.open(folder, surroundings: surroundings)
            )
        }
    }
}
