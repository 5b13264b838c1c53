import Directory
import SyncEngine
import SyncRules

/// What would be written back to the objects of forests that are one with the object that is tried.
extension PreviewMaking {
    /// Works it out; `copies` are how objects differ in the simulated copies of their forests already.
    func writeBacks(
        _ object: ConnectorSpaceObject,
        copies: [ConnectorSpaceIdentity: CopiedChange]
    ) throws -> [ObjectPreview.WayBack] {
        guard let link = object.link else { return [] }
        let subject = after.subject(of: link)
        guard let metaverse = subject.metaverse else { return [] }
        return try subject.members.compactMap { member in
            // The object that is tried is as an import would bring it; others are as they were imported last, without what was
            // written since.
            let copy = copies[member.identity]
            let isTried = member.identity == object.identity
            let entry = isTried ? member.entry : copy?.imposed(on: member.entry) ?? member.entry
            let known = ConnectorSpaceObject(
                identity: member.identity,
                objectClass: member.objectClass,
                entry: entry,
                link: member.link
            )
            let connector = member.identity.connector
            let change = try rules.tracer.writeBack(
                of: metaverse,
                to: known,
                written: Set(copy?.attributes ?? [])
            ) { after.name($0, in: connector) }
            return change.map { wayBack($0, to: known, from: metaverse) }
        }
    }

    private func wayBack(
        _ change: WriteBack,
        to object: ConnectorSpaceObject,
        from metaverse: MetaverseObject
    ) -> ObjectPreview.WayBack {
        let connector = object.identity.connector
        let written = object.entry.replacing(change.attributes) { Array(change.values.values(of: $0)) }
        let values = ValueChange.between(object.entry, written, after.table)
        let trace = rules.tracer.outbound(
            metaverse,
            to: object,
            only: Set(values.map { AttributeName($0.attribute) })
        ) { after.name($0, in: connector) }
        return ObjectPreview.WayBack(
            forest: after.name(of: connector),
            dn: object.entry.dn,
            changes: values.map { values in
                let cause = trace[AttributeName(values.attribute)].flatMap {
                    PendingAttribution.cause($0, adding: values.added)
                }
                return ObjectPreview.Change(values: values, rule: cause.map { ExplanationText.rule($0.rule) })
            }
        )
    }

    /// What would be written back, as it goes on behind what would happen in the tenant; nothing where nothing would.
    static func sentence(_ writeBacks: [ObjectPreview.WayBack]) -> String {
        writeBacks.map { back in
            let names = back.changes.map(\.values.attribute).joined(separator: ", ")
            return " Written back to \(back.forest) would be \(names)."
        }.joined()
    }
}
