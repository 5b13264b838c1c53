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
        // The order of names is worked out once for all objects.
        let names = table.names
        var ranks = Array(repeating: 0, count: names.count)
        for (rank, place) in names.indices.sorted(by: { names[$0] < names[$1] }).enumerated() { ranks[place] = rank }
        func sorted(_ attributes: some Sequence<AttributeID>) -> [AttributeName] {
            attributes.map { Int($0.rawValue) }.filter(names.indices.contains).sorted { ranks[$0] < ranks[$1] }
                .map { names[$0] }
        }
        var pending: [PendingExport] = []
        for image in desired {
            guard let before = accepted[image.anchor] else {
                pending.append(PendingExport(operation: .add, image: image, changed: sorted(image.entry.attributes)))
                continue
            }
            guard before.entry != image.entry || before.objectClass != image.objectClass else { continue }
            let all = Set(image.entry.attributes).union(before.entry.attributes)
            let changed = all.filter { !image.entry.values(of: $0).elementsEqual(before.entry.values(of: $0)) }
            pending.append(
                PendingExport(operation: .update, image: image, changed: sorted(changed))
            )
        }
        let gone = exported.filter { !wanted.contains($0.anchor) }
        return pending + gone.map { PendingExport(operation: .delete, image: $0, changed: []) }
    }
}
