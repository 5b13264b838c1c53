import Directory
import SyncExpressions
import SyncRules

/// The first pass: decides which connector space object belongs to which metaverse object.
///
/// An object that is linked keeps its link while a rule that links is in scope. Others are joined by the first join group
/// that finds exactly one object, or projected where a rule provisions. Objects of all connectors are looked at before one
/// is joined: what joins must find the values of everything that is already there, whichever forest it came from.
struct LinkingPass {
    /// More objects than this get their room as they come.
    private static let mostRoom = 4_000_000

    let spaces: [Space]
    var keys: JoinKeys
    var objects = RunObjects()
    var targets = RunTargets()
    var joined = 0
    var disconnected = 0
    var errors: [ObjectError] = []
    var limit = ErrorLimit()
    /// The keys of what each object gives for joining; a run over all objects has the last of them at hand.
    var given = KeyLists()
    /// Writes them down.
    var givenPieces: KeyPieces
    /// Those of them by which another object may be joined to it.
    var offered = KeyLists()
    /// The metaverse objects that may have kept values: behind those of objects `offered` has a row for each.
    var kept: [Int32] = []
    /// The fingerprints of the names and identifiers that each refers by, in the same way.
    var references = KeyLists()
    var referencePieces: KeyPieces
    /// Who has the security identifiers by which objects refer to others: nearly always there are none.
    var identified = IdentifiedObjects()
    /// The attribute that has the security identifier of an object itself.
    let identifierAttribute: AttributeID?
    /// What the last run left, where this one goes on from there.
    let since: RunChanges?
    /// The names that lead elsewhere than they did, and the metaverse objects that were touched.
    var moves = LinkMoves()
    var index = JoinIndex()
    /// For how many metaverse objects room is to be made as soon as there is one of the connector that is looked at.
    private var room = 0
    /// The attributes of the metaverse that rules inwards join by: of these objects give keys.
    let joinAttributes: [AttributeID]
    /// Whether rules may leave any of them as it was.
    let keepsAny: Bool
    /// What metaverse objects have that are more than one object.
    let joinedValues: JoinedValues
    private let runner: FlowRunner
    private let members: FlowMembers

    init(
        _ connectors: [(connector: ConnectorID, rules: [CompiledRule])],
        table: AttributeTable,
        clock: FileTime,
        digest: EntryDigest,
        since: RunChanges? = nil
    ) {
        self.since = since
        let rules = Dictionary(connectors) { first, _ in first }
        let joined = Set(rules.values.joined().flatMap { $0.joins.joined().map(\.metaverse) })
        let keys = JoinKeys(rules, table: table, digest: digest)
        self.keys = keys
        givenPieces = KeyPieces("given", digest)
        referencePieces = KeyPieces("references", digest)
        joinAttributes = joined.sorted()
        identifierAttribute = table.existing("objectSid")
        runner = FlowRunner(direction: .inbound, clock: clock)
        members = FlowMembers(limit: table.count)
        joinedValues = JoinedValues(joined.sorted(), keys, clock: clock, limit: table.count)
        let spaces = connectors.map { connector, rules in
            let known = since?.memory.spaces.first { $0.connector == connector }?.sets ?? []
            return Space(connector, rules, joined, keys, known)
        }
        keepsAny = spaces.contains(where: \.keepsAny)
        self.spaces = spaces
    }

    mutating func run(_ transaction: any SynchronizationTransaction) throws {
        try look(transaction)
        try link(transaction)
        findNames()
    }

    /// Looks at every object: what it gives and refers to is known then.
    mutating func look(_ transaction: any SynchronizationTransaction) throws {
        for space in spaces {
            space.outward = try transaction.heldOutwards(of: space.connector)
            let start = objects.count
            if let since {
                try restore(space, since, transaction)
            } else {
                makeRoom(for: try transaction.count(of: space.connector), space)
                try transaction.eachObject(of: space.connector) { number, object in
                    if objects.count.isMultiple(of: 500) { try Task.checkCancellation() }
                    try givenPieces.spill(&given, to: transaction)
                    try referencePieces.spill(&references, to: transaction)
                    try look(at: object, number, space, transaction)
                }
            }
            space.objects = start..<objects.count
        }
        try identify(transaction)
        if spaces.contains(where: { !$0.candidates.objects.isEmpty }) {
            try findWhatIsOffered(transaction)
        }
    }

    /// Joins and projects what is not linked, and lets go of what nothing holds any more.
    mutating func link(_ transaction: any SynchronizationTransaction) throws {
        objects.expectLinks()
        // Where a run goes on from another nearly all are there already.
        if since == nil { targets.reserve(objects.count) }
        indexWhatIsOffered()
        for space in spaces { try settle(space, transaction) }
        try settleLeft(transaction)
        (index, offered, kept) = (JoinIndex(), KeyLists(), [])
        dropUnsupported()
    }

    /// Makes objects known by their names; of several with one name it is one that is linked, once links stand.
    func findNames() {
        for space in spaces { space.names = NameTable(space.objects, of: objects) }
    }

    /// Lists that grow are copied, and hold the old one beside the new meanwhile.
    ///
    /// How many keys there will be is a guess: room that nobody writes to costs nothing. The count may be wrong.
    private mutating func makeRoom(for count: Int, _ space: Space) {
        let count = min(max(0, count), Self.mostRoom)
        objects.reserve(count)
        room = count
        given.reserve(count, keys: min(8 * count, 2 * KeyPieces.size))
        references.reserve(count, keys: min(4 * count, 2 * KeyPieces.size))
        space.candidates.reserve(count)
    }

