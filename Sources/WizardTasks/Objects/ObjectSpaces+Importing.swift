import Directory
import SyncEngine
import SyncRules

/// What connector spaces would hold after an import.
extension ObjectSpaces {
    /// The same with some objects brought, each in the place of the one of its identity, and others taken away.
    ///
    /// Where one has another name than before, the values of `references` lead to it by the new one, as a directory keeps them.
    func importing(
        _ brought: [ConnectorSpaceObject],
        takingAway gone: Set<ConnectorSpaceIdentity>,
        references: (ConnectorID) -> [AttributeID]
    ) -> ObjectSpaces {
        let left = gone.union(brought.map(\.identity))
        let connectors = Set(left.map(\.connector))
        return having(
            spaces.map { connector, objects in
                guard connectors.contains(connector) else { return (connector: connector, objects: objects) }
                let new = brought.filter { $0.identity.connector == connector }
                let names = names(given: new, inPlaceOf: gone)
                let attributes = names.isEmpty ? [] : references(connector)
                let kept = objects.filter { !left.contains($0.identity) }.map {
                    $0.referring(by: attributes, to: names)
                }
                return (connector: connector, objects: (kept + new).sorted { $0.identity < $1.identity })
            }
        )
    }

    /// The names that objects are given in place of others, by these.
    ///
    /// Those that have come from another domain of their forest are among `gone` as they were there.
    private func names(
        given new: [ConnectorSpaceObject],
        inPlaceOf gone: Set<ConnectorSpaceIdentity>
    ) -> [String: String] {
        let pairs = new.compactMap { object -> (String, String)? in
            let former = gone.first {
                $0.connector == object.identity.connector && $0.anchor == object.identity.anchor
            }
            guard let old = self.object(former ?? object.identity)?.entry.dn, old != object.entry.dn else { return nil }
            return (ConnectorSpaceObject.key(old), object.entry.dn)
        }
        return Dictionary(pairs) { first, _ in first }
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

extension ConnectorSpaceObject {
    /// The same with references by new names in place of old ones, of which `names` has the keys.
    fileprivate func referring(by attributes: [AttributeID], to names: [String: String]) -> ConnectorSpaceObject {
        func name(_ value: ArraySlice<UInt8>) -> String? { names[Self.key(String(decoding: value, as: UTF8.self))] }
        let changed = attributes.filter { attribute in entry.values(of: attribute).contains { name($0) != nil } }
        guard !changed.isEmpty else { return self }
        return having(
            entry.replacing(changed) { attribute in
                entry.values(of: attribute).map { value in name(value).map { Array($0.utf8)[...] } ?? value }
            }
        )
    }

    /// What a name is known by, however it is written.
    fileprivate static func key(_ name: String) -> String {
        DistinguishedName(name)?.normalized ?? ASCII.lowercased(name)
    }
}
