import CloudTenant
import Directory
import SyncEngine
import SyncRules

/// Makes the parts of a view of one object.
struct ObjectViewMaking {
    let subject: ObjectSubject
    let spaces: ObjectSpaces
    /// Who is meant by names in the tenant, and by identities in the metaverse.
    let names: [String: String]

    private var table: AttributeTable { spaces.table }

    // MARK: Parts

    func space(
        _ object: ConnectorSpaceObject,
        _ tracer: RuleTracer,
        _ copies: CopyObjectText
    ) -> ObjectView.SpaceObject {
        let isOfTenant = object.identity.connector == .tenant
        return ObjectView.SpaceObject(
            forest: spaces.name(of: object.identity.connector),
            partition: object.identity.partition,
            dn: object.entry.dn,
            objectClass: object.objectClass.spelling,
            anchor: isOfTenant
                ? String(decoding: object.identity.anchor, as: UTF8.self) : Self.anchor(object.identity.anchor),
            isLinked: object.link != nil,
            rules: tracer.scope(of: object).filter(\.isInScope).map(\.rule.name),
            made: subject.copy(of: object).map { copies.standing($0) },
            attributes: attributes(object.entry)
        )
    }

    /// An object that rules make, with the rules that give its values.
    func made(_ copy: CopyObject, _ copies: CopyObjectText) -> ObjectView.MadeObject {
        let trace = copies.trace(copy)
        let (object, states) = (copy.object, ["wanted", "made", "unwanted", "deleted", "joined"])
        let values = attributes(object.entry).map { attribute -> ObjectView.Attribute in
            var attribute = attribute
            let rule = copies.rule(of: AttributeName(attribute.attribute), copy, trace)
            attribute.rule = rule?.name
            attribute.precedence = rule?.precedence
            return attribute
        }
        return ObjectView.MadeObject(
            forest: spaces.name(of: object.identity.connector),
            dn: object.entry.dn,
            objectClass: object.objectClass.spelling,
            anchor: Self.anchor(object.identity.anchor),
            state: states[Int(copy.state.rawValue)],
            standing: copies.standing(copy),
            attributes: copy.state == .deleted ? [] : values
        )
    }

    private static func anchor(_ bytes: [UInt8]) -> String {
        ObjectGUID(bytes: bytes)?.description ?? ASCII.hex(bytes)
    }

    /// Says of attributes of an object what is to be written back to them.
    func note(_ change: WriteBack, on attributes: inout [ObjectView.Attribute]) {
        for number in change.attributes {
            guard let name = table.name(of: number) else { continue }
            let values = change.values.values(of: number).map { shown(Array($0), name) }
            let remark = values.isEmpty ? "is to be emptied" : "is to become \(short(values))"
            if let place = attributes.firstIndex(where: { AttributeName($0.attribute) == name }) {
                attributes[place].remark = remark
            } else {
                attributes.append(.init(attribute: name.spelling, values: [], remark: remark))
            }
        }
        attributes = Self.sorted(attributes)
    }

    func metaverse(_ trace: EntryTrace?) -> ObjectView.Metaverse? {
        subject.metaverse.map { object in
            ObjectView.Metaverse(
                id: object.identifier.description,
                objectClass: object.objectClass.spelling,
                attributes: traced(object.entry, trace, hasForests: true)
            )
        }
    }

    func image(_ trace: OutboundTrace?) -> ObjectView.Image? {
        guard let image = subject.desired ?? subject.exported else { return nil }
        let pending = subject.pending(table)
        var attributes = traced(image.entry, subject.desired == nil ? nil : trace?.entry, hasForests: false)
        if let pending, pending.operation == .update {
            let changes = ValueChange.all(of: pending, before: subject.exported, table: table)
            for change in changes {
                let old = change.removed.isEmpty ? "new" : "the tenant has \(short(change.removed))"
                if let place = attributes.firstIndex(where: { $0.attribute == change.attribute }) {
                    attributes[place].remark = old
                } else {
                    attributes.append(.init(attribute: change.attribute, values: [], remark: old))
                }
            }
        }
        return ObjectView.Image(
            pending: pending?.operation.rawValue,
            objectClass: image.objectClass.spelling,
            anchor: image.anchor,
            dn: image.entry.dn,
            attributes: Self.sorted(attributes)
        )
    }

