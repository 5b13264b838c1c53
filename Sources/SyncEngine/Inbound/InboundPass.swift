import Directory
import SyncExpressions
import SyncRules

/// The second pass: the values of every metaverse object, from all objects linked to it, by precedence.
///
/// References become the identities of metaverse objects; one that leads to no linked object is left out.
struct InboundPass {
    private let linking: LinkingPass
    private let names: NameIndex
    private let previous: [MetaverseID: MetaverseObject]
    private let strange: [ConnectorID: Set<String>]
    private let runner: FlowRunner
    private let members: FlowMembers
    private var plans: FlowPlans
    private(set) var errors: [ObjectError] = []

    /// `strange` are partitions of which it is not known what parameters stand for: what came of them stays as it was.
    init(
        linking: LinkingPass,
        previous: [MetaverseObject],
        table: AttributeTable,
        clock: FileTime,
        strange: [ConnectorID: Set<String>] = [:]
    ) {
        self.strange = strange
        self.linking = linking
        names = NameIndex(linking.names)
        runner = FlowRunner(direction: .inbound, clock: clock)
        members = FlowMembers(limit: table.count)
        plans = FlowPlans()
        self.previous = Dictionary(previous.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func run(progress: (Int, Int) -> Void) throws -> [MetaverseObject] {
        var objects: [MetaverseObject] = []
        let identifiers = linking.members.keys.sorted()
        objects.reserveCapacity(identifiers.count)
        for (position, identifier) in identifiers.enumerated() {
            if position.isMultiple(of: 500) {
                try Task.checkCancellation()
                progress(position, identifiers.count)
            }
            let linked = linking.members[identifier] ?? []
            let before = previous.isEmpty ? nil : previous[identifier]
            if !strange.isEmpty, let before, linked.contains(where: isStrange) {
                objects.append(before)
                continue
            }
            if let entry = entry(of: linked, before) {
                let objectClass = linking.objectClass(of: identifier) ?? "person"
                objects.append(MetaverseObject(identifier: identifier, objectClass: objectClass, entry: entry))
            } else if let before {
                // The product leaves an object as it was when a rule's error stops its synchronization.
                objects.append(before)
            }
        }
        progress(identifiers.count, identifiers.count)
        return objects
    }

    private func isStrange(_ member: LinkingPass.Linked) -> Bool {
        strange[member.object.identity.connector]?.contains(member.object.identity.partition) ?? false
    }

    private mutating func entry(of linked: [LinkingPass.Linked], _ before: MetaverseObject?) -> PackedEntry? {
        let resolver = Resolver(names: names, linked: linked)
        let failure: FlowFailure?
        let rules = { [linking] (member: FlowPlans.Member) in linking.rules(of: member) }
        if linked.count == 1, let only = linked.first {
            let object = only.object
            let number = plans.number(for: only.member, isNew: before == nil, rules: rules)
            failure = members.with(object.entry, in: object.identity.partition) { members in
                runner.run(plans[number], on: .init(members: members, previous: before?.entry), resolver: resolver)
            }
        } else {
            let number = plans.number(for: linked.map(\.member), isNew: before == nil, rules: rules)
            failure = members.with(linked.map(\.object)) { members in
                runner.run(plans[number], on: .init(members: members, previous: before?.entry), resolver: resolver)
            }
        }
        guard let failure else { return runner.composer.finish(name: UnsafeRawBufferPointer(start: nil, count: 0)) }
        let object = linked[failure.member].object
        errors.append(
            ObjectError(
                code: failure.code,
                connector: object.identity.connector,
                object: object.entry.dn,
                rule: failure.rule.rule.name,
                message: failure.error.description
            )
        )
        return nil
    }

    /// Finds the identity of the metaverse object behind a DN of the same connector.
    private struct Resolver: ReferenceResolver {
        let names: NameIndex
        let linked: [LinkingPass.Linked]

        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            let object = names.object(Array(name), in: linked[member].object.identity.connector)
            guard var text = object?.description else { return }
            text.withUTF8 { found(UnsafeRawBufferPointer($0)) }
        }
    }
}
