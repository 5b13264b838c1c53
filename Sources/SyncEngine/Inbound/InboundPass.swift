import Directory
import SyncExpressions
import SyncRules

/// The second pass: the values of every metaverse object, from all objects linked to it, by precedence.
///
/// References become the identities of metaverse objects; one that leads to no linked object is left out. What is as it was
/// is not put again.
struct InboundPass {
    private let linking: LinkingPass
    private let transaction: any SynchronizationTransaction
    private let names: NameIndex
    private let strange: [ConnectorID: Set<String>]
    private let runner: FlowRunner
    private let members: FlowMembers
    private let hadObjects: Bool
    private var plans = FlowPlans()
    /// How many objects were worked out.
    private(set) var done = 0
    private(set) var errors: [ObjectError] = []
    var limit = ErrorLimit()
    /// The metaverse objects that an error keeps as they were.
    private(set) var failed: Set<MetaverseID> = []
    /// The metaverse objects whose values hang on what they were as well.
    private(set) var unsettled: Set<MetaverseID> = []
    /// The sum of the fingerprints of the metaverse: of what has passed by, or going on from what the last run left.
    private(set) var print: UInt64
    private let digest: EntryDigest

    /// `strange` are partitions of which it is not known what parameters stand for: what came of them stays as it was.
    init(
        linking: LinkingPass,
        transaction: any SynchronizationTransaction,
        hadObjects: Bool,
        table: AttributeTable,
        clock: FileTime,
        strange: [ConnectorID: Set<String>]
    ) {
        self.linking = linking
        self.transaction = transaction
        self.hadObjects = hadObjects
        self.strange = strange
        names = NameIndex(linking)
        print = linking.since?.memory.metaversePrint ?? 0
        digest = transaction.digest
        runner = FlowRunner(direction: .inbound, clock: clock)
        members = FlowMembers(limit: table.count)
    }

    /// Works out every object; gives each that is there with its number in the run to the next pass.
    mutating func run(
        progress: (Int, Int) -> Void,
        _ next: (Int32, MetaverseObject) -> Void
    ) throws {
        for (place, space) in linking.spaces.enumerated() {
            var object = space.objects.lowerBound
            try transaction.eachObject(of: space.connector) { _, stored in
                defer { object += 1 }
                let target = linking.objects.targets[object]
                guard target >= 0, linking.targets.isLead(object, of: target) else { return }
                if done.isMultiple(of: 500) {
                    try Task.checkCancellation()
                    progress(done, linking.targets.count)
                }
                done += 1
                if let made = try metaverseObject(target, object, stored, place) { next(target, made) }
            }
        }
        progress(done, done)
    }

    /// Works out these objects alone, in the order of the objects behind them.
    mutating func run(
        _ chosen: Set<Int32>,
        progress: (Int, Int) -> Void,
        _ next: (Int32, MetaverseObject) -> Void
    ) throws {
        let leads = chosen.compactMap { target in linking.targets.members(of: target).first.map { ($0, target) } }
        for (object, target) in leads.sorted(by: { $0.0 < $1.0 }) {
            if done.isMultiple(of: 500) {
                try Task.checkCancellation()
                progress(done, leads.count)
            }
            done += 1
            let place = linking.space(of: object)
            let stored = try transaction.object(linking.objects.stored[object], of: linking.spaces[place].connector)
            if let made = try metaverseObject(target, object, stored, place) { next(target, made) }
        }
        progress(done, done)
    }

    private mutating func metaverseObject(
        _ target: Int32,
        _ object: Int,
        _ stored: ConnectorSpaceObject,
        _ place: Int
    ) throws -> MetaverseObject? {
        let identifier = linking.targets.identifiers[Int(target)]
        let before = hadObjects ? try transaction.metaverseObject(identifier) : nil
        let all = linking.targets.hasOneMember(target) ? [object] : linking.targets.members(of: target)
        if let before, !strange.isEmpty, all.contains(where: isStrange) {
            note(before, before)
            return before
        }
        let entry =
            all.count == 1
            ? entry(of: stored, object, place, before) : try entry(of: all, stored, before)
        // The product leaves an object as it was when a rule's error stops its synchronization.
        guard let entry else {
            try limit.check(errors, done: done)
            failed.insert(identifier)
            note(before, before)
            return before
        }
        let made = MetaverseObject(
            identifier: identifier,
            objectClass: linking.targets.classes[Int(target)],
            entry: entry
        )
        guard made != before else {
            note(before, before)
            return before
        }
        try transaction.put(made)
        note(before, made)
        return made
    }

