import Directory
import SyncEngine
import SyncRules

/// What references lead to: from names of forests to metaverse objects, from these to names in the tenant.
struct ReferenceNames {
    private let identities: [ConnectorID: [String: MetaverseID]]
    private let names: [String: String]

    init(_ spaces: ObjectSpaces) {
        identities = Dictionary(
            spaces.spaces.map { connector, objects in
                let pairs = objects.compactMap { object in
                    object.link.map { (ASCII.lowercased(object.entry.dn), $0) }
                }
                return (connector, Dictionary(pairs) { first, _ in first })
            }
        ) { first, _ in first }
        names = Dictionary(spaces.desired.map { ($0.metaverse.description, $0.entry.dn) }) { first, _ in first }
    }

    /// The identity of the metaverse object behind a name of a forest.
    func identity(_ connector: ConnectorID, _ name: [UInt8]) -> [UInt8]? {
        let text = String(decoding: name, as: UTF8.self)
        let known = identities[connector] ?? [:]
        let found =
            known[ASCII.lowercased(text)] ?? DistinguishedName(text).flatMap { known[ASCII.lowercased($0.normalized)] }
        return found.map { Array($0.description.utf8) }
    }

    /// The name in the tenant of a metaverse object.
    func name(_ identifier: [UInt8]) -> [UInt8]? {
        names[String(decoding: identifier, as: UTF8.self)].map { Array($0.utf8) }
    }
}
