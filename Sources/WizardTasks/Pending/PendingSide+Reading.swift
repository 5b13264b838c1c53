import Foundation
import SQLiteStore
import SyncRules

/// Where the two sides of a comparison come from.
extension PendingSide {
    /// Reads a place; a run is one of the workspace in a folder.
    static func read(
        _ source: PendingSource,
        runsOf folder: WorkspaceFolder,
        _ surroundings: Surroundings
    ) async throws -> PendingSide {
        switch source {
        case .path(let path): try await read(path, surroundings)
        case .now: try await read(folder.path, surroundings)
        case .run: try await read(source, in: try await Workspace.open(folder, surroundings: surroundings))
        }
    }

    /// Reads a moment of a workspace: what waited then of objects that have been written since, and what has waited unchanged.
    static func read(_ source: PendingSource, in workspace: Workspace) async throws -> PendingSide {
        let moments = PendingMoments(workspace: workspace)
        let then = try await moments.moment(source)
        return PendingSide(
            name: try await moments.name(source),
            content: .images(workspace, then),
            anchors: try await PendingAnchors.waiting(at: then, workspace.store),
            isPast: true
        )
    }

    /// Reads a workspace where the path holds one, else a file of a server.
    private static func read(_ path: String, _ surroundings: Surroundings) async throws -> PendingSide {
        let folder = WorkspaceFolder(path: path)
        guard FileManager.default.fileExists(atPath: folder.configuration) else {
            let waiting = try ServerPending.read(path).objects.filter { $0.operation != "none" }
            let objects = Dictionary(waiting.map { (ServerPending.anchor(of: $0), $0) }) { first, _ in first }
            return PendingSide(name: path, content: .file(objects), anchors: Array(objects.keys))
        }
        let workspace = try await Workspace.open(folder, surroundings: surroundings)
        // The moment first: what is written after it is left out of what is read at it, and what waited then is all there.
        let now = try await workspace.store.momentNow(of: .tenant)
        return PendingSide(
            name: path,
            content: .images(workspace, now),
            anchors: try await PendingAnchors.waiting(at: now, workspace.store),
            remark: try await PendingBasis.read(workspace).remark
        )
    }
}
