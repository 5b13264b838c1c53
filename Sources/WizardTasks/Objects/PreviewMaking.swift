import Directory
import SyncEngine
import SyncRules

/// Makes the parts of a preview of what was before and what would be after.
struct PreviewMaking {
    let spaces: ObjectSpaces
    let after: ObjectSpaces
    let rules: ObjectRules

    private var table: AttributeTable { spaces.table }

    func imported(_ before: ConnectorSpaceObject?, _ object: ConnectorSpaceObject) -> [ValueChange] {
        let old = before?.entry
        var changes = ValueChange.between(old, object.entry, table)
        if let old, old.dn != object.entry.dn {
            changes.insert(ValueChange(attribute: "dn", removed: [old.dn], added: [object.entry.dn]), at: 0)
        }
        return changes
    }

    func scope(_ object: ConnectorSpaceObject) -> [String] {
        let traces = rules.tracer.scope(of: object)
        return traces.filter(\.isInScope).map { "in scope of \(ExplanationText.rule($0.rule))" }
            + traces.filter { !$0.isInScope }.map { "not in scope of " + ExplanationText.obstacles($0) }
    }

    func join(_ object: ConnectorSpaceObject, _ before: ConnectorSpaceObject?) -> [String] {
        let analysis = JoinAnalysis(rules.tracer, spaces: after.spaces, metaverse: after.metaverse)
        var lines: [String] = []
        if let link = object.link {
            let others = after.subject(of: link).members.filter { $0.identity != object.identity }
            if others.isEmpty {
                lines.append(standing(alone: link, before?.link == link))
            } else {
                let verb = before?.link == link ? "it stays joined with" : "it is joined with"
                lines.append("\(verb) \(called(others))")
            }
        } else {
            lines.append("no rule links it")
        }
        for trace in analysis.traces(of: object) {
            for group in trace.groups {
                let count = group.candidates.count
                let found =
                    count == 0
                    ? "finds nobody"
                    : count > 1 ? "finds \(count), and so none" : group.match == object.link ? "matches" : "finds one"
                lines.append("\(ExplanationText.rule(trace.rule)), \(group.criterion): \(found)")
            }
        }
        return lines
    }

    /// What becomes of the metaverse object of one that is joined with nobody; a rule's error may have kept it from being made.
    private func standing(alone link: MetaverseID, _ isKept: Bool) -> String {
        guard after.subject(of: link).metaverse != nil else { return "no metaverse object is made of it" }
        guard isKept else { return "it is projected: a new metaverse object" }
        return spaces.subject(of: link).metaverse == nil
            ? "its metaverse object is made, which the last synchronization could not make"
            : "it keeps its metaverse object"
    }

    private func called(_ members: [ConnectorSpaceObject]) -> String {
        members.map { "\(after.label($0.entry)) of \(after.name(of: $0.identity.connector))" }.joined(
            separator: " and "
        )
    }

    /// What becomes of the metaverse object that it was linked to before and is not any more.
    func left(_ before: ConnectorSpaceObject?, _ link: MetaverseID?) -> String? {
        guard let old = before?.link, old != link, spaces.subject(of: old).metaverse != nil else { return nil }
        let rest = after.subject(of: old)
        guard rest.metaverse != nil else { return "its metaverse object goes" }
        return "it leaves its metaverse object, which stays"
            + (rest.members.isEmpty ? "" : " with \(called(rest.members))")
    }

    func metaverse(_ link: MetaverseID?) -> [ObjectPreview.Change] {
        guard let link, let object = after.subject(of: link).metaverse else { return [] }
        let subject = after.subject(of: link)
        let old = spaces.subject(of: link).metaverse
        let names = ReferenceNames(after)
        let trace = rules.tracer.inbound(subject.sources, before: old?.entry, resolve: names.identity)
        return ValueChange.between(old?.entry, object.entry, table).map { change in
            let winner = trace[AttributeName(change.attribute)]?.winner
            let member = winner.flatMap {
                subject.sources.indices.contains($0.member) ? subject.sources[$0.member] : nil
            }
            return ObjectPreview.Change(
                values: change,
                rule: winner.map { ExplanationText.rule($0.rule) },
                connector: member.map { after.name(of: $0.identity.connector) }
            )
        }
    }

