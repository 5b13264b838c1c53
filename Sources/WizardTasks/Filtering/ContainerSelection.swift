import Directory
public import SyncEngine

/// Which containers of a forest are read.
///
/// The deepest one that is named decides; what is below no named one is read.
public struct ContainerSelection: Sendable, Hashable, Codable {
    /// One container that somebody has decided about.
    public struct Container: Sendable, Hashable, Codable {
        /// Its `objectGUID`, dashed; nothing where the directory shows none.
        public var id: String?
        /// Its DN when it was chosen.
        public var dn: String
        /// Whether what is in it is read.
        public var isRead: Bool

        /// Names a container.
        public init(id: String?, dn: String, isRead: Bool) {
            self.id = id
            self.dn = dn
            self.isRead = isRead
        }
    }

    /// Whether organizational units that are made later are read; otherwise only those that are named.
    public var includesNew = true
    /// The containers, ascending by name from the domain down.
    public var containers: [Container] = []

    /// Everything is read.
    public init() {}

    /// Whether it leaves nothing out.
    public var isEverything: Bool { includesNew && containers.allSatisfy(\.isRead) }

    /// What an import goes by.
    public var scope: ContainerScope {
        guard self != ContainerSelection() else { return .everything }
        return ContainerScope(
            containers.map {
                ContainerScope.Entry(name: $0.dn, identity: $0.id.flatMap { ObjectGUID($0) }, isRead: $0.isRead)
            },
            includesNew: includesNew
        )
    }
}
