import Directory
import SyncRules

/// What is written back to forests: it is kept as a store keeps it, and nobody writes it to copies.
extension MemorySpaces {
    /// Begins with what a store holds.
    func take(_ held: HeldWriteBacks) {
        guard !held.isEmpty else { return }
        let made = Dictionary(held.objects.map { ($0.object.identity, $0) }) { first, _ in first }
        var numbers: [ConnectorSpaceIdentity: Int64] = [:]
        for (connector, objects) in spaces {
            for (place, object) in objects.enumerated() {
                let number = number(place, of: connector)
                changes[number] = held.changes[object.identity]
                if let attributes = held.written[object.identity] {
                    written[number, default: []].formUnion(attributes)
                }
                guard let copy = made[object.identity] else { continue }
                numbers[object.identity] = number
                // What the forest does not have was all written.
                if copy.state == .made || copy.state == .unwanted {
                    written[number, default: []].formUnion(copy.object.entry.attributes)
                }
            }
        }
        for copy in held.objects {
            let identity = copy.object.identity
            let known = CopyObject(
                metaverse: copy.metaverse,
                object: copy.object,
                state: copy.state,
                number: numbers[identity],
                since: copy.since
            )
            set(known, of: copy.metaverse, in: identity.connector)
        }
    }

    func writeBack(of number: Int64) throws -> WriteBack? { changes[number]?.change }

    func writeBacks(of connector: ConnectorID) throws -> [Int64] {
        guard let space = spaces[connector] else { return [] }
        let first = number(0, of: connector)
        let end = number(space.count, of: connector)
        return changes.keys.filter { $0 >= first && $0 < end }.sorted()
    }

    func put(_ writeBack: WriteBack?, of number: Int64) throws {
        guard let writeBack else {
            changes[number] = nil
            return
        }
        // What is in the copy already waits no more, unless an import has passed that has not brought it.
        if let known = changes[number], known.state != .read, known.change == writeBack { return }
        changes[number] = HeldWriteBack(change: writeBack, state: .waiting)
    }

    func writtenBack(of number: Int64) throws -> Set<AttributeID> { written[number] ?? [] }

    func hasCopyObjects(of connector: ConnectorID) throws -> Bool { copies[connector]?.isEmpty == false }

    func copyObjectOwners(of connector: ConnectorID) throws -> [MetaverseID] {
        (copies[connector] ?? [:]).keys.sorted()
    }

    func copyObject(of metaverse: MetaverseID, in connector: ConnectorID) throws -> CopyObject? {
        copies[connector]?[metaverse]
    }

    func copyObjectOwner(named name: String, in connector: ConnectorID) throws -> MetaverseID? {
        copyNames[connector]?[name]
    }

    func put(_ object: CopyObject?, of metaverse: MetaverseID, in connector: ConnectorID) throws {
        set(object, of: metaverse, in: connector)
    }

    func heldOutwards(of connector: ConnectorID) throws -> Set<Int64> {
        Set((copies[connector] ?? [:]).values.filter { $0.state != .wanted }.compactMap(\.number))
    }

    // Nobody goes on from what is held in memory.
    func lookAgain(at numbers: [Int64]) throws {}

    private func set(_ object: CopyObject?, of metaverse: MetaverseID, in connector: ConnectorID) {
        if let before = copies[connector]?[metaverse].flatMap(Self.name), copyNames[connector]?[before] == metaverse {
            copyNames[connector]?[before] = nil
        }
        copies[connector, default: [:]][metaverse] = object
        if let name = object.flatMap(Self.name) { copyNames[connector, default: [:]][name] = metaverse }
    }

    /// The name of what was made, or is to be made, as names are compared; what was deleted or joined gives it to nobody.
    private static func name(_ object: CopyObject) -> String? {
        switch object.state {
        case .wanted, .made, .unwanted:
            let name = object.object.entry.dn
            return DistinguishedName(name)?.normalized ?? ASCII.lowercased(name)
        case .deleted, .joined: return nil
        }
    }

    /// What waits for a forest: changes of objects in the order of their numbers, then objects that are to be made or deleted, in
    /// the order of their identities.
    func waiting(of connector: ConnectorID) throws -> [WaitingWriteBack] {
        var waiting: [WaitingWriteBack] = []
        for number in try writeBacks(of: connector) {
            guard let held = changes[number], held.state == .waiting else { continue }
            waiting.append(
                WaitingWriteBack(number: number, object: try object(number, of: connector), change: held.change)
            )
        }
        let objects = (copies[connector] ?? [:]).values.filter { $0.state == .wanted || $0.state == .unwanted }
        for copy in objects.sorted(by: { $0.object.identity < $1.object.identity }) {
            let now = try copy.number.map { try object($0, of: connector).entry }
            waiting.append(
                WaitingWriteBack(
                    copy.state == .wanted ? .add : .delete,
                    of: copy.linked,
                    now: now ?? copy.object.entry,
                    number: copy.number ?? 0
                )
            )
        }
        return waiting
    }
}
