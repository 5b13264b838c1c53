public import Directory
import SyncExpressions
public import SyncRules

/// What rules out to a forest do with single objects of it.
extension RuleTracer {
    /// The rules out to a forest for a metaverse object's class that write something, with what they say of it, by
    /// precedence.
    public func scope(of object: MetaverseObject, towards connector: ConnectorID) -> [ScopeTrace] {
        let rules = (rules.returning[connector] ?? []).filter {
            $0.rule.sourceClass == object.objectClass && !$0.rule.flows.isEmpty
        }
        return places.withView(of: object.entry) { view in rules.map { trace($0, object.entry, view) } }
    }

    /// The rules out to a forest that make objects there for a metaverse object's class, with what they say of it, by precedence.
    ///
    /// The first of them that has it in scope is the one that makes it.
    public func making(_ object: MetaverseObject, in connector: ConnectorID) -> [ScopeTrace] {
        let rules = (rules.outward[connector] ?? []).filter {
            $0.rule.sourceClass == object.objectClass && $0.rule.link == .provision
        }
        return places.withView(of: object.entry) { view in rules.map { trace($0, object.entry, view) } }
    }

    /// How an object of a forest gets attributes from the metaverse object that it is linked to, or is made for where it is new;
    /// `only` are those that matter.
    ///
    /// What is given is what rules say. Whether it differs from what the object has, and so is written, says `writeBack`.
    public func outbound(
        _ object: MetaverseObject,
        to target: ConnectorSpaceObject,
        isNew: Bool = false,
        only: Set<AttributeName>? = nil,
        resolve: OutboundResolver
    ) -> EntryTrace {
        let connector = target.identity.connector
        let number = places.withView(of: object.entry) { view in
            outwardSets[connector]?.number(for: object.objectClass, view) ?? -1
        }
        let kind = Kind(
            direction: .outbound,
            connectors: [connector],
            numbers: [number],
            targetClass: target.objectClass
        )
        let flows = flows(of: kind) { writing(target.objectClass, connector, number).map { (0, $0) } }
        return withoutActuallyEscaping(resolve) { resolve in
            let tracer = FlowTracer(
                direction: .outbound,
                clock: clock,
                members: [FlowTracer.Member(entry: object.entry, partition: target.identity.partition)],
                isNew: isNew,
                resolve: { resolve($1) }
            )
            return trace(flows, tracer, isNew ? nil : target.entry, only)
        }
    }

    /// What a run would have written back to an object of a forest; nothing where it has all of it, or a rule fails.
    ///
    /// `written` are the attributes that were written back to it before.
    public func writeBack(
        of object: MetaverseObject,
        to target: ConnectorSpaceObject,
        written: Set<AttributeID>,
        resolve: OutboundResolver
    ) throws -> WriteBack? {
        let own = rules.returning[target.identity.connector] ?? []
        guard !own.isEmpty else { return nil }
        let maker = WriteBackMaker(own, ofTenant: rules.ofTenant, clock: clock, limit: table.count)
        return try withoutActuallyEscaping(resolve) { resolve in
            try maker.make(
                of: object,
                for: target,
                written: { written },
                resolver: ResolvedNames(name: resolve)
            ).change
        }
    }

    /// Whether rules out to a forest read attributes by which objects refer to others.
    public func readsReferences(towards connector: ConnectorID) -> Bool {
        (rules.returning[connector] ?? []).contains { $0.flows.contains { !$0.references.isEmpty } }
    }

    /// Whether the tenant alone gives an attribute of the metaverse: where it is absent, nobody knows that there is nothing.
    public func isOfTenantAlone(_ attribute: AttributeName) -> Bool {
        table.existing(attribute).map { rules.ofTenant.contains($0) } ?? false
    }

    /// The compiled rules of a set that write objects of a class of the forest.
    private func writing(_ objectClass: AttributeName, _ connector: ConnectorID, _ number: Int) -> [CompiledRule] {
        guard let rules = rules.returning[connector], let sets = outwardSets[connector]?.sets,
            sets.indices.contains(number)
        else { return [] }
        return sets[number].map { rules[$0] }.filter { $0.rule.targetClass == objectClass }
    }

    private struct ResolvedNames: ReferenceResolver {
        let name: OutboundResolver

        func resolve(_ identifier: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            name(Array(identifier))?.withUnsafeBytes { found($0) }
        }
    }
}
