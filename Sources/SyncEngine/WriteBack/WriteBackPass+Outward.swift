import Directory
import SyncRules

/// Joining and making objects for metaverse objects that have none in the forest.
extension WriteBackPass {
    /// Joins an object of the forest to a metaverse object, or makes one for the forest's copy; `known` is what was made or joined
    /// for it before.
    ///
    /// Joins of the rules come first, by precedence, then the object that has the name already; only then one is made
    /// (entra-connect.md 5.4).
    mutating func findHome(
        for metaverse: MetaverseObject,
        instead known: CopyObject?,
        _ linking: LinkingPass,
        _ space: LinkingPass.Space,
        _ transaction: any SynchronizationTransaction
    ) throws {
        guard let outward else { return }
        let wish = outward.wish(for: metaverse)
        switch known?.state {
        case .deleted?:
            // The next import reads that it has gone; then another one can be made.
            failed.insert(metaverse.identifier)
            return
        case .made?, .unwanted?:
            if let known { try keep(known, wish, transaction) }
            return
        case .wanted?, .joined?, nil: break
        }
        if !outward.joined.isEmpty, index == nil { index = try free(in: space, linking, transaction) { _ in true } }
        index?.isAmbiguous = false
        for rule in wish.joining {
            guard let number = index?.object(for: metaverse.entry, by: rule) else { continue }
            return try join(number, to: metaverse, linking, transaction)
        }
        // One of several may go, and nobody would say so.
        if index?.isAmbiguous == true { failed.insert(metaverse.identifier) }
        guard let provisioning = wish.provisioning, Self.hasJoinValue(metaverse.entry, provisioning) else {
            if let known { try release(known, transaction) }
            return
        }
        let name: DistinguishedName
        let partition: String
        let partitions = try self.partitions ?? imported(linking, space, transaction)
        self.partitions = partitions
        do throws(OutwardFailure) {
            name = try outwardMaker.name(of: metaverse, wish)
            partition = try Self.partition(of: name, among: partitions, provisioning)
        } catch {
            return try report(error, metaverse)
        }
        if let found = try found(under: name, linking, space, transaction) {
            guard found.isFree, found.object.objectClass == provisioning.rule.targetClass else {
                return try refuse(name, metaverse, provisioning, known, transaction)
            }
            return try join(found.number, to: metaverse, linking, transaction)
        }
        let owner = try transaction.copyObjectOwner(named: name.normalized, in: connector)
        guard owner == nil || owner == metaverse.identifier else {
            return try refuse(name, metaverse, provisioning, known, transaction)
        }
        let object: ConnectorSpaceObject
        do throws(OutwardFailure) {
            object = try outwardMaker.object(
                of: metaverse,
                wish,
                as: provisioning.rule.targetClass,
                named: name,
                in: partition,
                resolver: Names(connector: connector, linking: linking, transaction: transaction)
            )
        } catch {
            return try report(error, metaverse)
        }
        guard known?.state != .wanted || known?.object != object else { return }
        let wanted = CopyObject(metaverse: metaverse.identifier, object: object, state: .wanted)
        try transaction.put(wanted, of: metaverse.identifier, in: connector)
    }

    /// Keeps what the copy has for a metaverse object, or lets go of it.
    ///
    /// Nothing is linked to it: no import has brought the object yet, or it lost its link while there was no metaverse object.
    private mutating func keep(
        _ known: CopyObject,
        _ wish: OutwardRules.Wish,
        _ transaction: any SynchronizationTransaction
    ) throws {
        guard wish.makes(known.object.objectClass) else { return try release(known, transaction) }
        if known.state != .made {
            try transaction.put(known.having(.made), of: known.metaverse, in: connector)
        }
        guard let number = known.number, try transaction.object(number, of: connector).link == nil else { return }
        try transaction.link(number, of: connector, to: known.metaverse)
        again.insert(number)
    }

