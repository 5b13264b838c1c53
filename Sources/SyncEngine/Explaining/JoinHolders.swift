import Directory
import SyncRules

/// The linked objects of connector spaces, each with a number, and the metaverse objects behind them.
///
/// A few dozen bytes of each and no entry, so that all objects of large forests can be asked about.
struct JoinHolders {
    private struct Partition: Hashable {
        let connector: ConnectorID
        let name: String
    }

    /// The connectors, in the order in which what belongs together is told.
    private let connectors: [ConnectorID]
    private var partitions: [Partition] = []
    private var partitionNumbers: [Partition: Int] = [:]

    // Of each object.
    private var inPartition = NarrowNumbers<UInt8>()
    private var anchors: [UInt8] = []
    private var anchorEnds = PartEnds()
    private var sharing = ObjectMarks()
    private var targets: [Int32] = []
    /// The object before it that is linked to the same metaverse object; less than zero where there is none.
    private var earlier: [Int32] = []

    // Of each metaverse object.
    private var identifiers: [MetaverseID] = []
    private var table = IdentityTable()
    /// The place of its class among `classNames` plus one; zero where there is no such object.
    private var classes = NarrowNumbers<UInt8>()
    private var classNames: [AttributeName] = []
    /// The last object that is linked to it; less than zero where none is.
    private var last: [Int32] = []

    /// Prepares for objects of these connectors.
    init(of connectors: [ConnectorID]) { self.connectors = connectors }

    /// Adds a metaverse object.
    mutating func add(_ identifier: MetaverseID, as objectClass: AttributeName) {
        let target = number(of: identifier)
        let place = classNames.firstIndex(of: objectClass) ?? classNames.count
        if place == classNames.count { classNames.append(objectClass) }
        classes[Int(target)] = place + 1
    }

    /// Adds an object that is linked to a metaverse object; gives its number.
    mutating func add(_ identity: ConnectorSpaceIdentity, linkedTo link: MetaverseID, sharesOnly: Bool) -> Int32 {
        let object = targets.count
        let partition = Partition(connector: identity.connector, name: identity.partition)
        let place = partitionNumbers[partition] ?? partitions.count
        if place == partitions.count {
            partitions.append(partition)
            partitionNumbers[partition] = place
        }
        inPartition.append(place)
        anchors += identity.anchor
        anchorEnds.append(anchors.count)
        if sharesOnly { sharing[object] = true }
        let target = number(of: link)
        targets.append(target)
        earlier.append(last[Int(target)])
        last[Int(target)] = Int32(truncatingIfNeeded: object)
        return Int32(truncatingIfNeeded: object)
    }

    /// The number of a metaverse object, which is given one where it has none.
    private mutating func number(of identifier: MetaverseID) -> Int32 {
        if let known = table.placeOrNext(of: identifier, in: identifiers) { return known }
        identifiers.append(identifier)
        classes.append(0)
        last.append(-1)
        return Int32(truncatingIfNeeded: identifiers.count - 1)
    }

    // MARK: An object

    func connector(of object: Int) -> ConnectorID { partitions[inPartition[object]].connector }

    func identity(of object: Int) -> ConnectorSpaceIdentity {
        let partition = partitions[inPartition[object]]
        return ConnectorSpaceIdentity(
            connector: partition.connector,
            partition: partition.name,
            anchor: Array(anchors[anchorEnds[object]])
        )
    }

    /// Whether rules join it and let no value flow from it.
    func sharesOnly(_ object: Int) -> Bool { sharing[object] }

    /// The metaverse object that it is linked to.
    func link(of object: Int) -> MetaverseID { identifiers[Int(targets[object])] }

    /// Whether one identity comes before another where objects are told: by connector in their order, then by itself.
    func isBefore(_ one: ConnectorSpaceIdentity, _ other: ConnectorSpaceIdentity) -> Bool {
        (place(of: one.connector), one) < (place(of: other.connector), other)
    }

    private func place(of connector: ConnectorID) -> Int { connectors.firstIndex(of: connector) ?? connectors.count }

    // MARK: A metaverse object

    /// Its class; nothing where there is no such object.
    func objectClass(of identifier: MetaverseID) -> AttributeName? {
        guard let target = table.place(of: identifier, in: identifiers) else { return nil }
        let place = classes[Int(target)]
        return place > 0 ? classNames[place - 1] : nil
    }

    /// The objects that are linked to it, in no order.
    func members(of identifier: MetaverseID) -> [Int] {
        guard let target = table.place(of: identifier, in: identifiers) else { return [] }
        return members(behind: Int(target))
    }

    /// Whether objects of several connectors are linked to it.
    func areSeveral(behind identifier: MetaverseID) -> Bool { areSeveral(members(of: identifier)) }

    private func members(behind target: Int) -> [Int] {
        var found: [Int] = []
        var next = last[target]
        while next >= 0 {
            found.append(Int(next))
            next = earlier[Int(next)]
        }
        return found
    }

    private func areSeveral(_ members: [Int]) -> Bool {
        guard members.count > 1, let first = members.first.map({ connector(of: $0) }) else { return false }
        return members.contains { connector(of: $0) != first }
    }

    /// How many objects of each connector share their metaverse object with one of another connector.
    func shared() -> [ConnectorID: Int] {
        var counts: [ConnectorID: Int] = [:]
        for target in last.indices {
            let members = members(behind: target)
            guard areSeveral(members) else { continue }
            for object in members { counts[connector(of: object), default: 0] += 1 }
        }
        return counts
    }
}
