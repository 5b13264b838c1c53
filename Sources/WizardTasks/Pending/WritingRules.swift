import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Finds the rules that write what differs, by evaluating the objects as they are now.
enum WritingRules {
    /// How many objects are evaluated at once.
    private static let size = 500

    /// The objects, with the rules of the attributes in which they differ; none of an object that has gone.
    static func added(
        to objects: [PendingComparison.Object],
        in workspace: Workspace
    ) async throws -> [PendingComparison.Object] {
        var objects = objects
        let differing = objects.indices.filter { !objects[$0].differences.isEmpty }
        guard !differing.isEmpty else { return objects }
        let (rules, store) = (try await ObjectRules.read(workspace), workspace.store)
        for start in stride(from: 0, to: differing.count, by: size) {
            try Task.checkCancellation()
            let page = differing[start..<min(start + size, differing.count)]
            let images = try await store.images(of: .tenant, anchors: page.map { objects[$0].anchor }).desired
            let made = Dictionary(images.map { ($0.anchor, $0) }) { first, _ in first }
            let found = try await store.objects(behind: Set(images.map(\.metaverse)).sorted()).metaverse
            let behind = Dictionary(found.map { ($0.identifier, $0) }) { first, _ in first }
            let names = try await ReferenceNames.read(workspace, referredToBy: found)
            for place in page {
                guard let image = made[objects[place].anchor], let object = behind[image.metaverse] else { continue }
                let attributes = objects[place].differences.map { AttributeName($0.attribute) }
                let trace = rules.tracer.outbound(
                    object,
                    before: image.entry,
                    only: Set(attributes),
                    resolve: names.name
                )
                for (number, attribute) in attributes.enumerated() {
                    let difference = objects[place].differences[number]
                    let flow = trace?.entry[attribute].flatMap {
                        PendingAttribution.cause($0, adding: difference.second ?? difference.first ?? [])
                    }
                    objects[place].differences[number].rule = flow?.rule.name
                }
            }
        }
        return objects
    }
}
