import Directory
import SyncExpressions
import SyncRules

/// Works out metaverse objects, one after another, in memory that it keeps.
///
/// It reads nothing from the store and writes nothing to it. Each thread that evaluates has its own; the links that they
/// share stand once the second pass begins.
final class MetaverseMaker {
    /// A metaverse object to be worked out, with everything that has to be read for it.
    struct Work: Sendable {
        let target: Int32
        /// The run's number of the first object behind it.
        let object: Int
        /// The place of that object's connector.
        let place: Int
        let lead: ConnectorSpaceObject
        /// The other objects behind it, in their order; nearly always none.
        let others: [ConnectorSpaceObject]
        let before: MetaverseObject?
    }

    /// What came of one.
    struct Made: Sendable {
        let target: Int32
        /// The object as it is now; nothing where it is new and has an error.
        let object: MetaverseObject?
        /// Whether it has to be put in place.
        let isOther: Bool
        /// Whether there was none before, or one of another class.
        let isNew: Bool
        let error: ObjectError?
        /// Whether its values hang on what they were as well.
        let isUnsettled: Bool
        /// Whether there may be something to write back to the objects behind it.
        let returns: Bool
        /// What the sum of all fingerprints grows by.
        let print: UInt64
    }

    private let linking: LinkingPass
    private let names: NameIndex
    private let strange: [ConnectorID: Set<String>]
    private let digest: EntryDigest
    private let clock: FileTime
    private let limit: Int
    private let filters: [WriteBackFilter]
    private let questions: [OutwardQuestions]
    private let runner: FlowRunner
    private let members: FlowMembers
    // Accesses are not watched at run time, since they nest nowhere and come with every object.
    @exclusivity(unchecked)
    private var plans = FlowPlans()
    @exclusivity(unchecked)
    private var error: ObjectError?
    @exclusivity(unchecked)
    private var isUnsettled = false

    /// `strange` are partitions of which it is not known what parameters stand for; `limit` is above the number of every
    /// attribute that rules read; `filters` tell of forests what there may be to write back.
    init(
        linking: LinkingPass,
        strange: [ConnectorID: Set<String>],
        digest: EntryDigest,
        clock: FileTime,
        limit: Int,
        filters: [WriteBackFilter]
    ) {
        self.linking = linking
        self.strange = strange
        self.digest = digest
        self.clock = clock
        self.limit = limit
        self.filters = filters
        questions = filters.compactMap(\.outward).map(OutwardQuestions.init)
        names = NameIndex(linking)
        runner = FlowRunner(direction: .inbound, clock: clock)
        members = FlowMembers(limit: limit)
    }

    /// One more, for another thread.
    func another() -> MetaverseMaker {
        MetaverseMaker(linking: linking, strange: strange, digest: digest, clock: clock, limit: limit, filters: filters)
    }

    /// Works out an object.
    func make(_ work: Work) -> Made {
        (error, isUnsettled) = (nil, false)
        if let before = work.before, !strange.isEmpty, isStrange(work) { return made(work, before, isMade: false) }
        // The product leaves an object as it was when a rule's error stops its synchronization.
        guard let entry = work.others.isEmpty ? entryOfOne(work) : entryOfSeveral(work) else {
            return made(work, work.before, isMade: false)
        }
        return made(
            work,
            MetaverseObject(
                identifier: linking.targets.identifiers[Int(work.target)],
                objectClass: linking.targets.objectClass(of: work.target),
                entry: entry
            )
        )
    }

    private func made(_ work: Work, _ object: MetaverseObject?, isMade: Bool = true) -> Made {
        var print = object.map(digest.digest) ?? 0
        // A run over everything does not know what there was before.
        if linking.since != nil, let before = work.before { print &-= digest.digest(before) }
        return Made(
            target: work.target,
            object: object,
            isOther: object != work.before,
            isNew: object.map { $0.objectClass != work.before?.objectClass } ?? false,
            error: error,
            isUnsettled: isUnsettled,
            returns: isMade && object.map { returns($0, work) } ?? false,
            print: print
        )
    }

