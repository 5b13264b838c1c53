public import Directory
import SyncRules

/// Compares what the tenant should hold with what it has accepted.
public enum PendingExports {
    /// The changes that are due, deletions last, each group ascending by anchor.
    ///
    /// No change makes an object one of another class: what the tenant has goes first, and once it is gone the object is an
    /// addition.
    public static func compute(
        desired: [ExportImage],
        exported: [ExportImage],
        table: AttributeTable
    ) -> [PendingExport] {
        let accepted = Dictionary(exported.map { ($0.anchor, $0) }, uniquingKeysWith: { first, _ in first })
        let wanted = Dictionary(desired.map { ($0.anchor, $0.objectClass) }, uniquingKeysWith: { first, _ in first })
        let order = table.order
        var pending: [PendingExport] = []
        for image in desired {
            guard let before = accepted[image.anchor] else {
                pending.append(PendingExport(.add, of: image, after: nil, by: order))
                continue
            }
            guard before.objectClass == image.objectClass, before.entry != image.entry else { continue }
            pending.append(PendingExport(.update, of: image, after: before.entry, by: order))
        }
        let gone = exported.filter { wanted[$0.anchor] != $0.objectClass }
        return pending + gone.map { PendingExport(.delete, of: $0, after: nil, by: order) }
    }
}
