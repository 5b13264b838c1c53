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
    /// For each metaverse object that is exported, by its identity, the number of its target and where its name stands.
    private var exported: [MetaverseID: (target: Int32, name: Range<UInt32>)] = [:]
    private var names: [UInt8] = []
    private(set) var errors: [ObjectError] = []
    /// The metaverse objects that should have an image and have none.
    private(set) var failed: Set<MetaverseID> = []
    /// How many images there are.
    private(set) var count = 0
    /// The metaverse objects whose names are known although others are not.
    private var looked: Set<MetaverseID> = []

    init(connector: ConnectorID, rules: [CompiledRule], table: AttributeTable, clock: FileTime) {
        self.connector = connector
        self.clock = clock
        targets = OutboundTargets(rules)
        places = EntryPlaces(limit: table.count)
        runner = FlowRunner(direction: .outbound, clock: clock)
        members = FlowMembers(limit: table.count)
    }

    /// Finds out whether an object is exported, and under which name.
    mutating func look(at object: MetaverseObject) {
        let found = places.withView(of: object.entry) { targets.number(for: object.objectClass, $0) }
        guard let found else { return }
        let start = UInt32(truncatingIfNeeded: names.count)
        names += name(of: object, found)
        let end = UInt32(truncatingIfNeeded: names.count)
        exported[object.identifier] = (Int32(truncatingIfNeeded: found), start..<end)
    }

    /// The name that the object will have in the tenant: the flow to `dn`, or `CN={…}` of its anchor where there is none.
    private func name(of object: MetaverseObject, _ target: Int) -> [UInt8] {
        for expression in targets[target].names {
            if case .value(.string(let text))? = try? expression.evaluate(object.entry, clock: clock) {
                return Array(text.utf8)
            }
        }
        guard let clause = targets[target].anchor, let anchor = object.entry.values(of: clause.metaverse).first else {
            return []
        }
        return Array("CN={\(ASCII.hex(anchor))}".utf8)
    }

    /// Makes the images, and removes those of objects that are not exported any more.
    mutating func run(_ transaction: any SynchronizationTransaction) throws {
        let owners = try transaction.imageOwners(of: connector)
        for owner in owners where exported[owner] == nil {
            try transaction.removeImage(of: owner, for: connector)
        }
        let resolver = Resolver(exported: exported, names: names)
        var looked = 0
        try transaction.eachMetaverseObject { object in
            if looked.isMultiple(of: 500) { try Task.checkCancellation() }
            looked += 1
            guard let target = exported[object.identifier]?.target else { return }
            let before = owners.isEmpty ? nil : try transaction.image(of: object.identifier, for: connector)
            if try put(object, Int(target), before, resolver, transaction) { count += 1 }
        }
    }

    /// Makes the images of objects that have changed, of which `look` was told where they are there, and of those that
    /// refer to one that has another name in the tenant now, or is new to it, or is not in it any more.
    ///
    /// `count` is how many images there were; `referring` gives the metaverse objects that refer to others.
    mutating func run(
        _ changed: [MetaverseID],
        count before: Int,
        _ transaction: any SynchronizationTransaction,
        referring: (Set<MetaverseID>) -> Set<MetaverseID>
    ) throws {
        count = before
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
        let resolver = ResolverOfChanges(
            known: Resolver(exported: exported, names: names),
            looked: looked,
            transaction: transaction,
            connector: connector
        )
        for (place, identifier) in identifiers.enumerated() {
            if place.isMultiple(of: 500) { try Task.checkCancellation() }
            let known = try transaction.image(of: identifier, for: connector)
            if known?.entry.dn != name(of: identifier) { moved.insert(identifier) }
            if known != nil { count -= 1 }
            if let target = exported[identifier]?.target, let object = try transaction.metaverseObject(identifier) {
                if try put(object, Int(target), known, resolver, transaction) { count += 1 }
            } else if known != nil {
                try transaction.removeImage(of: identifier, for: connector)
            }
            if let failure = resolver.failure { throw failure }
        }
    }

    private func name(of identifier: MetaverseID) -> String? {
        guard let place = exported[identifier]?.name else { return nil }
        return String(decoding: names[Int(place.lowerBound)..<Int(place.upperBound)], as: UTF8.self)
    }

    /// Makes the image of an object that is exported; whether it has one then.
    private mutating func put(
        _ object: MetaverseObject,
        _ target: Int,
        _ before: ExportImage?,
        _ resolver: some ImageNames,
        _ transaction: any SynchronizationTransaction
    ) throws -> Bool {
        if let image = image(of: object, target, before, resolver) {
            if image != before { try transaction.put(image, inPlaceOf: before) }
            return true
        }
        failed.insert(object.identifier)
        if before != nil { try transaction.removeImage(of: object.identifier, for: connector) }
        return false
    }

    private mutating func image(
        of object: MetaverseObject,
        _ number: Int,
        _ before: ExportImage?,
        _ resolver: some ImageNames
    ) -> ExportImage? {
        let plan = targets.plan(of: number, isNew: before == nil)
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
        let text = String(validating: anchor, as: UTF8.self) ?? ASCII.hex(anchor)
        let entry = resolver.withName(of: object.identifier) { runner.composer.finish(name: $0) }
        return ExportImage(
            connector: connector,
            metaverse: object.identifier,
            objectClass: target.provisioning.rule.targetClass,
            anchor: text,
            entry: entry
        )
    }

    private mutating func report(_ code: String, _ object: MetaverseObject, _ rule: String, _ message: String) {
        errors.append(
            ObjectError(
                code: code,
                connector: connector,
                object: object.identifier.description,
                rule: rule,
                message: message
            )
        )
    }

    /// Finds the names of exported objects by the identities of the metaverse objects behind them.
    private struct Resolver: ImageNames {
        let exported: [MetaverseID: (target: Int32, name: Range<UInt32>)]
        let names: [UInt8]

        func withName<Result>(of identifier: MetaverseID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            guard let place = exported[identifier]?.name else { return body(.init(start: nil, count: 0)) }
            return names.withUnsafeBytes {
                body(UnsafeRawBufferPointer(rebasing: $0[Int(place.lowerBound)..<Int(place.upperBound)]))
            }
        }
    }

    /// The same where not every object was looked at: the others have the names that their images have.
    private final class ResolverOfChanges: ImageNames {
        private let known: Resolver
        private let looked: Set<MetaverseID>
        private let transaction: any SynchronizationTransaction
        private let connector: ConnectorID
        /// Why an image could not be read; the run ends with it.
        private(set) var failure: (any Error)?

        init(
            known: Resolver,
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
