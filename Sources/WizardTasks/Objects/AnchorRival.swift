import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Another object that has the source anchor which rules give an object: the tenant can have one of them, and has that one.
struct AnchorRival: Sendable {
    private let anchor: String
    private let label: String

    /// Looks for it where rules bring an object to the tenant and the last synchronization made no image of it.
    static func read(
        of subject: ObjectSubject,
        _ spaces: ObjectSpaces,
        _ rules: ObjectRules
    ) async throws -> AnchorRival? {
        guard let object = subject.metaverse, subject.desired == nil else { return nil }
        let names = ReferenceNames(spaces)
        guard let outbound = rules.tracer.outbound(object, before: nil, resolve: names.name),
            outbound.entry.failure == nil, let bytes = outbound.entry["sourceAnchor"]?.values.first
        else { return nil }
        let anchor = String(decoding: bytes, as: UTF8.self)
        let images = try await spaces.workspace.store.images(of: .tenant, anchors: [anchor])
        guard let image = images.desired.first, image.metaverse != object.identifier else { return nil }
        return AnchorRival(anchor: anchor, label: spaces.label(image.entry))
    }

    /// Why the object is not exported, as it goes on behind a colon.
    var reason: String {
        "another object, \(label), has the source anchor \"\(anchor)\" too, and the tenant can have one of them"
    }
}