    private func returns(_ object: MetaverseObject, _ work: Work) -> Bool {
        filters.contains { filter in
            filter.admits(object.entry, work.lead.entry)
                || work.others.contains { filter.admits(object.entry, $0.entry) }
        } || !questions.isEmpty && isAskedFor(object, work)
    }

    /// Whether rules may join an object of a forest in which it has none, or make one.
    private func isAskedFor(_ object: MetaverseObject, _ work: Work) -> Bool {
        questions.contains { question in
            guard question.connector != work.lead.identity.connector,
                !work.others.contains(where: { $0.identity.connector == question.connector })
            else { return false }
            return members.with(object.entry, in: nil) { members -> Bool in
                guard let view = members.first?.view else { return false }
                return question.admit(object.objectClass, view)
            }
        }
    }

    private func isStrange(_ work: Work) -> Bool {
        guard !work.others.isEmpty else { return isStrange(work.object) }
        return linking.targets.members(of: work.target).contains(where: isStrange)
    }

    private func isStrange(_ object: Int) -> Bool {
        let connector = linking.spaces[linking.space(of: object)].connector
        return strange[connector]?.contains(linking.objects.partition(of: object)) ?? false
    }

    private func member(_ object: Int, _ place: Int) -> FlowPlans.Member {
        FlowPlans.Member(
            connector: linking.spaces[place].connector,
            partition: linking.objects.partition(of: object),
            set: linking.objects.sets[object]
        )
    }

    private func entryOfOne(_ work: Work) -> PackedEntry? {
        let space = linking.spaces[work.place]
        let number = plans.number(for: member(work.object, work.place), isNew: work.before == nil) {
            space.rules(of: $0.set)
        }
        let plan = plans[number]
        let resolver = Resolver(maker: self, places: CollectionOfOne(work.place))
        let failure = members.with(work.lead.entry, in: work.lead.identity.partition) { members in
            runner.run(plan, on: .init(members: members, previous: work.before?.entry), resolver: resolver)
        }
        isUnsettled = !plan.isSettled
        return finish(failure) { _ in work.lead }
    }

    private func entryOfSeveral(_ work: Work) -> PackedEntry? {
        let all = linking.targets.members(of: work.target)
        let places = all.map { linking.space(of: $0) }
        let linked = [work.lead] + work.others
        let keys = zip(all, places).map { member($0, $1) }
        let byConnector = Dictionary(linking.spaces.map { ($0.connector, $0) }) { first, _ in first }
        let number = plans.number(for: keys, isNew: work.before == nil) { member in
            byConnector[member.connector]?.rules(of: member.set) ?? []
        }
        let plan = plans[number]
        let resolver = Resolver(maker: self, places: places)
        let failure = members.with(linked) { members in
            runner.run(plan, on: .init(members: members, previous: work.before?.entry), resolver: resolver)
        }
        isUnsettled = !plan.isSettled
        return finish(failure) { linked[$0] }
    }

    private func finish(_ failure: FlowFailure?, _ member: (Int) -> ConnectorSpaceObject) -> PackedEntry? {
        guard let failure else { return runner.composer.finish(name: UnsafeRawBufferPointer(start: nil, count: 0)) }
        let object = member(failure.member)
        error = ObjectError(
            code: failure.code,
            connector: object.identity.connector,
            object: object.entry.dn,
            rule: failure.rule.rule.name,
            message: failure.error.description
        )
        return nil
    }

    /// Finds the identity of the metaverse object behind a DN of the same connector.
    private struct Resolver<Places: RandomAccessCollection<Int>>: ReferenceResolver where Places.Index == Int {
        /// Has the names and the links, which are many to be taken along for each object.
        let maker: MetaverseMaker
        let places: Places

        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            guard let target = maker.names.target(name, space: places[member]) else { return }
            maker.linking.targets.identifiers[Int(target)].withText(found)
        }
    }
}
