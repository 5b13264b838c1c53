import Directory
import SyncExpressions
import SyncRules

/// The last pass: what should be written back to the objects that one forest has, from the metaverse.
///
/// Rules towards a forest write objects that are linked, join others that nothing is linked to, and make those that the forest
/// does not have, for its simulated copy (Documentation/Fidelity.md).
struct WriteBackPass {
    let connector: ConnectorID
    /// Tells what there may be something for.
    private(set) var filter: WriteBackFilter
    /// Whether rules write references to other objects: what they write hangs on the names that those have in the forest.
    let refers: Bool
    /// What rules join and make; nothing where they do neither, and nothing is left that they have made.
    let outward: OutwardRules?
    /// Makes the objects that the forest does not have.
    let outwardMaker: OutwardMaker
    /// Whether metaverse objects may need an object of the forest: a run over everything knows where all have one.
    var isSeeking = true
    /// What may be joined, where somebody has looked.
    var index: OutwardIndex?
    /// The partitions that an object may be made in, those with objects first; nothing until one is to be made.
    var partitions: [(text: String, name: DistinguishedName)]?
    var errors: [ObjectError] = []
    var limit = ErrorLimit()
    /// The metaverse objects of which none could be made, or with which a rule failed: they are tried again.
    var failed: Set<MetaverseID> = []
    /// The objects, by their numbers in the store, that the next synchronization looks at again, since their links are others.
    var again: Set<Int64> = []
    let table: AttributeTable
    /// The attributes that tell people who an object is, the best one first.
    let labels: [AttributeID]
    private let maker: WriteBackMaker

    /// `rules` are those towards the forest that write something, `outward` all of them where some join or make objects, or have
    /// made some; `ofTenant` are the attributes of the metaverse that the tenant alone writes.
    init(
        _ connector: ConnectorID,
        _ rules: [CompiledRule],
        outward: [CompiledRule]?,
        ofTenant: Set<AttributeID>,
        table: AttributeTable,
        clock: FileTime
    ) {
        self.connector = connector
        self.table = table
        maker = WriteBackMaker(rules, ofTenant: ofTenant, clock: clock, limit: table.count)
        filter = WriteBackFilter(rules, clock: clock)
        refers = rules.contains { $0.flows.contains { !$0.references.isEmpty } }
        self.outward = outward.map { OutwardRules($0, limit: table.count) }
        outwardMaker = OutwardMaker(connector, table: table, clock: clock)
        labels = ["userPrincipalName", "displayName", "accountName", "cn", "mail"].compactMap { table.existing($0) }
    }

    /// Prepares for a run over everything, once links stand: finds what may be joined, so that each object can be asked for it.
    mutating func prepare(_ linking: LinkingPass, _ transaction: any SynchronizationTransaction) throws {
        guard let outward, let space = linking.spaces.first(where: { $0.connector == connector }) else { return }
        isSeeking = linking.targets.areOutside(space.objects)
        guard isSeeking else { return }
        var found = emptyIndex(transaction.digest)
        if !outward.joined.isEmpty { found = try free(in: space, linking, transaction) { _ in true } }
        index = found
        filter.outward = OutwardFilter(
            connector: connector,
            rules: outward.rules,
            keys: found.keys,
            asked: found.asked
        )
    }

    /// Works out the objects behind these metaverse objects; `gone` are metaverse objects that are there no more.
    ///
    /// Of a run over everything `failed` are the metaverse objects that an error keeps as they were: what waits for others
    /// that are not among the chosen ones waits no longer. Of the `silent` ones the filter has told that there is nothing for
    /// the objects that they have.
    mutating func run(
        _ chosen: some Sequence<Int32>,
        silent: Set<Int32> = [],
        gone: [MetaverseID] = [],
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction,
        failed: Set<MetaverseID>? = nil
    ) throws {
        guard let space = linking.spaces.first(where: { $0.connector == connector }) else { return }
        var before = Set(try transaction.writeBacks(of: connector))
        let owners = outward == nil ? [] : Set(try transaction.copyObjectOwners(of: connector))
        let work = try letGo(gone, of: owners, besides: chosen, linking, transaction, failed: failed)
        let questions = filter.outward.map(OutwardQuestions.init)
        var homeless: [MetaverseID] = []
        for (place, target) in work.enumerated() {
            if place.isMultiple(of: 500) { try Task.checkCancellation() }
            let members = linking.targets.members(of: target).filter(space.objects.contains)
            let identifier = linking.targets.identifiers[Int(target)]
            let isOwner = owners.contains(identifier)
            if silent.contains(target), !isOwner, !members.isEmpty,
                !members.contains(where: { before.contains(linking.objects.stored[$0]) })
            {
                continue
            }
            guard !members.isEmpty || isOwner || outward != nil && isSeeking,
                let metaverse = try transaction.metaverseObject(identifier)
            else { continue }
            let known = isOwner ? try transaction.copyObject(of: identifier, in: connector) : nil
            if members.isEmpty {
                // Nearly all of them need nothing there: in a run over everything this is known by their values.
                if !isOwner, let questions, outward?.admits(metaverse, questions) != true { continue }
                if try isWanted(metaverse, known, transaction) { homeless.append(identifier) }
                continue
            }
            var leaving: Int64?
            if let known { leaving = try hold(known, metaverse, transaction) }
            for object in members {
                let number = linking.objects.stored[object]
                let hadChange = before.remove(number) != nil
                if number == leaving {
                    // What is deleted need not be changed any more.
                    if hadChange { try transaction.put(nil, of: number) }
                    continue
                }
                let stored = try transaction.object(number, of: connector)
                try settle(stored, number, metaverse, hadChange: hadChange, linking, transaction)
            }
        }
        // In the order of identities, since of two that want one name, or one object, the first gets it.
        for identifier in homeless.sorted() {
            guard let metaverse = try transaction.metaverseObject(identifier) else { continue }
            let isOwner = owners.contains(identifier)
            let known = isOwner ? try transaction.copyObject(of: identifier, in: connector) : nil
            try findHome(for: metaverse, instead: known, linking, space, transaction)
        }
        guard let failed, !before.isEmpty else { return }
        for object in space.objects where before.contains(linking.objects.stored[object]) {
            let target = linking.objects.targets[object]
            guard target < 0 || !failed.contains(linking.targets.identifiers[Int(target)]) else { continue }
            try transaction.put(nil, of: linking.objects.stored[object])
        }
    }

    /// Works out what is to be written back to an object.
    mutating func settle(
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
            failed.insert(metaverse.identifier)
            errors.append(
                ObjectError(
                    code: failure.code,
                    connector: connector,
                    object: object.entry.dn,
                    rule: failure.rule.rule.name,
                    message: failure.error.description
                )
            )
            try limit.check(errors)
        } else if hadChange || change != nil {
            try transaction.put(change, of: number)
        }
    }

    /// Finds the name that a metaverse object has in the forest.
    struct Names: ReferenceResolver {
        let connector: ConnectorID
        let linking: LinkingPass
        let transaction: any SynchronizationTransaction

        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            guard let identifier = MetaverseID(text: name),
                let target = linking.targets.number(of: identifier),
                let space = linking.spaces.first(where: { $0.connector == connector }),
                let object = linking.standing(for: target, in: space),
                let stored = try? transaction.object(linking.objects.stored[object], of: connector)
            else { return }
            var text = stored.entry.dn
            text.withUTF8 { found(UnsafeRawBufferPointer($0)) }
        }
    }
}
