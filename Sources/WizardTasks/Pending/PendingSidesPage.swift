import Directory
import SQLiteStore
import SyncEngine

/// What two places say of some objects.
struct PendingSidesPage {
    /// The objects, by their source anchors.
    let anchors: [String]
    /// What the first place would do to them.
    let first: [String: PendingSide.Change]
    /// The same of the second.
    let second: [String: PendingSide.Change]
    /// What workspaces have of them, with the tables that attributes are numbers of.
    let images: [(ImagesThen, AttributeTable)]

    /// How the places differ in an object; nothing where they do not.
    ///
    /// A file gives no name to what is deleted: it is called as a workspace knows it.
    func object(_ anchor: String) -> PendingComparison.Object? {
        guard var object = PendingComparison.object(first[anchor], second[anchor]) else { return nil }
        if object.label == object.anchor {
            object.label = images.lazy.compactMap { label(of: anchor, $0, $1) }.first ?? object.label
        }
        return object
    }

    private func label(of anchor: String, _ images: ImagesThen, _ table: AttributeTable) -> String? {
        let image = images.desired[anchor] ?? images.exported[anchor]
        return image.map { ObjectSpaces.label($0.entry, table) }
    }
}