    func exported(_ change: PendingExport?) -> [ObjectPreview.Change] {
        guard let change, change.operation != .delete else { return [] }
        let subject = after.subject(of: change.image.metaverse)
        let before = spaces.exported.first { $0.anchor == change.anchor }
        let names = ReferenceNames(after)
        let trace = subject.metaverse.flatMap {
            rules.tracer.outbound(
                $0,
                before: spaces.image(of: change.image.metaverse)?.entry,
                resolve: names.name
            )
        }
        return ValueChange.all(of: change, before: before, table: table).map { values in
            let winner = trace?.entry[AttributeName(values.attribute)]?.winner
            return ObjectPreview.Change(
                values: values,
                rule: winner.map { ExplanationText.rule($0.rule) },
                connector: nil
            )
        }
    }

    /// Who it is: one that was there is called as it was `before`; what it would be called may be somebody else's name.
    func label(_ object: ConnectorSpaceObject, _ before: ConnectorSpaceObject?) -> String {
        guard let before else {
            return after.label(object.link.flatMap { after.image(of: $0)?.entry } ?? object.entry)
        }
        return spaces.label(spaces.subject(of: before))
    }

    /// Who is meant by the references among values; where two are called alike, with what they are referred to by.
    func names(in changes: [ValueChange]) -> [String: String] {
        let values = Set(changes.flatMap { $0.removed + $0.added })
        let found = after.referenceNames().merging(spaces.referenceNames()) { first, _ in first }
            .filter { values.contains($0.key) }
        // One person may be meant in two ways, by the metaverse's and by the tenant's: each is a list of its own.
        let alike = Dictionary(grouping: found) { "\($0.key.hasPrefix("CN=")) \($0.value)" }
        return found.reduce(into: [:]) { names, one in
            let isAlone = alike["\(one.key.hasPrefix("CN=")) \(one.value)"]?.count == 1
            names[one.key] = isAlone ? one.value : "\(one.value) (\(one.key))"
        }
    }

    /// The other objects whose images differ between a run as everything is and one with the object as it would be.
    func others(
        _ base: SynchronizationResult,
        _ result: SynchronizationResult,
        besides anchors: Set<String>
    ) -> [ObjectPreview.Other] {
        PendingExports.compute(desired: result.images, exported: base.images, table: table)
            .filter { !anchors.contains($0.anchor) }
            .map { change in
                ObjectPreview.Other(
                    label: spaces.label(change.image.entry),
                    operation: change.operation.rawValue,
                    attributes: change.changed(in: table).map(\.spelling)
                )
            }
            .sorted { ($0.label.lowercased(), $0.label) < ($1.label.lowercased(), $1.label) }
    }

    func sentence(
        _ object: ConnectorSpaceObject,
        _ before: ConnectorSpaceObject?,
        _ change: PendingExport?,
        _ errors: [ObjectError]
    ) -> String {
        let who = label(object, before)
        if let error = errors.first { return "\(who) would fail: \(error.message)" }
        guard object.link != nil || change != nil else {
            return "\(who) would be imported and linked to nothing: no rule takes it into the metaverse."
        }
        switch change?.operation {
        case .add: return "\(who) would be added to the tenant."
        case .update:
            let names = change?.changed(in: table).map(\.spelling) ?? []
            return "\(who) would change in the tenant: \(names.joined(separator: ", "))."
        case .delete: return "\(who) would be deleted from the tenant."
        case nil:
            guard let link = object.link, after.image(of: link) != nil else {
                if object.link.map({ after.subject(of: $0).isOfCloud }) == true {
                    return "Nothing would change in the tenant for \(who): it is an object of the cloud."
                }
                return "\(who) would be in the metaverse, and no rule would bring it to the tenant."
            }
            return "Nothing would change in the tenant for \(who)."
        }
    }
}

extension ValueChange {
    /// How two entries differ, ascending by attribute; everything is new where there was none before.
    static func between(_ old: PackedEntry?, _ new: PackedEntry, _ table: AttributeTable) -> [ValueChange] {
        let numbers = Set(new.attributes).union(old?.attributes ?? [])
        let named = numbers.compactMap { number in table.name(of: number).map { ($0, number) } }.sorted { $0.0 < $1.0 }
        return named.compactMap { name, number in
            let before = Set(old?.values(of: number).map { Array($0) } ?? [])
            let after = Set(new.values(of: number).map { Array($0) })
            guard before != after else { return nil }
            return ValueChange(
                attribute: name.spelling,
                removed: before.subtracting(after).map { ShownValue.text($0, of: name) }.sorted(),
                added: after.subtracting(before).map { ShownValue.text($0, of: name) }.sorted()
            )
        }
    }
}
