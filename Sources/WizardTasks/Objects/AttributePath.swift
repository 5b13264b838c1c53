import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// The way of one attribute: what it is read from, what it is called in the metaverse, what it goes out as.
struct AttributePath {
    /// The attribute in the tenant, or in the forest that it goes back to; nothing where no rule writes one.
    let target: AttributeName?
    /// The attributes of the metaverse that rules write it from, ascending.
    let feeding: [AttributeName]
    /// The attributes of the metaverse that it comes through, ascending.
    let middle: [AttributeName]
    /// The rules that write these.
    let inboundRules: Set<RuleIdentity>
    /// Whether no rule reads or writes an attribute of that name.
    let isUnknown: Bool

    private let attribute: AttributeName
    private let flows: [ConnectorID: [(class: AttributeName, destination: AttributeName, reads: [AttributeName])]]

    /// Looks at the way to the tenant, or to `object` of a forest.
    init(_ attribute: AttributeName, _ context: ExplanationContext, backTo object: ConnectorSpaceObject? = nil) {
        self.attribute = attribute
        let members = context.subject.sources
        let metaverseClass = context.subject.metaverse?.objectClass
        let classes = Set(members.map(\.objectClass))
        let connectors = Set(members.map(\.identity.connector))
        // What goes back comes from the tenant mostly, also where that has not returned the object yet.
        let isExpected = object != nil && context.subject.returned == nil
        let inbound = context.rules.active.rules.filter { rule in
            guard rule.direction == .inbound else { return false }
            if isExpected, rule.identity.connector == .tenant {
                return metaverseClass.map { $0 == rule.targetClass } ?? true
            }
            return connectors.contains(rule.identity.connector) && classes.contains(rule.sourceClass)
        }
        let outbound = context.rules.active.rules(of: object?.identity.connector ?? .tenant).filter { rule in
            rule.direction == .outbound && (metaverseClass.map { $0 == rule.sourceClass } ?? true)
                && (object.map { $0.objectClass == rule.targetClass } ?? true)
        }
        func reads(_ flow: AttributeFlow) -> [AttributeName] { FlowReferences.attributes(readBy: flow.source) }
        let outFlows = outbound.flatMap(\.flows).filter { $0.destination != "dn" }
        let inFlows = inbound.flatMap(\.flows)
        // By its name in the target first, then forward from the metaverse or the forest.
        let carried = Set(
            inFlows.filter { $0.destination == attribute || reads($0).contains(attribute) }.map(\.destination)
        )
        // An attribute that the forest has is meant itself, and no other one that is made from it.
        let isOwn = object.map { context.rules.schema(of: $0.identity.connector)?.attribute(attribute) != nil } ?? false
        let forward = outFlows.filter { flow in
            guard !isOwn else { return false }
            let read = reads(flow)
            return !carried.isDisjoint(with: read) || (object != nil && read.contains(attribute))
        }.map(\.destination).sorted()
        target = outFlows.contains { $0.destination == attribute } ? attribute : forward.first
        let read = Set(outFlows.filter { [target] in $0.destination == target }.flatMap(reads)).subtracting(["dn"])
        feeding = read.sorted()
        let known = Set(inFlows.map(\.destination))
        let found = read.intersection(known)
        // What rules outwards make of nothing that comes in has no way behind it, whatever else is called so.
        let through = target == nil && object == nil ? carried : found
        middle = through.sorted()
        inboundRules = Set(
            inbound.filter { rule in rule.flows.contains { through.contains($0.destination) } }.map(\.identity)
        )
        isUnknown = target == nil && (carried.isEmpty || object != nil)
        flows = Dictionary(grouping: inbound, by: \.identity.connector).mapValues { rules in
            rules.flatMap { rule in
                rule.flows.filter { through.contains($0.destination) }
                    .map { (class: rule.sourceClass, destination: $0.destination, reads: reads($0)) }
            }
        }
    }

    /// The attributes of a forest that rules make it from, ascending; its own name first.
    func sources(of member: ConnectorSpaceObject) -> [AttributeName] {
        let all = Set(
            (flows[member.identity.connector] ?? []).filter { $0.class == member.objectClass }.flatMap(\.reads)
        ).filter { $0 != "dn" }
        return all.sorted { ($0 == attribute ? 0 : 1, $0) < ($1 == attribute ? 0 : 1, $1) }
    }

    /// Whether something that generation left out is a part of the way.
    func means(_ omission: GenerationDecision.Omission) -> Bool {
        if omission.missing == attribute { return true }
        return middle.contains { omission.part == "flow \($0)" || AttributeName(omission.part) == $0 }
            && middle.count == 1
    }
}