    func tenant() -> ObjectView.Tenant? {
        let table = spaces.workspace.tenantTable
        return subject.tenant.map { object in
            let entry = Entry(object.entry, table: table)
            var attributes = object.entry.attributes.compactMap { number -> ObjectView.Attribute? in
                guard let name = table.name(of: number) else { return nil }
                let values = object.entry.values(of: number).map { shown(Array($0), name) }
                return .init(attribute: name.spelling, values: values)
            }
            func remark(_ name: AttributeName, _ text: String) {
                if let place = attributes.firstIndex(where: { AttributeName($0.attribute) == name }) {
                    attributes[place].remark = text
                } else {
                    attributes.append(.init(attribute: name.spelling, values: entry.texts(name), remark: text))
                }
            }
            for shadow in object.details.shadows {
                remark(shadow.attribute, "was sent as \(short(shadow.values.map { ShownValue.text($0) }))")
            }
            for name in subject.leaving.keys { remark(name, "is to be emptied once an import has shown it") }
            for error in object.details.errors {
                remark(error.attribute, "\(error.value) is kept back (\(error.category)) since \(error.since)")
            }
            return ObjectView.Tenant(
                id: "\(object.id)",
                objectClass: object.objectClass.spelling,
                isSynchronized: object.details.isSynchronized,
                deletedSince: object.deletedSince.map { "\($0)" },
                attributes: Self.sorted(attributes)
            )
        }
    }

    // MARK: Sentences

    func sentence(_ image: ObjectView.Image?, _ outbound: OutboundTrace?, _ copies: CopyObjectText) -> String {
        let own = (subject.meant ?? subject.members).filter { subject.copy(of: $0) == nil }
        var places = own.map { "\($0.objectClass) of \(spaces.name(of: $0.identity.connector))" }
        if !places.isEmpty, subject.isOfCloud, let returned = subject.returned {
            places.append("\(returned.objectClass) of the cloud")
        }
        var parts: [String] = []
        if places.isEmpty {
            parts.append(absence)
        } else {
            parts.append("It is a " + places.joined(separator: ", joined with a "))
        }
        if !places.isEmpty, subject.metaverse == nil {
            let reason =
                subject.isUnmade ? "the last synchronization could not make its object there" : "no rule links it"
            parts.append("and not in the metaverse: \(reason)")
        }
        switch image?.pending {
        case "add": parts.append("and waits to be added to the tenant")
        case "update": parts.append("and has a change that waits for the tenant")
        case "delete": parts.append("and waits to be deleted from the tenant")
        case nil where image != nil:
            let reason = failure(outbound) ?? subject.changedAnchor(outbound)
            let failed = reason.map { "and is in the tenant as it was: \($0)" }
            parts.append(failed ?? "and the tenant has accepted all of it" + deviation)
        case nil where subject.metaverse != nil && !subject.isOfCloud:
            let reason = failure(outbound) ?? subject.rival?.reason
            let held = reason.map { "and does not get to the tenant: \($0)" }
            parts.append(held ?? "and " + Self.absence(fromTenant: outbound))
        default: break
        }
        if !subject.leaving.isEmpty {
            let names = subject.leaving.keys.sorted().map(\.spelling).joined(separator: ", ")
            let fate = "that are to be emptied once an import has shown them"
            parts.append("and the tenant still has values \(fate): \(names)")
        }
        parts += copies.standings.map { "and \($0)" }
        return parts.joined(separator: ", ") + "."
    }

    /// The rule towards the tenant that holds it back by its error, as it goes on behind a colon.
    private func failure(_ outbound: OutboundTrace?) -> String? {
        outbound?.entry.failure.map { failure in
            let message = failure.message.hasSuffix(".") ? String(failure.message.dropLast()) : failure.message
            return "\(ExplanationText.rule(failure.rule)) fails at \(failure.attribute): \(message)"
        }
    }

    /// Why it is not to be in the tenant although nothing fails.
    private static func absence(fromTenant outbound: OutboundTrace?) -> String {
        outbound == nil
            ? "no rule brings it to the tenant"
            : "the rules bring it to the tenant since the last synchronization, or give it no source anchor"
    }

