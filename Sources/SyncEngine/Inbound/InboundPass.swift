import Directory
import SyncExpressions
import SyncRules

/// The second pass: the values of every metaverse object, from all objects linked to it, by precedence.
///
/// References become the identities of metaverse objects; one that leads to no linked object is left out. What is as it was
/// is not put again.
struct InboundPass {
    private var linking: LinkingPass
    private let transaction: any SynchronizationTransaction
    /// Nothing once every object has been worked out.
    private var maker: MetaverseMaker?
    private let hadObjects: Bool
    /// How many objects were worked out.
    private(set) var done = 0
    /// How many of them are new: what a rule's error kept from being made is not there, and counts once it is.
    private(set) var projected = 0
    private(set) var errors: [ObjectError] = []
    var limit = ErrorLimit()
    /// The metaverse objects that an error keeps as they were.
    private(set) var failed: Set<MetaverseID> = []
    /// The metaverse objects whose values hang on what they were as well.
    private(set) var unsettled: Set<MetaverseID> = []
    /// The metaverse objects of which there may be something to write back, by their numbers in the run.
    private(set) var returning: [Int32] = []
    /// The sum of the fingerprints of the metaverse: of what has passed by, or going on from what the last run left.
    private(set) var print: UInt64

    /// `strange` are partitions of which it is not known what parameters stand for: what came of them stays as it was.
    init(
        linking: LinkingPass,
        transaction: any SynchronizationTransaction,
        hadObjects: Bool,
        table: AttributeTable,
        clock: FileTime,
        strange: [ConnectorID: Set<String>],
        filters: [WriteBackFilter] = []
    ) {
        self.linking = linking
        self.transaction = transaction
        self.hadObjects = hadObjects
        print = linking.since?.memory.metaversePrint ?? 0
        maker = MetaverseMaker(
            linking: linking,
            strange: strange,
            digest: transaction.digest,
            clock: clock,
            limit: table.count,
            filters: filters
        )
    }

    /// What came of a portion of objects.
    private struct Outcome: Sendable {
        var made: [MetaverseMaker.Made] = []
        /// What each of the makers of images will call them.
        var looked: [LookedNames]
    }

    private typealias Portion = [MetaverseMaker.Work]

    /// Works out every object, side by side; gives each that is there with its number in the run to the next pass, and what
    /// `lookers` find out about them.
    mutating func run(
        on cores: Cores,
        lookers: [ImageMaker],
        progress: (Int, Int) -> Void,
        _ next: (Int32, MetaverseObject) -> Void,
        looked: ([LookedNames]) -> Void
    ) throws {
        guard let maker else { return }
        // Taken along once: the pass itself would be, for every object that is read while it notes what came of others.
        let (linking, reader) = (linking, reader)
        let crew = Crew<Portion, Outcome>(cores) {
            Self.evaluation(maker.another(), lookers.map { $0.another() })
        }
        defer { crew.dismiss() }
        let all = linking.targets.count
        func take(_ outcome: Outcome) throws {
            for made in outcome.made {
                try settle(made, of: all, progress)
                if let object = made.object { next(made.target, object) }
            }
            looked(outcome.looked)
        }
        var portion = Portion()
        for (place, space) in linking.spaces.enumerated() {
            var object = space.objects.lowerBound
            try transaction.eachObject(of: space.connector) { _, stored in
                defer { object += 1 }
                let target = linking.objects.targets[object]
                guard target >= 0, linking.targets.isLead(object, of: target) else { return }
                if portion.isEmpty { portion.reserveCapacity(cores.portion) }
                portion.append(try reader.work(target, object, stored, place, linking))
                guard portion.count >= cores.portion else { return }
                crew.hand(portion)
                portion = []
                while crew.isFull, let outcome = crew.next()?.outcome { try take(outcome) }
            }
        }
        if !portion.isEmpty { crew.hand(portion) }
        while let outcome = crew.next()?.outcome { try take(outcome) }
        progress(done, done)
    }

    private static func evaluation(_ maker: MetaverseMaker, _ lookers: [ImageMaker]) -> (Portion) -> Outcome {
        { portion in
            var outcome = Outcome(looked: Array(repeating: LookedNames(), count: lookers.count))
            outcome.made.reserveCapacity(portion.count)
            for work in portion {
                let made = maker.make(work)
                if let object = made.object {
                    for (place, looker) in lookers.enumerated() { looker.look(at: object, &outcome.looked[place]) }
                }
                outcome.made.append(made)
            }
            return outcome
        }
    }

    /// Works out these objects alone, in the order of the objects behind them.
    mutating func run(
        _ chosen: Set<Int32>,
        progress: (Int, Int) -> Void,
        _ next: (Int32, MetaverseObject) -> Void
    ) throws {
        guard let maker else { return }
        let leads = chosen.compactMap { target in linking.targets.members(of: target).first.map { ($0, target) } }
        for (object, target) in leads.sorted(by: { $0.0 < $1.0 }) {
            let place = linking.space(of: object)
            let stored = try transaction.object(linking.objects.stored[object], of: linking.spaces[place].connector)
            let made = maker.make(try reader.work(target, object, stored, place, linking))
            try settle(made, of: leads.count, progress)
            if let object = made.object { next(target, object) }
        }
        progress(done, done)
    }

    private var reader: WorkReader { WorkReader(transaction: transaction, hadObjects: hadObjects) }

    /// Notes what came of an object, and puts it in place where it is another than it was.
    private mutating func settle(_ made: MetaverseMaker.Made, of all: Int, _ progress: (Int, Int) -> Void) throws {
        if done.isMultiple(of: 500) {
            try Task.checkCancellation()
            progress(done, all)
        }
        done += 1
        if let error = made.error {
            errors.append(error)
            failed.insert(linking.targets.identifiers[Int(made.target)])
            try limit.check(errors, done: done)
        }
        if made.isNew { projected += 1 }
        if made.isUnsettled { unsettled.insert(linking.targets.identifiers[Int(made.target)]) }
        if made.returns { returning.append(made.target) }
        print &+= made.print
        if made.isOther, let object = made.object { try transaction.put(object) }
    }

    /// Lets go of objects and links, once every object has been worked out.
    mutating func forgetObjects() {
        maker = nil
        linking.forgetObjects()
    }

    /// Takes an object that is removed out of the fingerprint.
    mutating func forget(_ object: MetaverseObject) { print &-= transaction.digest.digest(object) }
}
