import Directory
import SyncExpressions
import SyncRules

/// The last pass: what should be written back to the objects that one forest has, from the metaverse.
///
/// Rules towards a forest write objects that are linked already; none is made or joined by them
/// (Documentation/Fidelity.md).
struct WriteBackPass {
    let connector: ConnectorID
    /// Tells what there may be something for.
    let filter: WriteBackFilter
    private let maker: WriteBackMaker
    private(set) var errors: [ObjectError] = []

    /// `rules` are those towards the forest; `ofTenant` are the attributes of the metaverse that the tenant alone writes.
    init(
        _ connector: ConnectorID,
        _ rules: [CompiledRule],
        ofTenant: Set<AttributeID>,
        table: AttributeTable,
        clock: FileTime
    ) {
        self.connector = connector
        maker = WriteBackMaker(rules, ofTenant: ofTenant, clock: clock, limit: table.count)
        filter = WriteBackFilter(rules, clock: clock)
    }

    /// Works out the objects behind these metaverse objects.
    ///
    /// Of a run over everything `failed` are the metaverse objects that an error keeps as they were: what waits for others
    /// that are not among the chosen ones waits no longer.
    mutating func run(
        _ chosen: some Sequence<Int32>,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction,
        failed: Set<MetaverseID>? = nil
    ) throws {
        guard let space = linking.spaces.first(where: { $0.connector == connector }) else { return }
        var before = Set(try transaction.writeBacks(of: connector))
        for (place, target) in chosen.sorted().enumerated() {
            if place.isMultiple(of: 500) { try Task.checkCancellation() }
            let members = linking.targets.members(of: target).filter(space.objects.contains)
            guard !members.isEmpty,
                let metaverse = try transaction.metaverseObject(linking.targets.identifiers[Int(target)])
            else { continue }
            for object in members {
                let number = linking.objects.stored[object]
                let hadChange = before.remove(number) != nil
                let stored = try transaction.object(number, of: connector)
                try settle(stored, number, metaverse, hadChange: hadChange, linking, transaction)
            }
        }
        guard let failed, !before.isEmpty else { return }
        for object in space.objects where before.contains(linking.objects.stored[object]) {
            let target = linking.objects.targets[object]
            guard target < 0 || !failed.contains(linking.targets.identifiers[Int(target)]) else { continue }
            try transaction.put(nil, of: linking.objects.stored[object])
        }
    }

    private mutating func settle(
        _ object: ConnectorSpaceObject,
        _ number: Int64,
        _ metaverse: MetaverseObject,
        hadChange: Bool,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction
    ) throws {
        guard filter.admits(metaverse.entry, object.entry) else {
            if hadChange { try transaction.put(nil, of: number) }
            return
        }
        let (change, failure) = try maker.make(
            of: metaverse,
            for: object,
            written: { try transaction.writtenBack(of: number) },
            resolver: Names(connector: connector, linking: linking, transaction: transaction)
        )
        if let failure {
            // The product leaves an object as it was when a rule's error stops its synchronization.
            errors.append(
                ObjectError(
                    code: failure.code,
                    connector: connector,
                    object: object.entry.dn,
                    rule: failure.rule.rule.name,
                    message: failure.error.description
                )
            )
        } else if hadChange || change != nil {
            try transaction.put(change, of: number)
        }
    }

    /// Finds the name that a metaverse object has in the forest.
    private struct Names: ReferenceResolver {
        let connector: ConnectorID
        let linking: LinkingPass
        let transaction: any SynchronizationTransaction

        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            guard let identifier = MetaverseID(text: name),
                let target = linking.targets.number(of: identifier),
                let space = linking.spaces.first(where: { $0.connector == connector }),
                let object = linking.targets.members(of: target).first(where: space.objects.contains),
                let stored = try? transaction.object(linking.objects.stored[object], of: connector)
            else { return }
            var text = stored.entry.dn
            text.withUTF8 { found(UnsafeRawBufferPointer($0)) }
        }
    }
}