    /// Lets go of the names of objects.
    func forgetNames() {
        for space in spaces { space.names = NameTable() }
    }

    /// Lets go of objects, of what they are linked to and of their names.
    mutating func forgetObjects() {
        (objects, targets, identified) = (RunObjects(), RunTargets(), IdentifiedObjects())
        forgetNames()
    }

    /// Finds the rules of an object and what it gives for joining; links it where the store does.
    mutating func look(
        at object: ConnectorSpaceObject,
        _ number: Int64,
        _ space: Space,
        _ transaction: any SynchronizationTransaction
    ) throws {
        let partition = object.identity.partition
        try members.with(object.entry, in: partition) { members in
            let view = members[0].view
            let set = space.sets.number(for: object.objectClass, view)
            let place = objects.append(
                stored: number,
                set: set,
                partition: partition,
                name: keys.name(view.name),
                hadLink: object.link != nil
            )
            let inScope = space.sets.sets[set]
            if !inScope.isEmpty { give(members, space, set, partition) }
            given.close()
            refer(view, space)
            if let identifier = object.link,
                let objectClass = try linkedClass(place, identifier, space, transaction)
            {
                if room > 0 {
                    targets.reserve(targets.count + room)
                    room = 0
                }
                objects.link(place, to: targets.insert(identifier, as: objectClass), isStored: true)
                targets.attach(place, to: objects.targets[place])
            } else if space.outward.contains(number) {
                // It waits to be deleted, or for what it is for: nothing else is made of it.
                disconnected += 1
            } else {
                space.candidates.append(
                    place,
                    anchor: object.identity.anchor,
                    inScope: inScope,
                    view,
                    given,
                    &keys
                )
            }
        }
    }

    private mutating func give(
        _ members: UnsafeBufferPointer<FlowMember>,
        _ space: Space,
        _ set: Int,
        _ partition: String
    ) {
        let member = FlowPlans.Member(connector: space.connector, partition: partition, set: set)
        let plan = space.joinPlans.number(for: member, isNew: true) { member in
            space.joinRules(of: member.set)
        }
        // An expression that fails is reported by the pass for values.
        _ = runner.run(
            space.joinPlans[plan],
            on: .init(members: members, previous: nil),
            resolver: NoReferences()
        )
        for attribute in joinAttributes {
            for value in StoredValues(runner.composer.stored(attribute)) {
                given.add(keys.key(attribute, value, isExact: false))
                if keys.hasExact(attribute) { given.add(keys.key(attribute, value, isExact: true)) }
            }
        }
    }

    private mutating func refer(_ view: EntryView, _ space: Space) {
        for attribute in space.references {
            for value in view.values(attribute) {
                guard SecurityIdentifier.isStored(value) else {
                    references.add(keys.name(value))
                    continue
                }
                let key = keys.identifier(value, of: space.keyPrefix)
                references.add(key)
                space.asked.insert(key)
            }
        }
        references.close()
    }

    /// The class of the metaverse object that an object stays linked to; nothing where no rule links it.
    ///
    /// Rules that are for another class are not for this object.
    private mutating func linkedClass(
        _ place: Int,
        _ identifier: MetaverseID,
        _ space: Space,
        _ transaction: any SynchronizationTransaction
    ) throws -> AttributeName? {
        let set = objects.sets[place]
        switch space.linkedClass(of: set) {
        case .none:
            guard space.outward.contains(objects.stored[place]) else { return nil }
            return try transaction.metaverseClass(identifier)
        case .one(let known):
            // Where the rules are those of the last run it has the class that they say.
            guard since == nil, let stored = try transaction.metaverseClass(identifier) else { return known }
            return stored == known ? known : nil
        case .unclear:
            guard let stored = try transaction.metaverseClass(identifier) else { return nil }
            let narrowed = space.set(set, for: stored)
            guard space.sets.sets[narrowed].contains(where: { LinkedClass.links(space.rules[$0]) }) else { return nil }
            objects.narrow(place, to: narrowed)
            return stored
        }
    }

    /// Links an object that was not.
    mutating func attach(_ object: Int, to target: Int32, _ space: Space) {
        objects.narrow(object, to: space.set(objects.sets[object], for: targets.objectClass(of: target)))
        objects.link(object, to: target, isStored: false)
        targets.attach(object, to: target)
        index.insert(target, keysOf: object, offered)
    }

    /// The object of a connector that stands for a metaverse object there: one that gives it values before one that only
    /// shares it, and of several alike the one whose name has the lowest fingerprint, whatever the order in which they came.
    func standing(for target: Int32, in space: Space) -> Int? {
        func rank(_ object: Int) -> (Int, UInt64) {
            (space.sharesOnly(objects.sets[object]) ? 1 : 0, objects.names[object])
        }
        return targets.members(of: target).filter(space.objects.contains).min { rank($0) < rank($1) }
    }

    /// The place of the connector that an object belongs to.
    func space(of object: Int) -> Int { spaces.firstIndex { $0.objects.contains(object) } ?? 0 }

    /// What refers to another object cannot be joined by: that object may not be linked yet.
    struct NoReferences: ReferenceResolver {
        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {}
    }
}
