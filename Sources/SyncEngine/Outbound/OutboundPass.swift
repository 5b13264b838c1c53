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
    private let targets: OutboundTargets
    private let places: EntryPlaces
    private let runner: FlowRunner
    private let members: FlowMembers
    private let clock: FileTime
    /// The attributes that tell people who an object is, the best one first.
    private let labels: [AttributeID]
    /// For each metaverse object that is exported, by its identity, the number of its target and where its name stands.
    private(set) var exported: [MetaverseID: (target: Int32, name: Range<UInt32>)] = [:]
    private var names: [UInt8] = []
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

    init(connector: ConnectorID, rules: [CompiledRule], table: AttributeTable, clock: FileTime) {
        self.connector = connector
        self.clock = clock
        targets = OutboundTargets(rules)
        places = EntryPlaces(limit: table.count)
        runner = FlowRunner(direction: .outbound, clock: clock)
        members = FlowMembers(limit: table.count)
        labels = ["userPrincipalName", "displayName", "accountName", "cn", "mail"].compactMap { table.existing($0) }
    }

    /// Finds out whether an object is exported, and under which name.
    mutating func look(at object: MetaverseObject) {
        let start = UInt32(truncatingIfNeeded: names.count)
        let found = places.withView(of: object.entry) { view in
            let number = targets.number(for: object.objectClass, view)
            if let number { targets[number].names.append(of: object.entry, view, clock: clock, to: &names) }
            return number
        }
        guard let found else { return }
        let end = UInt32(truncatingIfNeeded: names.count)
        exported[object.identifier] = (Int32(truncatingIfNeeded: found), start..<end)
    }

    /// Makes the images, and removes those of objects that are not exported any more.
    ///
    /// Of objects with one source anchor the tenant can have one: who had it keeps it, and of new ones it is the first by
    /// identity; the others are reported. Objects that are new, or have another anchor than before, come last therefore.
    mutating func run(_ transaction: any SynchronizationTransaction) throws {
        let owners = try transaction.imageOwners(of: connector)
        var known: Set<MetaverseID> = []
        known.reserveCapacity(owners.count)
        for owner in owners where !known.insert(owner).inserted || exported[owner] == nil {
            // Two of one object are one too many, and nobody knows which: it is made anew.
            try transaction.removeImage(of: owner, for: connector)
        }
        let resolver = Resolver(exported: exported, names: names)
        var holders = Holders(isFirstRun: owners.isEmpty)
        var late: [MetaverseID] = []
        var looked = 0
        try transaction.eachMetaverseObject { object in
            if looked.isMultiple(of: 500) { try Task.checkCancellation() }
            looked += 1
            guard let target = exported[object.identifier]?.target else { return }
            let before = owners.isEmpty ? nil : try transaction.image(of: object.identifier, for: connector)
            if let before { print &+= transaction.digest.digest(before) }
            guard let image = image(of: object, Int(target), before, resolver) else {
                try keep(before, of: object, &holders, transaction)
                return
            }
            guard owners.isEmpty || before?.anchor == image.anchor else {
                if let before { holders.leave(before, transaction.digest) }
                return late.append(object.identifier)
            }
            try settle(image, of: object, before, &holders, transaction)
        }
        // What gives an anchor free has to go before what takes it.
        for identifier in late.sorted() {
            try Task.checkCancellation()
            guard let target = exported[identifier]?.target,
                let object = try transaction.metaverseObject(identifier)
            else { continue }
            let before = try transaction.image(of: identifier, for: connector)
            guard let image = image(of: object, Int(target), before, resolver) else {
                try keep(before, of: object, &holders, transaction)
                continue
            }
            try settle(image, of: object, before, &holders, transaction)
        }
    }

    /// The product leaves an object as it was when a rule's error stops its synchronization.
    mutating func keep(
        _ before: ExportImage?,
        of object: MetaverseObject,
        _ holders: inout Holders,
        _ transaction: any SynchronizationTransaction
    ) throws {
        try limit.check(errors)
        failed.insert(object.identifier)
        guard let before else { return }
        count += 1
        holders.keep(before, transaction.digest)
    }

    /// Which object has which source anchor, by the anchor's fingerprint.
    struct Holders {
        /// Whether nobody had an anchor before: then the first by identity gets it, in whatever order objects come.
        let isFirstRun: Bool
        var objects: [UInt64: MetaverseID] = [:]
        /// The anchors of images whose objects have others now: whoever takes one over writes over the image.
        private(set) var left: Set<UInt64> = []

        mutating func leave(_ image: ExportImage, _ digest: EntryDigest) {
            left.insert(digest.digest(Array(image.anchor.utf8)))
        }

        mutating func keep(_ image: ExportImage, _ digest: EntryDigest) {
            keep(image.anchor, image.metaverse, digest)
        }

        mutating func keep(_ anchor: String, _ holder: MetaverseID, _ digest: EntryDigest) {
            objects[digest.digest(Array(anchor.utf8))] = holder
        }
    }

    /// Puts an image in place, unless another object has its source anchor.
    mutating func settle(
        _ image: ExportImage,
        of object: MetaverseObject,
        _ before: ExportImage?,
        _ holders: inout Holders,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let anchor = transaction.digest.digest(Array(image.anchor.utf8))
        if let holder = holders.objects[anchor] {
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
        holders.objects[anchor] = object.identifier
        count += 1
        guard image != before else { return }
        if let before { print &-= transaction.digest.digest(before) }
        if holders.left.contains(anchor), before?.anchor != image.anchor,
            let owner = try transaction.imageOwner(anchor: image.anchor, for: connector), owner != image.metaverse,
            let lost = try transaction.image(of: owner, for: connector)
        {
            print &-= transaction.digest.digest(lost)
        }
        print &+= transaction.digest.digest(image)
        try transaction.put(image, inPlaceOf: before)
    }

    private mutating func reportTaken(_ anchor: String, _ object: MetaverseObject) throws {
        failed.insert(object.identifier)
        report(
            "cd-existing-object",
            object,
            nil,
            "Another object has the source anchor \"\(anchor)\" too, and the tenant can have one of them. This one is not "
                + "exported."
        )
        try limit.check(errors)
    }

    mutating func image(
        of object: MetaverseObject,
        _ number: Int,
        _ before: ExportImage?,
        _ resolver: some ImageNames
    ) -> ExportImage? {
        let plan = targets.plan(of: number, isNew: before == nil)
        if !plan.isSettled { unsettled.insert(object.identifier) }
        let failure = members.with(object.entry, in: nil) { members in
            runner.run(plan, on: .init(members: members, previous: before?.entry), resolver: resolver)
        }
        if let failure {
            report(failure.code, object, failure.rule.rule.name, failure.error.description)
            return nil
        }
        let target = targets[number]
        var anchors = target.anchor.map { StoredValues(runner.composer.stored($0.connector)) }
        guard let anchor = anchors?.next() else {
            report("missing-anchor", object, target.provisioning.rule.name, "The rules give it no source anchor.")
            return nil
        }
        // Bytes that are no text, and a null byte, at which a store ends a text.
        let text = anchor.contains(0) ? nil : String(validating: anchor, as: UTF8.self)
        let entry = resolver.withName(of: object.identifier) { runner.composer.finish(name: $0) }
        return ExportImage(
            connector: connector,
            metaverse: object.identifier,
            objectClass: target.provisioning.rule.targetClass,
            anchor: text ?? ASCII.hex(anchor),
            entry: entry
        )
    }

    private mutating func report(_ code: String, _ object: MetaverseObject, _ rule: String?, _ message: String) {
        errors.append(
            ObjectError(
                code: code,
                connector: connector,
                object: object.identifier.description,
                label: labels.lazy.compactMap { object.entry.text($0) }.first { !$0.isEmpty },
                rule: rule,
                message: message
            )
        )
    }

    /// The names of what was looked at.
    var resolver: Resolver { Resolver(exported: exported, names: names) }

    /// The name that an object which was looked at has in the tenant; nothing where it is not exported.
    func name(of identifier: MetaverseID) -> String? {
        guard let place = exported[identifier]?.name else { return nil }
        return String(decoding: names[Int(place.lowerBound)..<Int(place.upperBound)], as: UTF8.self)
    }

    /// Finds the names of exported objects by the identities of the metaverse objects behind them.
    struct Resolver: ImageNames {
        let exported: [MetaverseID: (target: Int32, name: Range<UInt32>)]
        let names: [UInt8]

        func withName<Result>(of identifier: MetaverseID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            guard let place = exported[identifier]?.name else { return body(.init(start: nil, count: 0)) }
            return names.withUnsafeBytes {
                body(UnsafeRawBufferPointer(rebasing: $0[Int(place.lowerBound)..<Int(place.upperBound)]))
            }
        }
    }
}