    /// Keeps the fingerprint in step with what is stored.
    private mutating func note(_ before: MetaverseObject?, _ now: MetaverseObject?) {
        // A run over everything does not know what there was before.
        if linking.since != nil, let before { print &-= digest.digest(before) }
        if let now { print &+= digest.digest(now) }
    }

    /// Takes an object that is removed out of the fingerprint.
    mutating func forget(_ object: MetaverseObject) { print &-= digest.digest(object) }

    private func isStrange(_ object: Int) -> Bool {
        let connector = linking.spaces[linking.space(of: object)].connector
        return strange[connector]?.contains(linking.objects.partition(of: object)) ?? false
    }

    private func member(_ object: Int, _ place: Int) -> FlowPlans.Member {
        FlowPlans.Member(
            connector: linking.spaces[place].connector,
            partition: linking.objects.partition(of: object),
            set: Int(linking.objects.sets[object])
        )
    }

    private mutating func entry(
        of stored: ConnectorSpaceObject,
        _ object: Int,
        _ place: Int,
        _ before: MetaverseObject?
    ) -> PackedEntry? {
        let space = linking.spaces[place]
        let number = plans.number(for: member(object, place), isNew: before == nil) { space.rules(of: Int32($0.set)) }
        let resolver = Resolver(names: names, linking: linking, places: CollectionOfOne(place))
        let failure = members.with(stored.entry, in: stored.identity.partition) { members in
            runner.run(plans[number], on: .init(members: members, previous: before?.entry), resolver: resolver)
        }
        if !plans[number].isSettled {
            unsettled.insert(linking.targets.identifiers[Int(linking.objects.targets[object])])
        }
        return finish(failure) { _ in stored }
    }

    private mutating func entry(
        of all: [Int],
        _ lead: ConnectorSpaceObject,
        _ before: MetaverseObject?
    ) throws -> PackedEntry? {
        let places = all.map { linking.space(of: $0) }
        var linked: [ConnectorSpaceObject] = []
        for (object, place) in zip(all, places) {
            let number = linking.objects.stored[object]
            linked.append(
                object == all[0] ? lead : try transaction.object(number, of: linking.spaces[place].connector)
            )
        }
        let keys = zip(all, places).map { member($0, $1) }
        let byConnector = Dictionary(linking.spaces.map { ($0.connector, $0) }) { first, _ in first }
        let number = plans.number(for: keys, isNew: before == nil) { member in
            byConnector[member.connector]?.rules(of: Int32(member.set)) ?? []
        }
        let resolver = Resolver(names: names, linking: linking, places: places)
        let failure = members.with(linked) { members in
            runner.run(plans[number], on: .init(members: members, previous: before?.entry), resolver: resolver)
        }
        if !plans[number].isSettled, let first = all.first {
            unsettled.insert(linking.targets.identifiers[Int(linking.objects.targets[first])])
        }
        return finish(failure) { linked[$0] }
    }

    private mutating func finish(
        _ failure: FlowFailure?,
        _ member: (Int) -> ConnectorSpaceObject
    ) -> PackedEntry? {
        guard let failure else { return runner.composer.finish(name: UnsafeRawBufferPointer(start: nil, count: 0)) }
        let object = member(failure.member)
        errors.append(
            ObjectError(
                code: failure.code,
                connector: object.identity.connector,
                object: object.entry.dn,
                rule: failure.rule.rule.name,
                message: failure.error.description
            )
        )
        return nil
    }

    /// Finds the identity of the metaverse object behind a DN of the same connector.
    private struct Resolver<Places: RandomAccessCollection<Int>>: ReferenceResolver where Places.Index == Int {
        let names: NameIndex
        let linking: LinkingPass
        let places: Places

        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            guard let target = names.target(name, space: places[member]) else { return }
            linking.targets.identifiers[Int(target)].withText(found)
        }
    }
}
