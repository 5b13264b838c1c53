import Directory
import SyncEngine
import SyncRules

/// Finds out for each change which rules and which forest cause it, by evaluating its object again.
struct PendingAttribution {
    let spaces: ObjectSpaces
    let rules: ObjectRules
    /// Whether each value of an addition is traced as well.
    let detail: Bool
    private let names: ReferenceNames

    /// `names` are those of everything, where the spaces hold a part.
    init(spaces: ObjectSpaces, rules: ObjectRules, detail: Bool, names: ReferenceNames? = nil) {
        self.spaces = spaces
        self.rules = rules
        self.detail = detail
        self.names = names ?? ReferenceNames(spaces)
    }

    func change(_ pending: PendingExport, isMoved: Bool) -> PendingChange {
        let before = spaces.exported(anchor: pending.anchor)
        // What is deleted and wanted under the same source anchor becomes an object of another class, which may have another
        // object of the metaverse behind it.
        let successor = pending.operation == .delete ? spaces.desired(anchor: pending.anchor) : nil
        let subject = spaces.subject(of: (successor ?? pending.image).metaverse)
        let changed = pending.changed(in: spaces.table)
        func has(_ entry: PackedEntry?, _ attribute: AttributeID) -> Bool {
            entry.map { !$0.values(of: attribute).isEmpty } ?? false
        }
        var values = pending.changed(by: spaces.table.order).compactMap { attribute in
            spaces.table.name(of: attribute).map { name in
                PendingChange.Value(
                    name,
                    ValueChange(of: attribute, called: name, pending, before: before),
                    had: has(before?.entry, attribute),
                    has: has(pending.image.entry, attribute)
                )
            }
        }
        var cause: (text: String?, rule: String?) = (nil, nil)
        switch pending.operation {
        case .add:
            let traced = trace(subject, only: detail ? Set(changed) : [])
            cause.rule = traced?.provisioning.name
            cause.text = cause.rule
            if detail, let traced { attribute(&values, traced.entry, subject) }
        case .update:
            if let traced = trace(subject, only: Set(changed)) { attribute(&values, traced.entry, subject) }
        case .delete:
            if let successor {
                cause.text = ClassChangeCause(to: successor.objectClass.spelling).text
            } else {
                cause = reason(subject, pending)
            }
        }
        let forests = subject.members.map { spaces.name(of: $0.identity.connector) }
        return PendingChange(
            operation: pending.operation.rawValue,
            objectClass: pending.objectClass.spelling,
            anchor: pending.anchor,
            label: spaces.label(pending.image.entry),
            dn: pending.image.entry.dn,
            cause: isMoved ? "its source anchor changes" : cause.text,
            rule: cause.rule,
            connector: forests.isEmpty ? nil : Array(Set(forests)).sorted().joined(separator: ", "),
            affectsSignIn: isMoved
                || (pending.operation == .update && values.contains(where: \.affectsSignIn)),
            attributes: changed.map(\.spelling),
            values: values
        )
    }

    private func trace(_ subject: ObjectSubject, only: Set<AttributeName>) -> OutboundTrace? {
        subject.metaverse.flatMap { object in
            rules.tracer.outbound(
                object,
                before: subject.desired?.entry,
                only: only,
                asksAll: false,
                resolve: names.name
            )
        }
    }

    /// The rule that writes each value, and the one that brought what it reads.
    func attribute(_ values: inout [PendingChange.Value], _ trace: EntryTrace, _ subject: ObjectSubject) {
        var read: [Int: [AttributeName]] = [:]
        for place in values.indices {
            guard let found = trace[AttributeName(values[place].attribute)],
                let winner = Self.cause(found, adding: values[place].added)
            else { continue }
            values[place].rule = winner.rule.name
            read[place] = FlowReferences.attributes(readBy: winner.flow.source)
        }
        let wanted = Set(read.values.joined())
        guard !wanted.isEmpty else { return }
        let inbound = rules.tracer.inbound(
            subject.sources,
            before: subject.metaverse?.entry,
            only: wanted,
            asksAll: false,
            resolve: names.identity
        )
        for (place, attributes) in read {
            let traces = attributes.compactMap { inbound[$0] }
            guard let source = traces.lazy.compactMap(\.winner).first ?? traces.lazy.compactMap(\.blocker).first else {
                continue
            }
            values[place].sourceRule = source.rule.name
            guard subject.sources.indices.contains(source.member) else { continue }
            values[place].connector = spaces.name(of: subject.sources[source.member].identity.connector)
        }
    }

    /// The flow behind a change of an attribute: of several whose values come together, the first that gives one that is new.
    static func cause(_ trace: AttributeTrace, adding values: [String]) -> FlowTrace? {
        let added = Set(values)
        let giving = trace.flows.first { flow in
            flow.outcome == .merged && flow.values.contains { added.contains(ShownValue.text($0)) }
        }
        return giving ?? trace.winner ?? trace.blocker ?? trace.flows.first
    }

    /// What took an object away: its forest, the scope of a rule towards the metaverse, or of one towards the tenant.
    private func reason(_ subject: ObjectSubject, _ pending: PendingExport) -> (text: String?, rule: String?) {
        if let object = subject.metaverse {
            let provisioning = rules.tracer.scope(of: object).filter { $0.rule.link == .provision && !$0.isInScope }
            guard let nearest = provisioning.min(by: { $0.obstacles.count < $1.obstacles.count }) else {
                return ("no rule brings its class to the tenant any more", nil)
            }
            return ("out of scope: \(Self.clauses(nearest))", nearest.rule.name)
        }
        let guid = AnchorReading.all(of: pending.anchor).first?.guid?.bytes
        guard let member = spaces.object(anchor: guid) else { return ("its object has gone from its forest", nil) }
        let linking = rules.tracer.scope(of: member).filter { $0.rule.link == .provision && !$0.isInScope }
        guard let nearest = linking.min(by: { $0.obstacles.count < $1.obstacles.count }) else {
            return ("no rule links its object any more", nil)
        }
        return ("out of scope: \(Self.clauses(nearest))", nearest.rule.name)
    }

    /// What keeps an object out of a rule's scope, behind the rule's name.
    static func clauses(_ trace: ScopeTrace) -> String {
        "\(trace.rule.name), " + trace.obstacles.map(\.clause.description).joined(separator: "; ")
    }
}
