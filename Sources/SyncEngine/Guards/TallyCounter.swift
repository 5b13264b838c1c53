/// Counts objects by class and by what is directly above them, one after another: nothing is held of each.
public struct TallyCounter: Sendable {
    /// By class and container.
    private var counts: [String: [String: Int]] = [:]

    /// Begins with no objects.
    public init() {}

    /// Counts an object.
    public mutating func count(_ objectClass: String, dn: String) {
        counts[objectClass, default: [:]][ObjectTally.container(of: dn), default: 0] += 1
    }

    /// What was counted, by class and container.
    public var tallies: [ObjectTally] {
        counts.flatMap { name, containers in
            containers.map { ObjectTally(objectClass: name, container: $0.key, count: $0.value) }
        }.sorted()
    }
}
