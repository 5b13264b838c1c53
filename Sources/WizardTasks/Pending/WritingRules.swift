import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Finds the rules that write what differs, by evaluating objects of a workspace as they are now.
struct WritingRules {
    private let workspace: Workspace
    private let rules: ObjectRules

    /// Compiles the rules of a workspace.
    static func read(_ workspace: Workspace) async throws -> WritingRules {
        WritingRules(workspace: workspace, rules: try await ObjectRules.read(workspace))
    }

    /// The objects of a page with the rules of the attributes in which they differ, where they have none yet; none of an
    /// object that has gone.
    ///
    /// `values` gives what the rule is to have given; an attribute for which it gives nothing is left alone.
    func added(
        to objects: [PendingComparison.Object],
        giving values: (PendingComparison.Difference) -> [String]?
    ) async throws -> [PendingComparison.Object] {
        let wanted = objects.filter { object in
            object.differences.contains { $0.rule == nil && values($0) != nil }
        }.map(\.anchor)
        guard !wanted.isEmpty else { return objects }
        try Task.checkCancellation()
        let images = try await workspace.store.images(of: .tenant, anchors: wanted).desired
        let made = Dictionary(images.map { ($0.anchor, $0) }) { first, _ in first }
        let found = try await workspace.store.objects(behind: Set(images.map(\.metaverse)).sorted()).metaverse
        let behind = Dictionary(found.map { ($0.identifier, $0) }) { first, _ in first }
        let names = try await ReferenceNames.read(workspace, referredToBy: found)
        var told = objects
        for place in told.indices {
            guard let image = made[told[place].anchor], let object = behind[image.metaverse] else { continue }
            told[place].nameRules(
                by: rules.tracer,
                of: object,
                before: image.entry,
                resolve: names.name,
                giving: values
            )
        }
        return told
    }
}
