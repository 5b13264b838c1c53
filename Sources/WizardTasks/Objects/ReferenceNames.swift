import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What references lead to: from names of forests and of the tenant to metaverse objects, from these to names in the tenant.
struct ReferenceNames: Sendable {
    private let identities: [ConnectorID: [String: MetaverseID]]
    private let names: [String: String]

    init(_ spaces: ObjectSpaces) {
        identities = Dictionary(
            (spaces.spaces + [(connector: ConnectorID.tenant, objects: spaces.returned)]).map { connector, objects in
                let pairs = objects.compactMap { object in
                    object.link.map { (ASCII.lowercased(object.entry.dn), $0) }
                }
                return (connector, Dictionary(pairs) { first, _ in first })
            }
        ) { first, _ in first }
        names = Dictionary(spaces.desired.map { ($0.metaverse.description, $0.entry.dn) }) { first, _ in first }
    }

    /// No names.
    init() { (identities, names) = ([:], [:]) }

    private init(_ identities: [ConnectorID: [String: MetaverseID]], _ names: [String: String]) {
        (self.identities, self.names) = (identities, names)
    }

    /// Reads them from a workspace, page by page.
    static func read(_ workspace: Workspace, _ tenant: TenantNames) async throws -> ReferenceNames {
        var identities: [ConnectorID: [String: MetaverseID]] = [:]
        for connector in workspace.configuration.forests.map(\.connector) + [.tenant] {
            var known: [String: MetaverseID] = [:]
            var last: ConnectorSpaceIdentity?
            repeat {
                let page = try await workspace.store.connectorSpace(
                    of: connector,
                    after: last,
                    limit: TenantNames.pageSize
                )
                for object in page {
                    guard let link = object.link else { continue }
                    let name = ASCII.lowercased(object.entry.dn)
                    if known[name] == nil { known[name] = link }
                }
                last = page.count < TenantNames.pageSize ? nil : page.last?.identity
            } while last != nil
            identities[connector] = known
        }
        return ReferenceNames(identities, tenant.names)
    }

    /// Reads the names in the tenant of those alone that objects of the metaverse refer to.
    static func read(_ workspace: Workspace, referredToBy objects: [MetaverseObject]) async throws -> ReferenceNames {
        let referred = Set(objects.lazy.flatMap { MetaverseID.references(in: $0.entry) })
        let anchors = try await workspace.store.anchors(of: .tenant, behind: referred.sorted())
        let images = try await workspace.store.images(of: .tenant, anchors: anchors).desired
        let names = Dictionary(images.map { ($0.metaverse.description, $0.entry.dn) }) { first, _ in first }
        return ReferenceNames([:], names)
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
