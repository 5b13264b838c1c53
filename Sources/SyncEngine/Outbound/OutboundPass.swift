import Directory
import SyncExpressions
import SyncRules

/// The third pass: what the tenant should hold, from the metaverse.
///
/// An object is exported while a provisioning rule has it in scope. References become the names of exported objects; one
/// to an object that is not exported is left out. `look` is told of every metaverse object before `run` makes images: names
/// of all of them have to be known first.
struct OutboundPass {
    let connector: ConnectorID
    /// Makes images on the thread of the run.
    let maker: ImageMaker
    /// The metaverse objects that are exported, with the names that they have in the tenant.
    var exported = ExportedNames()
    private(set) var errors: [ObjectError] = []
    var limit = ErrorLimit()
    /// The metaverse objects whose image could not be made, or not be put in place.
    var failed: Set<MetaverseID> = []
    /// How many images there are.
    var count = 0
    /// The metaverse objects whose images hang on what they were as well.
    private(set) var unsettled: Set<MetaverseID> = []
    /// The sum of the fingerprints of the images.
    var print: UInt64 = 0
    /// The metaverse objects whose names are known although others are not.
    var looked: Set<MetaverseID> = []
    /// Those that objects refer to which were looked at, as many as names are read ahead.
    var referred: Set<MetaverseID> = []
    static let mostReferred = 65_536

    init(
        connector: ConnectorID,
        rules: [CompiledRule],
        table: AttributeTable,
        digest: EntryDigest,
        clock: FileTime
    ) {
        self.connector = connector
        maker = ImageMaker(
            connector: connector,
            rules: rules,
            digest: digest,
            clock: clock,
            limit: table.count,
            labels: ["userPrincipalName", "displayName", "accountName", "cn", "mail"].compactMap { table.existing($0) }
        )
    }

    /// Takes down what was found out about objects.
    mutating func take(_ looked: LookedNames) { exported.take(looked) }

    /// Says which objects may be exported, so that their identities stand once.
    mutating func expect(_ targets: RunTargets) { exported.expect(targets) }

    /// Makes the images, and removes those of objects that are not exported any more.
    ///
    /// Of objects with one source anchor the tenant can have one: who had it keeps it, and of new ones it is the first by
    /// identity; the others are reported. Objects that are new, or have another anchor than before, come last therefore.
    mutating func run(_ transaction: any SynchronizationTransaction, on cores: Cores) throws {
        let owners = try transaction.imageOwners(of: connector)
        var known: Set<MetaverseID> = []
        known.reserveCapacity(owners.count)
        for owner in owners where !known.insert(owner).inserted || !exported.contains(owner) {
            // Two of one object are one too many, and nobody knows which: it is made anew.
            try transaction.removeImage(of: owner, for: connector)
        }
        if !owners.isEmpty {
            try transaction.eachAcceptedImage(for: connector) { identifier, anchor in
                guard exported.name(of: identifier).map({ ImageMaker.isName($0, of: anchor) }) == false,
                    let name = try maker.keptName(of: identifier, exported, transaction)
                else { return }
                exported.rename(identifier, name)
            }
        }
        var holders = AnchorHolders(
            isFirstRun: owners.isEmpty,
            digest: transaction.digest,
            exported: exported,
            room: exported.count
        )
        var late: [MetaverseID] = []
        try makeAll(transaction, on: cores, isFirst: owners.isEmpty, &holders, &late)
        let names = exported
        // What gives an anchor free has to go before what takes it.
        for identifier in late.sorted() {
            try Task.checkCancellation()
            guard exported.contains(identifier), let object = try transaction.metaverseObject(identifier) else {
                continue
            }
            let before = try transaction.image(of: identifier, for: connector)
            try settle(make(object, before, names, transaction), of: object, before, &holders, transaction)
        }
        exported = ExportedNames()
    }

    private typealias Portion = [ImageMaker.Work]

    /// Makes the images side by side.
    ///
    /// Nothing that is put on the way changes what is read for another object.
    private mutating func makeAll(
        _ transaction: any SynchronizationTransaction,
        on cores: Cores,
        isFirst: Bool,
        _ holders: inout AnchorHolders,
        _ late: inout [MetaverseID]
    ) throws {
        let crew = Crew<Portion, [ImageMaker.Made]>(cores) { [maker, exported] in
            let maker = maker.another()
            return { portion in portion.map { maker.make($0, exported) } }
        }
        defer { crew.dismiss() }
        func take(_ portion: Portion, _ outcome: [ImageMaker.Made]) throws {
            for (work, made) in zip(portion, outcome) {
                note(made, of: work.object)
                print &+= made.prints.before
                if try refuses(made, of: work.object, work.before, transaction) {
                    try keep(work.before, of: work.object, &holders, transaction)
                } else if let image = made.image, !isFirst, work.before?.anchor != image.anchor {
                    if let before = work.before { holders.leave(before) }
                    late.append(work.object.identifier)
                } else {
                    try settle(known(made, transaction), of: work.object, work.before, &holders, transaction)
                }
            }
        }
        var portion = Portion()
        var read = 0
        try transaction.eachMetaverseObject { object in
            if read.isMultiple(of: 500) { try Task.checkCancellation() }
            read += 1
            guard exported.contains(object.identifier) else { return }
            if portion.isEmpty { portion.reserveCapacity(cores.portion) }
            let before = isFirst ? nil : try transaction.image(of: object.identifier, for: connector)
            portion.append(ImageMaker.Work(object: object, before: before))
            guard portion.count >= cores.portion else { return }
            crew.hand(portion)
            portion = []
            while crew.isFull, let (portion, outcome) = crew.next() { try take(portion, outcome) }
        }
        if !portion.isEmpty { crew.hand(portion) }
        while let (portion, outcome) = crew.next() { try take(portion, outcome) }
    }

