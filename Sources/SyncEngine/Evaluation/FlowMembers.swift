import Directory

/// Lends views of the objects behind a target, of one nearly always, of one from each forest at most.
final class FlowMembers {
    private let limit: Int
    private var places: [EntryPlaces]

    /// `limit` is above the number of every attribute that rules read.
    init(limit: Int) {
        self.limit = limit
        places = [EntryPlaces(limit: limit)]
    }

    func with<Result, Failure: Error>(
        _ entry: PackedEntry,
        in partition: String?,
        _ body: (UnsafeBufferPointer<FlowMember>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try places[0].withView(of: entry) { view throws(Failure) in
            try withUnsafePointer(to: FlowMember(view: view, entry: entry, partition: partition)) {
                pointer throws(Failure) in
                try body(UnsafeBufferPointer(start: pointer, count: 1))
            }
        }
    }

    func with<Result>(
        _ objects: [ConnectorSpaceObject],
        _ body: (UnsafeBufferPointer<FlowMember>) -> Result
    ) -> Result {
        while places.count < objects.count { places.append(EntryPlaces(limit: limit)) }
        return lend(objects, [], body)
    }

    private func lend<Result>(
        _ objects: [ConnectorSpaceObject],
        _ members: [FlowMember],
        _ body: (UnsafeBufferPointer<FlowMember>) -> Result
    ) -> Result {
        guard members.count < objects.count else { return members.withUnsafeBufferPointer(body) }
        let object = objects[members.count]
        return places[members.count].withView(of: object.entry) { view in
            let member = FlowMember(view: view, entry: object.entry, partition: object.identity.partition)
            return lend(objects, members + [member], body)
        }
    }
}
