import Directory
public import SyncEngine

/// What people have decided that an import leaves out, beside whole domains.
public struct ImportFilter: Sendable, Hashable {
    /// Which containers are read.
    public var scope = ContainerScope.everything
    /// The DN of the group whose direct members alone are read; nothing where all are.
    public var group: String?

    /// Nothing is left out.
    public init() {}

    /// Whether there is nothing to ask.
    var isEverything: Bool { scope.isEverything && group == nil }

    /// What is left out, for the digest of what an import asks for: a change of it needs a full import.
    public var limits: [String] { scope.limits + (group.map { ["group \(ForestDomain.normalized($0))"] } ?? []) }

    /// Whether an object of that name is in a container that is read.
    func includes(_ name: String) -> Bool { scope.includes(name) }

    /// What a listed container is called now, where that is another name than the one that was chosen: `(old, new)`.
    func moved(_ containers: [ForestContainer]) -> [(from: String, to: String)] {
        let now = Dictionary(
            containers.compactMap { container in container.id.map { ($0, container.dn) } },
            uniquingKeysWith: { first, _ in first }
        )
        return scope.entries.compactMap { entry in
            guard let identity = entry.identity, let name = now[identity.description],
                !ForestDomain.isSame(name, entry.name)
            else { return nil }
            return (entry.name, name)
        }
    }

    /// Refuses an import whose filter names a container by a name that it no longer has.
    func refuseMoved(_ containers: [ForestContainer]) throws(ConnectorError) {
        guard let (from, to) = moved(containers).first else { return }
        throw ConnectorError(
            .containerMoved,
            "The filter names \(from), which is called \(to) now (its objectGUID is the same). Read by the old name, its "
                + "objects would be taken for deleted or left out. Nothing of the domain was taken over; "
                + "`dryad customize filter` shows what the new name means and puts it into dryad.yaml."
        )
    }
}
