import Directory
import SyncExpressions
import SyncRules

/// Works out what an object of a forest should have of the attributes that rules write back to it.
final class WriteBackMaker {
    /// Rules that write the same objects, made ready once.
    private final class Target {
        let plan: FlowPlan
        /// The flows of each attribute.
        let flows: [AttributeID: [CompiledRule.Flow]]

        init(_ rules: [CompiledRule], partition: String) {
            plan = FlowPlanner(direction: .outbound, isNew: false)
                .plan(for: [.init(rules: rules, partition: partition)])
            flows = Dictionary(grouping: rules.flatMap(\.flows), by: \.destination)
        }
    }

    private struct Key: Hashable {
        let set: Int
        let objectClass: AttributeName
        let partition: String
    }

    private let rules: [CompiledRule]
    /// The attributes of the metaverse that the tenant alone writes.
    private let ofTenant: Set<AttributeID>
    private var sets: RuleSets
    private var targets: [Key: Target] = [:]
    private let runner: FlowRunner
    private let members: FlowMembers

    /// `rules` are those towards one forest; `ofTenant` are the attributes of the metaverse that the tenant alone writes, and
    /// `limit` is above the number of every attribute that rules read.
    init(_ rules: [CompiledRule], ofTenant: Set<AttributeID>, clock: FileTime, limit: Int) {
        self.rules = rules
        self.ofTenant = ofTenant
        sets = RuleSets(rules)
        runner = FlowRunner(direction: .outbound, clock: clock)
        members = FlowMembers(limit: limit)
    }

    /// What differs from what an object has; nothing where it has all of it.
    ///
    /// `written` are the attributes that were written back to it before: of a value that the tenant had and has no more, only
    /// those are emptied.
    func make(
        of metaverse: MetaverseObject,
        for object: ConnectorSpaceObject,
        written: () throws -> Set<AttributeID>,
        resolver: some ReferenceResolver
    ) throws -> (change: WriteBack?, failure: FlowFailure?) {
        let partition = object.identity.partition
        var target: Target?
        let failure = members.with(metaverse.entry, in: partition) { members -> FlowFailure? in
            guard let view = members.first?.view else { return nil }
            let known = self.target(metaverse.objectClass, view, object)
            target = known
            let input = FlowRunner.Input(members: members, previous: object.entry)
            return runner.run(known.plan, on: input, resolver: resolver)
        }
        if let failure { return (nil, failure) }
        guard let target else { return (nil, nil) }
        let wanted = runner.composer.finish(name: UnsafeRawBufferPointer(start: nil, count: 0))
        return (try difference(wanted, object.entry, target, written), nil)
    }

    private func target(_ objectClass: AttributeName, _ view: EntryView, _ object: ConnectorSpaceObject) -> Target {
        let set = sets.number(for: objectClass, view)
        let key = Key(set: set, objectClass: object.objectClass, partition: object.identity.partition)
        if let target = targets[key] { return target }
        let writing = sets.sets[set].map { rules[$0] }.filter { $0.rule.targetClass == object.objectClass }
        let target = Target(writing, partition: object.identity.partition)
        targets[key] = target
        return target
    }

    private func difference(
        _ wanted: PackedEntry,
        _ now: PackedEntry,
        _ target: Target,
        _ written: () throws -> Set<AttributeID>
    ) throws -> WriteBack? {
        var packer = EntryPacker()
        packer.begin(dn: "")
        var changed: [AttributeID] = []
        var merged: [AttributeID] = []
        for destination in target.plan.destinations {
            let attribute = destination.attribute
            let flows = target.flows[attribute] ?? []
            let isFolded =
                destination.isMerged || flows.contains { [.reference, .boolean].contains($0.destinationKind) }
            let theirs = now.values(of: attribute).map { Array($0) }
            let ours = wanted.values(of: attribute).map { Array($0) }
            let known = Set(theirs.map { Self.key($0, isFolded) })
            if destination.isMerged {
                let missing = ours.filter { !known.contains(Self.key($0, isFolded)) }
                guard !missing.isEmpty else { continue }
                merged.append(attribute)
                for value in theirs + missing { value.withUnsafeBytes { packer.add(attribute, $0) } }
            } else {
                guard known != Set(ours.map { Self.key($0, isFolded) }) else { continue }
                if ours.isEmpty, flows.contains(where: hangsOnTenant), try !written().contains(attribute) { continue }
                for value in ours { value.withUnsafeBytes { packer.add(attribute, $0) } }
            }
            changed.append(attribute)
        }
        return changed.isEmpty ? nil : WriteBack(values: packer.finish(), attributes: changed, merged: merged)
    }

    /// Whether a flow reads what the tenant alone writes: where that is absent, nobody knows that there is nothing.
    private func hangsOnTenant(_ flow: CompiledRule.Flow) -> Bool {
        switch flow.source {
        case .constant: false
        case .direct(let reader): ofTenant.contains(reader.attribute)
        case .expression(let expression): expression.attributes.contains { ofTenant.contains($0.attribute) }
        }
    }

    private static func key(_ value: [UInt8], _ isFolded: Bool) -> [UInt8] {
        isFolded ? value.map(ASCII.lowercased) : value
    }
}
