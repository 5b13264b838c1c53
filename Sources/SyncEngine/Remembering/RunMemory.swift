import Directory
import SyncRules

/// What a synchronization leaves for the next one: some hundred bytes of each object, whatever its entry holds.
///
/// With it a synchronization of what has changed need not look at what has not. It is worth nothing once rules, schemas or
/// parameters are others: `inputs` tells.
struct RunMemory: Equatable {
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
    /// The fingerprints of the names that each refers to.
    var references = KeyLists()
    /// The metaverse objects with which something went wrong: they are tried again.
    var failed: [MetaverseID] = []
    /// How many images each tenant's connector has.
    var images: [ConnectorID: Int] = [:]

    init(inputs: UInt64) { self.inputs = inputs }

    /// Takes down what a run knows at its end.
    init(
        inputs: UInt64,
        _ linking: LinkingPass,
        failed: Set<MetaverseID>,
        images: [ConnectorID: Int]
    ) {
        self.init(inputs: inputs)
        spaces = linking.spaces.map { Space(connector: $0.connector, sets: $0.sets.sets, count: $0.objects.count) }
        stored = linking.objects.stored
        sets = linking.objects.sets
        partitions = linking.objects.partitions
        partitionNames = linking.objects.partitionNames
        names = linking.objects.names
        given = linking.given
        references = linking.references
        self.failed = failed.sorted()
        self.images = images
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
