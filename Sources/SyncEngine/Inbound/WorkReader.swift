/// Reads what is needed to work out a metaverse object.
struct WorkReader {
    let transaction: any SynchronizationTransaction
    /// Whether there were metaverse objects before.
    let hadObjects: Bool

    /// The work for a metaverse object of which the first object behind it has been read.
    func work(
        _ target: Int32,
        _ object: Int,
        _ stored: ConnectorSpaceObject,
        _ place: Int,
        _ linking: borrowing LinkingPass
    ) throws -> MetaverseMaker.Work {
        var others: [ConnectorSpaceObject] = []
        if !linking.targets.hasOneMember(target) {
            for other in linking.targets.members(of: target).dropFirst() {
                let connector = linking.spaces[linking.space(of: other)].connector
                others.append(try transaction.object(linking.objects.stored[other], of: connector))
            }
        }
        return MetaverseMaker.Work(
            target: target,
            object: object,
            place: place,
            lead: stored,
            others: others,
            before: hadObjects ? try transaction.metaverseObject(linking.targets.identifiers[Int(target)]) : nil
        )
    }
}
