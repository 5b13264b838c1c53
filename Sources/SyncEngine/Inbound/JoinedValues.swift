import Directory
import SyncExpressions
import SyncRules

/// Tells which keys a metaverse object has whose values are not those of one object alone.
///
/// Joins look at the metaverse: of what several objects give there is what precedence lets win, and what a flow keeps is that
/// of the last synchronization. What objects give one by one says where to look; entries are read again where somebody found
/// such a metaverse object, which is seldom.
final class JoinedValues {
    private let attributes: [AttributeID]
    private let runner: FlowRunner
    private let members: FlowMembers
    private var keys: JoinKeys
    private var plans = FlowPlans()
    /// The metaverse object that was worked out last, with the objects behind it and its keys.
    private var last: (target: Int32, objects: [Int], keys: Set<UInt64>)?

    /// `limit` is above the number of every attribute that rules read.
    init(_ attributes: [AttributeID], _ keys: JoinKeys, clock: FileTime, limit: Int) {
        self.attributes = attributes
        self.keys = keys
        runner = FlowRunner(direction: .inbound, clock: clock)
        members = FlowMembers(limit: limit)
    }

    /// Whether a metaverse object has the value of a key that one of the objects behind it gives, or that it had.
    func has(
        _ key: UInt64,
        _ target: Int32,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction
    ) throws -> Bool {
        let objects = linking.targets.members(of: target)
        let mayKeep =
            linking.keepsAny
            && objects.contains { linking.spaces[linking.space(of: $0)].mayKeep(linking.objects.sets[$0]) }
        // What all of them give is there, whichever wins.
        if !mayKeep, objects.allSatisfy({ linking.offered[$0].contains(key) }) { return true }
        if let last, last.target == target, last.objects == objects { return last.keys.contains(key) }
        let found = try work(out: target, objects, mayKeep: mayKeep, linking, transaction)
        last = (target, objects, found)
        return found.contains(key)
    }

    /// Works out the keys of a metaverse object, as the pass for values will.
    private func work(
        out target: Int32,
        _ objects: [Int],
        mayKeep: Bool,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction
    ) throws -> Set<UInt64> {
        var linked: [ConnectorSpaceObject] = []
        var kinds: [FlowPlans.Member] = []
        for object in objects {
            let connector = linking.spaces[linking.space(of: object)].connector
            linked.append(try transaction.object(linking.objects.stored[object], of: connector))
            kinds.append(
                FlowPlans.Member(
                    connector: connector,
                    partition: linking.objects.partition(of: object),
                    set: linking.objects.sets[object]
                )
            )
        }
        let identifier = linking.targets.identifiers[Int(target)]
        let before = mayKeep ? try transaction.metaverseObject(identifier) : nil
        let number = plans.number(for: kinds, isNew: before == nil) { member in
            linking.spaces.first { $0.connector == member.connector }?.joinRules(of: member.set) ?? []
        }
        let plan = plans[number]
        let failure = members.with(linked) { members in
            runner.run(
                plan,
                on: .init(members: members, previous: before?.entry),
                resolver: LinkingPass.NoReferences()
            )
        }
        var found: Set<UInt64> = []
        // An error leaves an object as it was; the pass for values reports it.
        if failure != nil, let standing = try transaction.metaverseObject(identifier) {
            for attribute in attributes {
                for value in standing.entry.values(of: attribute) {
                    value.withUnsafeBytes { bytes in keys.each(attribute, bytes) { found.insert($0) } }
                }
            }
            return found
        }
        for attribute in attributes {
            for value in StoredValues(runner.composer.stored(attribute)) {
                keys.each(attribute, value) { found.insert($0) }
            }
        }
        return found
    }
}
