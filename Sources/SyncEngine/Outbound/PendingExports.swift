public import Directory
import SyncRules

/// Compares what the tenant should hold with what it has accepted.
public enum PendingExports {
    /// The changes that are due, deletions last, each group ascending by anchor.
    public static func compute(
        desired: [ExportImage],
        exported: [ExportImage],
        table: AttributeTable
    ) -> [PendingExport] {
        let accepted = Dictionary(exported.map { ($0.anchor, $0) }, uniquingKeysWith: { first, _ in first })
        let wanted = Set(desired.map(\.anchor))
        var pending: [PendingExport] = []
        for image in desired {
            guard let before = accepted[image.anchor] else {
                let names = image.entry.attributes.compactMap(table.name(of:)).sorted()
                pending.append(PendingExport(operation: .add, image: image, changed: names))
                continue
            }
            guard before.entry != image.entry || before.objectClass != image.objectClass else { continue }
            let all = Set(image.entry.attributes).union(before.entry.attributes)
            let changed = all.filter { !image.entry.values(of: $0).elementsEqual(before.entry.values(of: $0)) }
            pending.append(
                PendingExport(operation: .update, image: image, changed: changed.compactMap(table.name(of:)).sorted())
            )
        }
        let gone = exported.filter { !wanted.contains($0.anchor) }
        return pending + gone.map { PendingExport(operation: .delete, image: $0, changed: []) }
    }
}
