import Directory
import SyncExpressions
import SyncRules

/// Makes objects for the simulated copy of one forest out of metaverse objects, in memory that it keeps.
final class OutwardMaker {
    private let connector: ConnectorID
    private let table: AttributeTable
    private let clock: FileTime
    private let runner: FlowRunner
    private let members: FlowMembers

    init(_ connector: ConnectorID, table: AttributeTable, clock: FileTime) {
        self.connector = connector
        self.table = table
        self.clock = clock
        runner = FlowRunner(direction: .outbound, clock: clock)
        members = FlowMembers(limit: table.count)
    }

    /// The name that an object gets: of the first rule, by precedence, whose flow to `dn` gives one.
    func name(of metaverse: MetaverseObject, _ wish: OutwardRules.Wish) throws(OutwardFailure) -> DistinguishedName {
        for rule in wish.writing {
            for flow in rule.flows where flow.isName {
                guard let text = try text(of: flow, rule, metaverse.entry), !text.isEmpty else { continue }
                if let name = DistinguishedName(text), !name.components.isEmpty { return name }
                throw OutwardFailure(
                    code: "invalid-dn",
                    rule: rule.rule.name,
                    message: "The rule names it \"\(text)\", which is no distinguished name."
                )
            }
        }
        throw OutwardFailure(
            code: "missing-dn",
            rule: wish.provisioning?.rule.name,
            message:
                "No rule gives it a name in the forest: who makes objects there needs a flow to dn that has a value."
        )
    }

    private func text(
        of flow: CompiledRule.Flow,
        _ rule: CompiledRule,
        _ entry: PackedEntry
    ) throws(OutwardFailure) -> String? {
        switch flow.source {
        case .constant(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .direct(let reader): return entry.text(reader.attribute)
        case .expression(let expression):
            do throws(EvaluationError) {
                guard case .value(let value) = try expression.evaluate(entry, clock: clock) else { return nil }
                return ValueBytes.values(value).first.map { String(decoding: $0.bytes, as: UTF8.self) }
            } catch {
                throw OutwardFailure(
                    code: FlowFailure(rule: rule, member: 0, order: 0, error: error).code,
                    rule: rule.rule.name,
                    message: error.description
                )
            }
        }
    }

    /// The object as it is made: what the rules give it, and what a directory would give it by itself: its GUID, which follows
    /// from the metaverse object, and what its name says.
    func object(
        of metaverse: MetaverseObject,
        _ wish: OutwardRules.Wish,
        as objectClass: AttributeName,
        named name: DistinguishedName,
        in partition: String,
        resolver: some ReferenceResolver
    ) throws(OutwardFailure) -> ConnectorSpaceObject {
        let plan = wish.plan(in: partition)
        let failure = members.with(metaverse.entry, in: partition) { members -> FlowFailure? in
            runner.run(plan, on: FlowRunner.Input(members: members, previous: nil), resolver: resolver)
        }
        if let failure {
            throw OutwardFailure(
                code: failure.code,
                rule: failure.rule.rule.name,
                message: failure.error.description
            )
        }
        let wanted = runner.composer.finish(name: UnsafeRawBufferPointer(start: nil, count: 0))
        let anchor = anchor(of: metaverse.identifier)
        var given: [AttributeID: [UInt8]] = [:]
        for pair in name.components.first?.pairs ?? [] {
            if let attribute = table.identifier(for: pair.type) { given[attribute] = Array(pair.value.utf8) }
        }
        if let attribute = table.identifier(for: "objectGUID") { given[attribute] = anchor }
        var packer = EntryPacker()
        packer.begin(dn: name.text)
        for attribute in wanted.attributes where given[attribute] == nil {
            for value in wanted.values(of: attribute) { packer.add(attribute, value) }
        }
        for (attribute, value) in given { packer.add(attribute, value) }
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: connector, partition: partition, anchor: anchor),
            objectClass: objectClass,
            entry: packer.finish()
        )
    }

    /// The GUID of the object that is made for a metaverse object, the same on every machine and in every run.
    private func anchor(of metaverse: MetaverseID) -> [UInt8] {
        let source = ConnectorSpaceIdentity(connector: connector, partition: "", anchor: metaverse.bytes)
        return MetaverseID(projecting: source).bytes
    }
}
