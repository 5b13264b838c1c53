import Directory
import SyncEngine
import SyncRules

/// How changes are described, whatever they come from.
extension PendingSide.Change {
    private init(
        _ operation: String,
        _ objectClass: String,
        _ anchor: String,
        _ label: String,
        _ values: [PendingSide.Value]
    ) {
        self.init(
            operation: operation,
            objectClass: objectClass,
            anchor: anchor,
            label: label,
            values: Dictionary(values.map { ($0.attribute.lowercased(), $0) }) { first, _ in first }
        )
    }

    /// Describes a change that follows from images; no rule is told.
    init(_ pending: PendingExport, before: ExportImage?, _ table: AttributeTable) {
        var values: [PendingSide.Value] = []
        for attribute in pending.changed(by: table.order) {
            guard let name = table.name(of: attribute) else { continue }
            let change = ValueChange(of: attribute, called: name, pending, before: before)
            values.append(
                PendingSide.Value(
                    attribute: change.attribute,
                    added: ConnectorSpaceName.folded(change.added),
                    removed: ConnectorSpaceName.folded(change.removed),
                    keepsOthers: pending.image.entry.values(of: attribute).count > change.added.count,
                    rule: nil
                )
            )
        }
        let label = ObjectSpaces.label(pending.image.entry, table)
        self.init(pending.operation.rawValue, pending.objectClass.spelling, pending.anchor, label, values)
    }

    /// Describes a change of a review, with its rules.
    init(_ change: PendingChange, _ review: PendingReview) {
        let whole = change.operation == "update" ? review.desired[change.anchor] : nil
        let values = change.values.map { value in
            PendingSide.Value(
                attribute: value.attribute,
                added: value.added,
                removed: value.removed,
                keepsOthers: (whole?[value.attribute]?.count ?? 0) > value.added.count,
                rule: value.rule
            )
        }
        self.init(change.operation, change.objectClass, change.anchor, change.label, values)
    }

    /// Describes a change of a file; no rule is told.
    init(_ object: SpaceExport.Object) {
        let desired = object.desired ?? [:]
        let counts = Dictionary(desired.map { ($0.key.lowercased(), $0.value.count) }, uniquingKeysWith: +)
        var values: [PendingSide.Value] = []
        for change in object.changes where change.name.lowercased() != "dn" {
            let added = change.values.filter { !$0.isRemoved }
            var keepsOthers: Bool?
            if change.replaces {
                keepsOthers = false
            } else if object.desired != nil {
                keepsOthers = (counts[change.name.lowercased()] ?? 0) > added.count
            }
            values.append(
                PendingSide.Value(
                    attribute: change.name,
                    added: Self.shown(added.map(\.bytes)),
                    removed: change.replaces
                        ? nil : Self.shown(change.values.filter(\.isRemoved).map(\.bytes)),
                    keepsOthers: keepsOthers,
                    rule: nil
                )
            )
        }
        // An addition says everything in the object as it should become.
        if object.operation == "add" {
            let known = Set(values.map { $0.attribute.lowercased() })
            for (name, all) in desired where !known.contains(name.lowercased()) {
                values.append(
                    PendingSide.Value(
                        attribute: name,
                        added: Self.shown(all),
                        removed: nil,
                        keepsOthers: false,
                        rule: nil
                    )
                )
            }
        }
        self.init(
            object.operation == "replace" ? "update" : object.operation,
            object.objectClass,
            ServerPending.anchor(of: object),
            ServerPending.label(of: object),
            values
        )
    }

    /// The values of a file as they are shown, ascending.
    private static func shown(_ values: [[UInt8]]) -> [String] {
        values.map { ConnectorSpaceName.folded(ShownValue.text($0)) }.sorted()
    }
}
