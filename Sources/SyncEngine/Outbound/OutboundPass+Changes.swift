import Directory
import SyncRules

/// The images of objects that have changed, and of those that this reaches.
extension OutboundPass {
    /// Makes the images of objects that have changed, of which `look` was told where they are there, and of those that
    /// refer to one that has another name in the tenant now, or is new to it, or is not in it any more.
    ///
    /// `count` and `print` are of the images as they were; `referring` gives the metaverse objects that refer to others.
    mutating func run(
        _ changed: [MetaverseID],
        count before: Int,
        print: UInt64,
        _ transaction: any SynchronizationTransaction,
        referring: (Set<MetaverseID>) -> Set<MetaverseID>
    ) throws {
        (count, self.print) = (before, print)
        var moved: Set<MetaverseID> = []
        try settle(changed, transaction, &moved)
        guard !moved.isEmpty else { return }
        let further = referring(moved).subtracting(changed).sorted()
        for identifier in further {
            if let object = try transaction.metaverseObject(identifier) { look(at: object) }
        }
        // What they refer to has the names that it has now, and they have those that they had.
        try settle(further, transaction, &moved)
    }

    /// Makes images of objects that were looked at, or removes them; notes those that have another name than before.
    private mutating func settle(
        _ identifiers: [MetaverseID],
        _ transaction: any SynchronizationTransaction,
        _ moved: inout Set<MetaverseID>
    ) throws {
        looked.formUnion(identifiers)
        for identifier in identifiers {
            guard let anchor = try transaction.imageAnchor(of: identifier, for: connector) else { continue }
            try keepName(of: identifier, anchor: anchor, transaction)
        }
        let names = ResolverOfChanges(known: exported, looked: looked, transaction: transaction, connector: connector)
        var holders = AnchorHolders(isFirstRun: false, digest: transaction.digest, exported: exported)
        var late: [MetaverseID] = []
        for (place, identifier) in identifiers.enumerated() {
            if place.isMultiple(of: 500) { try Task.checkCancellation() }
            let before = try transaction.image(of: identifier, for: connector)
            if before?.entry.dn != exported.name(of: identifier) { moved.insert(identifier) }
            if before != nil { count -= 1 }
            guard exported.contains(identifier), let object = try transaction.metaverseObject(identifier) else {
                if let before {
                    print &-= transaction.digest.digest(before)
                    try transaction.removeImage(of: identifier, for: connector)
                }
                continue
            }
            let made = try make(object, before, names, transaction)
            if try refuses(made, of: object, before, transaction) {
                try keep(before, of: object, &holders, transaction)
            } else if made.image == nil || before?.anchor == made.image?.anchor {
                try settle(made, of: object, before, &holders, transaction)
            } else {
                if let before { holders.leave(before) }
                late.append(identifier)
            }
            if let failure = names.failure { throw failure }
        }
        try settle(late: late.sorted(), names, &holders, transaction)
    }

    /// Those that are new, or have another anchor than before, in the order of a full synchronization.
    private mutating func settle(
        late: [MetaverseID],
        _ names: ResolverOfChanges,
        _ holders: inout AnchorHolders,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let leaving = Set(late)
        for identifier in late {
            try Task.checkCancellation()
            guard exported.contains(identifier), let object = try transaction.metaverseObject(identifier) else {
                continue
            }
            // One that is not there any more has lost its anchor to another in this run.
            let before = try transaction.image(of: identifier, for: connector)
            let made = try make(object, before, names, transaction)
            // Whoever had the anchor and has not changed was not looked at in this run.
            if let anchor = made.image?.anchor, let owner = try transaction.imageOwner(anchor: anchor, for: connector),
                !leaving.contains(owner)
            {
                holders.hold(holders.key(anchor), owner)
            }
            try settle(made, of: object, before, &holders, transaction)
            if let failure = names.failure { throw failure }
        }
    }

    /// The same where not every object was looked at: the others have the names that their images have.
    private final class ResolverOfChanges: ImageNames {
        private let known: ExportedNames
        private let looked: Set<MetaverseID>
        private let transaction: any SynchronizationTransaction
        private let connector: ConnectorID
        /// Why an image could not be read; the run ends with it.
        private(set) var failure: (any Error)?

        init(
            known: ExportedNames,
            looked: Set<MetaverseID>,
            transaction: any SynchronizationTransaction,
            connector: ConnectorID
        ) {
            self.known = known
            self.looked = looked
            self.transaction = transaction
            self.connector = connector
        }

        func withName<Result>(of identifier: MetaverseID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            guard !looked.contains(identifier) else { return known.withName(of: identifier, body) }
            do {
                let image = try transaction.image(of: identifier, for: connector)
                return Array((image?.entry.dn ?? "").utf8).withUnsafeBytes(body)
            } catch {
                failure = error
                return body(.init(start: nil, count: 0))
            }
        }
    }
}
