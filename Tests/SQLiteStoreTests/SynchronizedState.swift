import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What synchronizations are compared by.
enum SynchronizedState {
    /// What a store holds after a synchronization, one line each.
    static func lines(_ store: WorkspaceStore) async throws -> [String] {
        var lines: [String] = []
        for object in try await store.metaverse() {
            lines.append("mv \(object.identifier) \(object.objectClass) \(text(object.entry, store))")
        }
        for connector in [SmallForests.one, SmallForests.two] {
            for object in try await store.connectorSpace(of: connector) {
                lines.append("cs \(object.entry.dn) -> \(object.link.map(\.description) ?? "nothing")")
            }
        }
        for image in try await store.desiredImages(of: .tenant) {
            lines.append("image \(image.anchor) \(image.metaverse) \(image.objectClass) \(text(image.entry, store))")
        }
        return lines
    }

    /// What a run counted, and its errors.
    static func figures(_ counts: SynchronizationCounts) -> [String] {
        counts.metaverse.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            + ["images \(counts.images)", "projected \(counts.projected)", "joined \(counts.joined)"]
            + ["disconnected \(counts.disconnected)", "lost \(counts.lost)"]
            + counts.errors.map { "\($0.code) \($0.connector) \($0.object) \($0.rule ?? "")" }
    }

    private static func text(_ packed: PackedEntry, _ store: WorkspaceStore) -> String {
        let values = packed.attributes.map { attribute in
            let name = store.table.name(of: attribute)?.spelling ?? "?"
            let values = packed.values(of: attribute).map { String(decoding: $0, as: UTF8.self) }.sorted()
            return "\(name)=\(values.joined(separator: "|"))"
        }
        return ([packed.dn] + values.sorted()).joined(separator: " ")
    }
}
