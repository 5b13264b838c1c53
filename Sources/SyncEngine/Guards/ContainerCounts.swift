/// How many objects of one class there are: in all, and in each container together with everything below it.
struct ContainerCounts {
    /// No directory is deeper; a file may say anything.
    private static let deepest = 100

    /// How many in all.
    private(set) var total = 0
    /// How many are in a container or somewhere below it, by the container's name in small letters.
    private(set) var within: [String: Int] = [:]

    /// The counts of each class; tallies count what is directly in containers.
    static func byClass(_ tallies: [ObjectTally]) -> [String: ContainerCounts] {
        tallies.reduce(into: [:]) { $0[$1.objectClass, default: ContainerCounts()].count($1) }
    }

    private mutating func count(_ tally: ObjectTally) {
        total &+= tally.count
        for container in Self.path(tally.container) { within[container, default: 0] &+= tally.count }
    }

    /// A container and all that are above it, up to the domain; nothing where the name is empty.
    static func path(_ container: String) -> [String] {
        var path: [String] = []
        var container = container
        while !container.isEmpty, path.count < deepest {
            path.append(container)
            if isDomain(container) { break }
            container = ObjectTally.container(of: container)
        }
        return path
    }

    /// Whether a container is a domain: what is above it is another one.
    static func isDomain(_ container: String) -> Bool { container.drop { $0 == " " }.hasPrefix("dc=") }
}
