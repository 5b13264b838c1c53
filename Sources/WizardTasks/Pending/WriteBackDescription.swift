import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What waits to be written back to one object, as people review it.
struct WriteBackDescription {
    /// The change.
    let change: PendingChange
    /// The object as it was last imported, without what is shown nowhere.
    let before: PackedEntry
    /// The object as it should become, without that as well.
    let after: PackedEntry

    /// Describes it; values of sensitive attributes are masked, and `attribute` says which rules cause them.
    ///
    /// `cause` is why a whole object is made or deleted.
    init(
        _ waiting: WaitingWriteBack,
        forest: String,
        table: AttributeTable,
        hiding sensitive: SensitiveAttributes,
        cause: PendingAttribution.Cause = PendingAttribution.Cause(),
        attribute: (inout [PendingChange.Value]) -> Void = { _ in }
    ) {
        let entry = waiting.object.entry
        let wanted = waiting.change.values
        var values = table.order.sorted(waiting.change.attributes).compactMap { number in
            table.name(of: number).map { name in
                PendingChange.Value(
                    name,
                    ValueChange(
                        called: name,
                        from: entry.values(of: number),
                        to: wanted.values(of: number),
                        hiding: sensitive
                    ),
                    had: !entry.values(of: number).isEmpty,
                    has: !wanted.values(of: number).isEmpty
                )
            }
        }
        attribute(&values)
        let anchor = waiting.object.identity.anchor
        change = PendingChange(
            operation: waiting.operation.rawValue,
            objectClass: waiting.object.objectClass.spelling,
            anchor: ObjectGUID(bytes: anchor)?.description ?? ASCII.hex(anchor),
            label: ObjectLabel(table).text(of: waiting.operation == .add ? wanted.named(entry.dn) : entry),
            dn: entry.dn,
            cause: cause.text,
            rule: cause.rule,
            connector: cause.connector,
            affectsSignIn: values.contains(where: \.affectsSignIn),
            attributes: values.map(\.attribute),
            values: values,
            forest: forest
        )
        let isHidden = { (number: AttributeID) in table.name(of: number).map { sensitive.contains($0) } ?? true }
        let changed = Set(waiting.change.attributes)
        let shown = entry.rewritten { number, values in isHidden(number) ? [] : values }
        var packer = EntryPacker()
        packer.begin(dn: entry.dn)
        for number in shown.attributes where !changed.contains(number) {
            for value in shown.values(of: number) { packer.add(number, value) }
        }
        for number in wanted.attributes where changed.contains(number) && !isHidden(number) {
            for value in wanted.values(of: number) { packer.add(number, value) }
        }
        before = shown
        after = packer.finish()
    }
}