    /// Joins an object of the forest that is linked to nothing; from the next run on it takes part.
    private mutating func join(
        _ number: Int64,
        to metaverse: MetaverseObject,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let object = try transaction.object(number, of: connector)
        var packer = EntryPacker()
        packer.begin(dn: object.entry.dn)
        let joined = CopyObject(
            metaverse: metaverse.identifier,
            object: ConnectorSpaceObject(
                identity: object.identity,
                objectClass: object.objectClass,
                entry: packer.finish()
            ),
            state: .joined,
            number: number
        )
        try transaction.put(joined, of: metaverse.identifier, in: connector)
        try transaction.link(number, of: connector, to: metaverse.identifier)
        again.insert(number)
        index?.take(number)
        try settle(object, number, metaverse, hadChange: false, linking, transaction)
    }

    /// Whether there is a value of at least one attribute that a rule joins by (entra-connect.md 5.4).
    private static func hasJoinValue(_ metaverse: PackedEntry, _ rule: CompiledRule) -> Bool {
        rule.joins.isEmpty || rule.joins.joined().contains { !metaverse.values(of: $0.metaverse).isEmpty }
    }

    /// The object of the forest that has a name, and whether it may be joined.
    private func found(
        under name: DistinguishedName,
        _ linking: LinkingPass,
        _ space: LinkingPass.Space,
        _ transaction: any SynchronizationTransaction
    ) throws -> (number: Int64, object: ConnectorSpaceObject, isFree: Bool)? {
        var keys = linking.keys
        var text = name.text
        let print = text.withUTF8 { keys.name(UnsafeRawBufferPointer($0)) }
        guard let place = space.names.object(print, of: linking.objects) else { return nil }
        let number = linking.objects.stored[place]
        let object = try transaction.object(number, of: connector)
        return (number, object, object.link == nil && !space.outward.contains(number))
    }

    /// The partitions of the forest that were imported, those with objects first: one that is spelled otherwise and has none
    /// is what an earlier import has left.
    private func imported(
        _ linking: LinkingPass,
        _ space: LinkingPass.Space,
        _ transaction: any SynchronizationTransaction
    ) throws -> [(text: String, name: DistinguishedName)] {
        let filled = Set(linking.objects.partitions.values(in: space.objects)).map {
            linking.objects.partitionNames[Int($0)]
        }
        let empty = Set(try transaction.partitions(of: connector)).subtracting(filled)
        return (filled.sorted() + empty.sorted()).compactMap { text in
            DistinguishedName(text).map { (text: text, name: $0) }
        }
    }

    /// The partition that a name lies in: the deepest one, whether it has any object yet or not.
    private static func partition(
        of name: DistinguishedName,
        among partitions: [(text: String, name: DistinguishedName)],
        _ rule: CompiledRule
    ) throws(OutwardFailure) -> String {
        var best: (partition: String, depth: Int)?
        for partition in partitions where name != partition.name && name.isWithin(partition.name) {
            let depth = partition.name.components.count
            if depth > best?.depth ?? -1 { best = (partition.text, depth) }
        }
        if let best { return best.partition }
        throw OutwardFailure(
            code: "missing-partition-for-run-step",
            rule: rule.rule.name,
            message: "Its name would be \"\(name.text)\", which lies in no domain of the forest that has been imported."
        )
    }

    private mutating func refuse(
        _ name: DistinguishedName,
        _ metaverse: MetaverseObject,
        _ rule: CompiledRule,
        _ known: CopyObject?,
        _ transaction: any SynchronizationTransaction
    ) throws {
        if let known { try release(known, transaction) }
        try report(
            OutwardFailure(
                code: "cd-existing-object",
                rule: rule.rule.name,
                message:
                    "Its name would be \"\(name.text)\", which another object of the forest has, or is to get. It is not made."
            ),
            metaverse
        )
    }

    private mutating func report(_ failure: OutwardFailure, _ metaverse: MetaverseObject) throws {
        failed.insert(metaverse.identifier)
        errors.append(
            ObjectError(
                code: failure.code,
                connector: connector,
                object: metaverse.identifier.description,
                label: labels.lazy.compactMap { metaverse.entry.text($0) }.first { !$0.isEmpty },
                rule: failure.rule,
                message: failure.message
            )
        )
        try limit.check(errors)
    }
}
