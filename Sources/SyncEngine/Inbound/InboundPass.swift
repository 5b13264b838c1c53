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
    private let clock: FileTime
    private let strange: [ConnectorID: Set<String>]
    private(set) var errors: [ObjectError] = []

    /// `strange` are partitions of which it is not known what parameters stand for: what came of them stays as it was.
    init(
        linking: LinkingPass,
        previous: [MetaverseObject],
        clock: FileTime,
        strange: [ConnectorID: Set<String>] = [:]
    ) {
        self.strange = strange
        self.linking = linking
        names = NameIndex(linking.names)
        self.clock = clock
        self.previous = Dictionary(previous.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func run(progress: (Int, Int) -> Void) throws -> [MetaverseObject] {
        var packer = EntryPacker()
        var objects: [MetaverseObject] = []
        let identifiers = linking.members.keys.sorted()
        for (position, identifier) in identifiers.enumerated() {
            if position.isMultiple(of: 500) {
                try Task.checkCancellation()
                progress(position, identifiers.count)
            }
            let members = linking.members[identifier] ?? []
            if !strange.isEmpty, let kept = previous[identifier], members.contains(where: isStrange) {
                objects.append(kept)
                continue
            }
            guard let merge = merge(members, identifier) else {
                // The product leaves an object as it was when a rule's error stops its synchronization.
                if let kept = previous[identifier] { objects.append(kept) }
                continue
            }
            objects.append(
                MetaverseObject(
                    identifier: identifier,
                    objectClass: linking.objectClass(of: identifier) ?? "person",
                    entry: merge.packed(dn: "", with: &packer)
                )
            )
        }
        progress(identifiers.count, identifiers.count)
        return objects
    }

    private func isStrange(_ member: LinkingPass.Linked) -> Bool {
        strange[member.object.identity.connector]?.contains(member.object.identity.partition) ?? false
    }

    private mutating func merge(_ linked: [LinkingPass.Linked], _ identifier: MetaverseID) -> AttributeMerge? {
        var steps: [(precedence: Int, rule: CompiledRule, object: ConnectorSpaceObject)] = []
        for one in linked {
            let rules = linking.rules[one.object.identity.connector] ?? []
            for position in one.rules { steps.append((rules[position].rule.precedence, rules[position], one.object)) }
        }
        steps.sort { $0.precedence < $1.precedence }
        var merge = AttributeMerge()
        for step in steps {
            for flow in step.rule.flows where merge.isOpen(flow.destination, for: flow.merge) {
                do throws(EvaluationError) {
                    try apply(flow, of: step.object, to: &merge)
                } catch {
                    errors.append(
                        ObjectError(
                            code: error.code == .errorFunction
                                ? "sync-rule-error-function-triggered" : "sync-rule-evaluation-failed",
                            connector: step.object.identity.connector,
                            object: step.object.entry.dn,
                            rule: step.rule.rule.name,
                            message: error.description
                        )
                    )
                    return nil
                }
            }
        }
        return merge
    }

    private func apply(
        _ flow: CompiledRule.Flow,
        of object: ConnectorSpaceObject,
        to merge: inout AttributeMerge
    ) throws(EvaluationError) {
        switch flow.source {
        case .constant(let bytes): merge.contribute(flow.destination, [bytes], merge: flow.merge)
        case .direct(let reader):
            let values =
                reader.isName
                ? [Array(object.entry.dn.utf8)] : object.entry.values(of: reader.attribute).map { Array($0) }
            let kept: [[UInt8]] =
                switch (reader.kind, flow.destinationKind) {
                case (.reference, .reference): values.compactMap { resolve($0, object) }
                case (.boolean, _): values.map { ValueBytes.boolean(($0.first ?? 0) | 0x20 == UInt8(ascii: "t")) }
                default: values
                }
            merge.contribute(flow.destination, kept, merge: flow.merge)
        case .expression(let expression):
            switch try expression.evaluate(object.entry, in: object.identity.partition, clock: clock) {
            case .null, .ignore: return
            case .authoritativeNull: merge.block(flow.destination)
            case .value(let value):
                let values = ValueBytes.values(value).compactMap {
                    $0.isReference && flow.destinationKind == .reference ? resolve($0.bytes, object) : $0.bytes
                }
                merge.contribute(flow.destination, values, merge: flow.merge)
            }
        }
    }

    /// The identity of the metaverse object behind a DN of the same connector.
    private func resolve(_ name: [UInt8], _ object: ConnectorSpaceObject) -> [UInt8]? {
        names.object(name, in: object.identity.connector).map { Array($0.description.utf8) }
    }
}
