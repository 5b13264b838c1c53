import Connectors
import Directory
import SyncEngine

extension ContainerSelection {
    /// Decides about a container.
    mutating func set(_ container: ForestContainer, isRead: Bool) {
        let new = Container(id: container.id, dn: container.dn, isRead: isRead)
        if let place = containers.firstIndex(where: { FilterRequest.isSame($0.dn, container.dn) }) {
            containers[place] = new
        } else {
            containers.append(new)
        }
    }

    /// Whether somebody has decided about a container.
    func names(_ dn: String) -> Bool { containers.contains { FilterRequest.isSame($0.dn, dn) } }

    /// The scope as if units that are not named were read where what is above them is.
    var scopeWithNew: ContainerScope {
        var same = self
        same.includesNew = true
        return same.scope
    }

    /// Puts the containers in order, from the domains down.
    mutating func sort() {
        let keyed = containers.map { container in
            (key: DistinguishedName(container.dn)?.components.reversed().map(\.normalized) ?? [], container)
        }
        containers = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.1)
    }
}
