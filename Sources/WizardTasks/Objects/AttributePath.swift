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
    /// The rules of these that hand on what was asked for by its name in a forest or in the metaverse.
    let carryingRules: Set<RuleIdentity>
    /// Whether its own values are meant, and it goes out under another name or not at all.
    let isOfForest: Bool
    /// Whether no rule writes an attribute of that name or hands its values on.
    let isUnknown: Bool

    private let attribute: AttributeName
    /// The attributes of the metaverse that rules write it from, whether something writes these or not.
    private let wanted: Set<AttributeName>
    /// The objects from which rules hand its values on under the name by which it was asked for.
    private let carriers: Set<Place>
    private let flows: [ConnectorID: [(class: AttributeName, destination: AttributeName, reads: [AttributeName])]]

    private struct Place: Hashable {
        let connector: ConnectorID
        let objectClass: AttributeName
    }

    /// Looks at the way to the tenant, or to `object` of a forest; `gaps` are the rules that the cached schemas do not let be.
    init(
        _ attribute: AttributeName,
        _ context: ExplanationContext,
        backTo object: ConnectorSpaceObject? = nil,
        gaps: [SchemaGap] = []
    ) {
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
        func carries(_ flow: AttributeFlow) -> Bool {
            flow.destination == attribute || FlowReferences.attributes(carriedBy: flow.source).contains(attribute)
        }
        let places = Set(members.map { Place(connector: $0.identity.connector, objectClass: $0.objectClass) })
        let offered = gaps.filter {
            places.contains(Place(connector: $0.identity.connector, objectClass: $0.objectClass))
        }.flatMap(\.flows)
        let values = Set((inFlows + offered).filter(carries).map(\.destination))
        // What it only decides is its way where that goes out and it does not: whether an account is enabled, for one.
        let outgoing = Set(outFlows.flatMap(reads))
        let decided = Set(inFlows.filter { reads($0).contains(attribute) }.map(\.destination)).intersection(outgoing)
        let carried = decided.isEmpty || !values.isDisjoint(with: outgoing) ? values : decided
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
        carryingRules = Set(
            inbound.filter { rule in
                rule.flows.contains { through.contains($0.destination) && carries($0) }
            }.map(\.identity)
        )
        wanted = target == nil ? carried : read
        carriers = Set(
            inbound.filter { $0.flows.contains(where: carries) }
                .map { Place(connector: $0.identity.connector, objectClass: $0.sourceClass) }
        )
        isOfForest = target != attribute && !values.isEmpty && carried == values
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

    /// Whether rules that run bring something of it from an object.
    func hasWay(from member: ConnectorSpaceObject) -> Bool {
        guard !isOfForest else {
            return carriers.contains(Place(connector: member.identity.connector, objectClass: member.objectClass))
        }
        return (flows[member.identity.connector] ?? []).contains { $0.class == member.objectClass }
    }

    /// Whether a flow hands on what was asked for by its name in a forest or in the metaverse.
    func handsOn(_ flow: AttributeFlow) -> Bool {
        flow.destination == attribute || FlowReferences.attributes(carriedBy: flow.source).contains(attribute)
    }

    /// Whether rules read it of an object under its own name, and it goes out under another one or not at all.
    func isRead(of member: ConnectorSpaceObject) -> Bool {
        target != attribute && sources(of: member).contains(attribute)
    }

    /// Whether a flow that is not there would bring something of it.
    func wants(_ flow: AttributeFlow) -> Bool {
        flow.destination == attribute || wanted.contains(flow.destination)
            || FlowReferences.attributes(carriedBy: flow.source).contains(attribute)
    }

    /// Whether something that generation left out is a part of the way.
    func means(_ omission: GenerationDecision.Omission) -> Bool {
        if omission.missing == attribute { return true }
        let part = AttributeName(omission.part)
        return middle.isEmpty ? wanted.contains(part) : middle == [part]
    }
}
