import CloudTenant
import Directory
import SyncEngine

extension PreviewObject {
    /// What becomes of an object that no forest has: nothing of it can be imported any more, and what waits goes its way.
    static func absent(
        _ subject: ObjectSubject,
        _ settings: [Setting],
        _ spaces: ObjectSpaces,
        _ copies: CopyObjectText,
        _ notes: [String]
    ) async throws -> ObjectPreview {
        let label = spaces.label(subject)
        guard settings.isEmpty else {
            throw TaskError(
                .options,
                "No forest has \(label), so there is nothing to set. `dryad object explain` says where it is."
            )
        }
        let change = subject.pending(spaces.table)
        return ObjectPreview(
            label: label,
            sentence: sentence(label, subject, change) + copies.standings.map { " It \($0)." }.joined(),
            source: "no forest",
            imported: [],
            scope: [],
            join: [],
            metaverse: [],
            operation: change?.operation.rawValue,
            exported: [],
            writeBacks: subject.copies.filter { $0.state == .wanted }.map { made($0, copies) },
            others: [],
            errors: [],
            verdict: try await TenantForecast.read(subject, spaces).sentence,
            notes: notes,
            names: [:]
        )
    }

    /// What an export makes in the copy of a forest.
    private static func made(_ copy: CopyObject, _ copies: CopyObjectText) -> ObjectPreview.WayBack {
        let (spaces, trace) = (copies.spaces, copies.trace(copy))
        return ObjectPreview.WayBack(
            forest: spaces.name(of: copy.object.identity.connector),
            dn: copy.object.entry.dn,
            changes: ValueChange.between(nil, copy.object.entry, spaces.table).map { values in
                let rule = copies.rule(of: AttributeName(values.attribute), copy, trace)
                return ObjectPreview.Change(values: values, rule: rule.map { ExplanationText.rule($0) })
            }
        )
    }

    /// What becomes of an object that no import has brought yet and none would: nothing.
    static func refused(
        _ object: ConnectorSpaceObject,
        _ reason: String,
        _ spaces: ObjectSpaces,
        _ source: String,
        _ notes: [String],
        _ errors: [ObjectError] = []
    ) -> ObjectPreview {
        let label = spaces.label(object.entry)
        return ObjectPreview(
            label: label,
            sentence: "\(label) would not be imported: \(reason)",
            source: source,
            imported: [],
            scope: [],
            join: [],
            metaverse: [],
            operation: nil,
            exported: [],
            writeBacks: [],
            others: [],
            errors: errors,
            verdict: nil,
            notes: notes,
            names: [:]
        )
    }

    private static func sentence(_ label: String, _ subject: ObjectSubject, _ change: PendingExport?) -> String {
        if change != nil { return "\(label) would be deleted from the tenant: its object is no longer in its forest." }
        let nothing = "Nothing would change in the tenant for \(label)"
        if subject.isOfCloud { return "\(nothing): it is an object of the cloud." }
        guard let object = subject.tenant else {
            return "\(nothing): " + (subject.copies.isEmpty ? "no connector space has it." : "no forest itself has it.")
        }
        if let since = object.deletedSince {
            return "\(nothing): it is among the deleted since \(since), and no connector space has it any more."
        }
        return object.details.isSynchronized
            ? "\(nothing): no connector space of this workspace has it."
            : "\(nothing): it is an object of the cloud alone."
    }
}