    /// Where an object is that no forest has.
    private var absence: String {
        if subject.isOfCloud { return "It is an object of the cloud" }
        guard let tenant = subject.tenant else {
            return subject.copies.isEmpty ? "It is in no connector space" : "It is in no forest itself"
        }
        guard tenant.details.isSynchronized else { return "It is an object of the cloud alone" }
        return "It is in the tenant alone" + (tenant.deletedSince == nil ? "" : ", among the deleted")
    }

    /// How what the tenant shows is another thing than what it accepted.
    private var deviation: String {
        guard let details = subject.tenant?.details, details.needsAttention else { return "" }
        return details.errors.isEmpty ? ", but shows some values otherwise" : ", but keeps some values back"
    }

    func problems(_ inbound: EntryTrace?, _ outbound: OutboundTrace?) -> [String] {
        var problems: [String] = []
        for failure in [inbound?.failure, outbound?.entry.failure].compactMap({ $0 }) {
            problems.append("\(failure.code): \(failure.message) (rule \(failure.rule.name), \(failure.attribute))")
        }
        if let tenant = subject.tenant {
            if let since = tenant.deletedSince {
                problems.append("The tenant has it among the deleted, since \(since).")
            }
            problems += tenant.details.errors.map {
                "\($0.category): \($0.attribute) \"\($0.value)\" belongs to another object and is kept back since \($0.since)."
            }
        }
        return problems
    }

    // MARK: Attributes

    private func attributes(_ entry: PackedEntry) -> [ObjectView.Attribute] {
        Self.sorted(
            entry.attributes.compactMap { number in
                table.name(of: number).map { name in
                    .init(
                        attribute: name.spelling,
                        values: entry.values(of: number).map { shown(Array($0), name) }
                    )
                }
            }
        )
    }

    /// The attributes that an entry has, or would have after the next run, with who gives them.
    private func traced(_ entry: PackedEntry, _ trace: EntryTrace?, hasForests: Bool) -> [ObjectView.Attribute] {
        let stored = Dictionary(
            entry.attributes.compactMap { number in
                table.name(of: number).map { ($0, entry.values(of: number).map { Array($0) }) }
            }
        ) { first, _ in first }
        let traces = Dictionary((trace?.attributes ?? []).map { ($0.attribute, $0) }) { first, _ in first }
        let names = Set(stored.keys).union(traces.values.filter { !$0.values.isEmpty }.map(\.attribute))
        return Self.sorted(
            names.sorted().map { name in
                let values = stored[name] ?? []
                var attribute = ObjectView.Attribute(
                    attribute: name.spelling,
                    values: values.map { shown($0, name) }
                )
                guard trace != nil else { return attribute }
                let found = traces[name]
                attribute.rule = found?.winner?.rule.name
                attribute.precedence = found?.winner?.rule.precedence
                if hasForests, let winner = found?.winner, subject.sources.indices.contains(winner.member) {
                    attribute.connector = spaces.name(of: subject.sources[winner.member].identity.connector)
                }
                attribute.remark =
                    found == nil && !hasForests
                    ? "no rule writes it any more: what the tenant has of it stays" : remark(found, values, name)
                return attribute
            }
        )
    }

    private func remark(_ trace: AttributeTrace?, _ values: [[UInt8]], _ name: AttributeName) -> String? {
        guard let trace else { return "no rule writes it any more: it goes at the next synchronization" }
        if trace.values != values {
            return trace.values.isEmpty
                ? "goes at the next synchronization"
                : "next synchronization: \(short(trace.values.map { shown($0, name) }))"
        }
        if trace.isKept { return "kept from before" }
        let losers = trace.flows.filter { $0.outcome == .loses && $0.values != trace.values }
        guard let first = losers.first else { return nil }
        return "\(first.rule.name) (\(first.rule.precedence)) loses with \(short(first.values.map { shown($0, name) }))"
    }

    private func shown(_ bytes: [UInt8], _ name: AttributeName) -> String {
        let text = ShownValue.text(bytes, of: name)
        return names[text] ?? text
    }

    private func short(_ values: [String]) -> String {
        values.count > 2 ? "\(values[0]) and \(values.count - 1) more" : values.joined(separator: ", ")
    }

    /// What is special first, then by name.
    private static func sorted(_ attributes: [ObjectView.Attribute]) -> [ObjectView.Attribute] {
        attributes.sorted {
            ($0.remark == nil ? 1 : 0, $0.attribute.lowercased()) < (
                $1.remark == nil ? 1 : 0, $1.attribute.lowercased()
            )
        }
    }
}
