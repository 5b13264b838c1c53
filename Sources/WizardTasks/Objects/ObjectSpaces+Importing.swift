import SyncEngine
import SyncRules

/// What connector spaces would hold after an import.
extension ObjectSpaces {
    /// The same with some objects brought, each in the place of the one of its identity, and others taken away.
    func importing(
        _ brought: [ConnectorSpaceObject],
        takingAway gone: Set<ConnectorSpaceIdentity>
    ) -> ObjectSpaces {
        let left = gone.union(brought.map(\.identity))
        let connectors = Set(left.map(\.connector))
        return having(
            spaces.map { connector, objects in
                guard connectors.contains(connector) else { return (connector: connector, objects: objects) }
                let kept = objects.filter { !left.contains($0.identity) }
                let new = brought.filter { $0.identity.connector == connector }
                return (connector: connector, objects: (kept + new).sorted { $0.identity < $1.identity })
            }
        )
    }

    private func having(_ spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])]) -> ObjectSpaces {
        ObjectSpaces(
            workspace: workspace,
            spaces: spaces,
            returned: returned,
            metaverse: metaverse,
            desired: desired,
            exported: exported,
            copies: copies
        )
    }
}
