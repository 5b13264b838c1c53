import Directory
import SyncRules

/// What a synchronization leaves for the next one: some hundred bytes of each object, whatever its entry holds.
///
/// With it a synchronization of what has changed need not look at what has not. It is worth nothing once rules, schemas or
/// parameters are others: `inputs` tells.
struct RunMemory {
    /// The objects of one connector, in the order in which a run walks over them.
    struct Space: Equatable, Codable {
        let connector: ConnectorID
        /// The sets of rules that occur, each as places of rules.
        let sets: [[Int]]
        /// How many objects there are.
        let count: Int
    }

    /// The fingerprint of rules, schemas and parameters.
    var inputs: UInt64
    var spaces: [Space] = []
    /// The objects' numbers in the store.
    var stored: [Int64] = []
    /// The number of the set of rules that each is in scope of.
    var sets: [Int32] = []
    /// The place of the partition of each among `partitionNames`.
    var partitions: [UInt16] = []
    var partitionNames: [String] = []
    /// The fingerprint of the name of each.
    var names: [UInt64] = []
    /// The place of the metaverse object of each among `identifiers`, or less than zero.
    var targets: [Int32] = []
    var identifiers: [MetaverseID] = []
    /// The keys of what each gives for joining.
    var given = KeyLists()
    /// The fingerprints of the names and identifiers that each refers by.
    var references = KeyLists()
    /// Who has the security identifiers by which objects refer to others.
    var identified = IdentifiedObjects()
    /// The metaverse objects with which something went wrong: they are tried again.
    var failed: [MetaverseID] = []
    /// The metaverse objects whose values hang on what they were as well: a run that checks everything works them out again.
    var unsettled: [MetaverseID] = []
    /// How many images each tenant's connector has.
    var images: [ConnectorID: Int] = [:]
    /// The sum of the fingerprints of all metaverse objects.
    var metaversePrint: UInt64 = 0
    /// The sum of the fingerprints of the images of each tenant's connector.
    var imagePrints: [ConnectorID: UInt64] = [:]

    /// The references that lead to nothing; nothing where a program wrote that did not say so.
    var lost: LostReferences?

    /// The fingerprints of the parts that this was read from, and what stood before them.
    var sums: [String: UInt64] = [:]
    var head: [UInt8] = []

    init(inputs: UInt64) { self.inputs = inputs }

    /// Takes down what a run knows of objects, of what they give and refer to, and of links.
    init(inputs: UInt64, _ linking: LinkingPass) {
        self.init(inputs: inputs)
        (given, references, identified) = (linking.given, linking.references, linking.identified)
        takeObjects(linking)
    }

    /// Takes down objects and links.
    private mutating func takeObjects(_ linking: LinkingPass) {
        takeNames(linking)
        let objects = linking.objects
        stored = (0..<objects.count).map { objects.stored[$0] }
        sets = (0..<objects.count).map { Int32(truncatingIfNeeded: objects.sets[$0]) }
        partitions = (0..<objects.count).map { objects.partitions[$0] }
        names = objects.names
        // Numbered by the order of objects, so that a run in which nothing was linked anew leaves the same.
        var numbers = Array(repeating: Int32(-1), count: linking.targets.count)
        targets.reserveCapacity(stored.count)
        identifiers.reserveCapacity(linking.targets.count)
        for target in linking.objects.targets {
            guard target >= 0 else {
                targets.append(-1)
                continue
            }
            if numbers[Int(target)] < 0 {
                numbers[Int(target)] = Int32(truncatingIfNeeded: identifiers.count)
                identifiers.append(linking.targets.identifiers[Int(target)])
            }
            targets.append(numbers[Int(target)])
        }
    }

    /// Takes down how many objects there are of each connector, and what numbers stand for.
    mutating func takeNames(_ linking: LinkingPass) {
        spaces = linking.spaces.map { Space(connector: $0.connector, sets: $0.sets.sets, count: $0.objects.count) }
        partitionNames = linking.objects.partitionNames
    }

    /// Takes down what a run knows at its end; `unsettled` are those of which nothing was worked out.
    mutating func conclude(
        _ values: InboundPass,
        _ outbound: [OutboundPass],
        _ returning: [WriteBackPass],
        unsettled others: Set<MetaverseID>
    ) {
        let failed = outbound.reduce(values.failed) { $0.union($1.failed) }
        self.failed = returning.reduce(failed) { $0.union($1.failed) }.sorted()
        unsettled = outbound.reduce(values.unsettled.union(others)) { $0.union($1.unsettled) }.sorted()
        images = Dictionary(outbound.map { ($0.connector, $0.count) }) { first, _ in first }
        metaversePrint = values.print
        imagePrints = Dictionary(outbound.map { ($0.connector, $0.print) }) { first, _ in first }
    }

    /// The places of a connector's objects.
    func objects(of connector: ConnectorID) -> Range<Int> {
        var start = 0
        for space in spaces {
            if space.connector == connector { return start..<start + space.count }
            start += space.count
        }
        return 0..<0
    }

    /// The metaverse object of an object.
    func target(of object: Int) -> MetaverseID? { targets[object] < 0 ? nil : identifiers[Int(targets[object])] }
}