    /// Whether an object has another source anchor than the one that the target knows it by, which is an error of it.
    ///
    /// The rules ask what the target knows (`cloudSourceAnchor`) and stop with an error of their own; here what was accepted
    /// says the same (entra-connect.md 6.4).
    mutating func refuses(
        _ made: ImageMaker.Made,
        of object: MetaverseObject,
        _ before: ExportImage?,
        _ transaction: any SynchronizationTransaction
    ) throws -> Bool {
        guard let image = made.image, let before, before.anchor != image.anchor,
            try transaction.acceptedImage(anchor: before.anchor, of: before.metaverse, for: connector) != nil
        else { return false }
        errors.append(
            maker.error(
                "sync-rule-error-function-triggered",
                object,
                nil,
                "SourceAnchor attribute has changed. The tenant knows the object by \(before.anchor), and now it would be "
                    + "\(image.anchor). It stays as it was; where it shall be another object in the tenant, delete it there."
            )
        )
        return true
    }

    /// Makes the image of an object on the thread of the run.
    mutating func make(
        _ object: MetaverseObject,
        _ before: ExportImage?,
        _ names: some ImageNames,
        _ transaction: any SynchronizationTransaction
    ) throws -> ImageMaker.Made {
        let made = try known(maker.make(ImageMaker.Work(object: object, before: before), names), transaction)
        note(made, of: object)
        return made
    }

    /// What was made of an object that had no image, under the source anchor by which the target knows it.
    ///
    /// An object that comes back while its deletion waits has none, and the target has it still.
    private func known(
        _ made: ImageMaker.Made,
        _ transaction: any SynchronizationTransaction
    ) throws -> ImageMaker.Made {
        guard let former = made.formerAnchor, let image = made.image,
            try transaction.acceptedImage(anchor: former, of: image.metaverse, for: connector) != nil
        else { return made }
        var made = made
        made.takeFormerAnchor(transaction.digest)
        return made
    }

    /// The product leaves an object as it was when a rule's error stops its synchronization.
    mutating func keep(
        _ before: ExportImage?,
        of object: MetaverseObject,
        _ holders: inout AnchorHolders,
        _ transaction: any SynchronizationTransaction
    ) throws {
        try limit.check(errors)
        failed.insert(object.identifier)
        guard let before else { return }
        count += 1
        holders.hold(holders.key(before.anchor), before.metaverse)
    }

    /// Puts an image in place, unless there is none, or another object has its source anchor.
    mutating func settle(
        _ made: ImageMaker.Made,
        of object: MetaverseObject,
        _ before: ExportImage?,
        _ holders: inout AnchorHolders,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let made = try leaving(made, before, transaction)
        guard let image = made.image else { return try keep(before, of: object, &holders, transaction) }
        let anchor = holders.key(image.anchor)
        if let holder = holders.holder(anchor) {
            guard holders.isFirstRun, object.identifier < holder, let other = try transaction.metaverseObject(holder)
            else {
                try reportTaken(image.anchor, object)
                if before != nil { count += 1 }
                return
            }
            try reportTaken(image.anchor, other)
            if let lost = try transaction.image(of: holder, for: connector) {
                print &-= transaction.digest.digest(lost)
            }
            try transaction.removeImage(of: holder, for: connector)
            count -= 1
        }
        holders.hold(anchor, object.identifier)
        count += 1
        guard !made.isAsItWas else { return }
        print &-= made.prints.before
        if holders.isLeft(anchor), before?.anchor != image.anchor,
            let owner = try transaction.imageOwner(anchor: image.anchor, for: connector), owner != image.metaverse,
            let lost = try transaction.image(of: owner, for: connector)
        {
            print &-= transaction.digest.digest(lost)
        }
        print &+= made.prints.now
        try transaction.put(image, inPlaceOf: before)
    }

    /// What was made, with the values that the target has of attributes that no rule writes any more: they stay there, and a
    /// rule that gives `AuthoritativeNull` takes them away (entra-connect.md 7).
    private func leaving(
        _ made: ImageMaker.Made,
        _ before: ExportImage?,
        _ transaction: any SynchronizationTransaction
    ) throws -> ImageMaker.Made {
        guard !made.left.isEmpty, let before, let image = made.image, before.anchor == image.anchor,
            let accepted = try transaction.acceptedImage(anchor: image.anchor, of: image.metaverse, for: connector),
            accepted.objectClass == image.objectClass
        else { return made }
        var made = made
        made.leave(as: accepted.entry, before, transaction.digest)
        return made
    }

    private mutating func reportTaken(_ anchor: String, _ object: MetaverseObject) throws {
        failed.insert(object.identifier)
        errors.append(
            maker.error(
                "cd-existing-object",
                object,
                nil,
                "Another object has the source anchor \"\(anchor)\" too, and the tenant can have one of them. This one is not "
                    + "exported."
            )
        )
        try limit.check(errors)
    }

    private mutating func note(_ made: ImageMaker.Made, of object: MetaverseObject) {
        if let error = made.error { errors.append(error) }
        if made.isUnsettled { unsettled.insert(object.identifier) }
    }
}
