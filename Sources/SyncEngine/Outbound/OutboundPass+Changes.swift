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

    /// Finds out whether an object that has changed is exported, and under which name, and whom its image refers to.
    mutating func look(at object: MetaverseObject) {
        var looked = LookedNames()
        maker.look(at: object, &looked)
        take(looked)
        guard !looked.objects.isEmpty, referred.count < Self.mostReferred else { return }
        maker.eachReference(of: object) { referred.insert($0) }
    }

    /// Makes images of objects that were looked at, or removes them; notes those that have another name than before.
    private mutating func settle(
        _ identifiers: [MetaverseID],
        _ transaction: any SynchronizationTransaction,
        _ moved: inout Set<MetaverseID>
    ) throws {
        let settled = looked
        looked.formUnion(identifiers)
        let names = ChangedNames(exported, looked: looked, settled: settled, maker.another(), transaction)
        // The names go with it: two owners of a list copy it when one of them writes.
        exported = ExportedNames()
        defer { exported = names.exported }
        try names.read(referred)
        referred = []
        var holders = AnchorHolders(isFirstRun: false, digest: transaction.digest, exported: names.exported)
        var late: [MetaverseID] = []
        let ordered = try transaction.inOrderOfImages(identifiers, for: connector)
        for (place, identifier) in ordered.enumerated() {
            if place.isMultiple(of: 500) { try Task.checkCancellation() }
            try names.settle(identifier)
            let before = try transaction.image(of: identifier, for: connector)
            if before?.entry.dn != names.exported.name(of: identifier) { moved.insert(identifier) }
            if before != nil { count -= 1 }
            guard names.exported.contains(identifier), let object = try transaction.metaverseObject(identifier) else {
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
        _ names: ChangedNames,
        _ holders: inout AnchorHolders,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let leaving = Set(late)
        for identifier in late {
            try Task.checkCancellation()
            guard names.exported.contains(identifier), let object = try transaction.metaverseObject(identifier) else {
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
}
