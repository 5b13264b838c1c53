import Directory
import SQLiteStore
import SyncEngine

extension PreviewObject {
    /// What becomes of an object that the next import takes away.
    static func leaving(
        _ before: ConnectorSpaceObject,
        _ trial: PreviewTrial,
        _ spaces: ObjectSpaces,
        _ rules: ObjectRules,
        _ notes: [String]
    ) async throws -> ObjectPreview {
        let tried = trial.imported(into: spaces, rules)
        let (base, result) = (try rules.rehearse(spaces), try rules.rehearse(tried))
        let after = Self.spaces(tried, result)
        let making = PreviewMaking(spaces: spaces, after: after, rules: rules)
        let known = spaces.subject(of: before)
        // Others may be joined with it, and then the metaverse object stays with them.
        let rest = before.link.map { after.subject(of: $0) } ?? known
        let anchors = Set([known.anchor, rest.desired?.anchor].compactMap { $0 })
        let pending = PendingExports.compute(
            desired: result.images,
            exported: spaces.exported,
            table: spaces.table
        ).filter { anchors.contains($0.anchor) }
        let change = pending.first { $0.anchor == rest.desired?.anchor } ?? pending.first
        let errors = result.errors.filter { $0.object == before.link?.description }
        let metaverse = making.metaverse(before.link)
        let exported = making.exported(change)
        let copies = try await spaces.workspace.store.copies(of: rest.members.map(\.identity))
        let writeBacks = try making.writeBacks(before, copies: copies)
        return ObjectPreview(
            label: making.label(before, before),
            sentence: making.sentence(leaving: before, change, errors) + PreviewMaking.sentence(writeBacks),
            source: trial.source,
            imported: [],
            scope: [],
            join: [],
            metaverse: metaverse,
            left: making.left(before, nil),
            operation: change?.operation.rawValue,
            exported: exported,
            writeBacks: writeBacks,
            others: making.others(base, result, besides: anchors),
            errors: errors,
            verdict: try await TenantForecast.read(rest, after).sentence,
            notes: notes,
            names: making.names(in: (metaverse + exported).map(\.values))
        )
    }
}

extension PreviewMaking {
    /// What would happen in the tenant where the next import takes the object away.
    func sentence(leaving object: ConnectorSpaceObject, _ change: PendingExport?, _ errors: [ObjectError]) -> String {
        let who = label(object, object)
        if let error = errors.first { return "\(who) would fail: \(error.message)" }
        let reason = "the next import takes \(object.entry.dn) away."
        switch change?.operation {
        case .delete: return "\(who) would be deleted from the tenant: \(reason)"
        case .add: return "\(who) would be added to the tenant: \(reason)"
        case .update:
            let names = change?.changed(in: spaces.table).map(\.spelling) ?? []
            return "\(who) would change in the tenant: \(names.joined(separator: ", ")), since \(reason)"
        case nil: return "Nothing would change in the tenant for \(who), though \(reason)"
        }
    }
}
