import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What references lead to: from names of forests and of the tenant, and from security identifiers, to metaverse objects, from
/// these to names in the tenant.
struct ReferenceNames: Sendable {
    private let identities: [ConnectorID: [String: MetaverseID]]
    private let identifiers: [ConnectorID: [SecurityIdentifier: MetaverseID]]
    private let names: [String: String]

    /// The attribute that has the security identifier of an object itself.
    static let ownIdentifier: AttributeName = "objectSid"

    init(_ spaces: ObjectSpaces) {
        identities = Dictionary(
            (spaces.spaces + [(connector: ConnectorID.tenant, objects: spaces.returned)]).map { connector, objects in
                let pairs = objects.compactMap { object in
                    object.link.map { (ASCII.lowercased(object.entry.dn), $0) }
                }
                return (connector, Dictionary(pairs) { first, _ in first })
            }
        ) { first, _ in first }
        let own = spaces.table.existing(Self.ownIdentifier)
        identifiers = Dictionary(
            spaces.spaces.map { connector, objects in
                let pairs = objects.compactMap { object -> (SecurityIdentifier, MetaverseID)? in
                    guard let link = object.link, let known = Self.identifier(of: object.entry, own) else { return nil }
                    return (known, link)
                }
                return (connector, Dictionary(pairs) { first, _ in first })
            }
        ) { first, _ in first }
        names = Dictionary(spaces.desired.map { ($0.metaverse.description, $0.entry.dn) }) { first, _ in first }
    }

    /// No names.
    init() { (identities, identifiers, names) = ([:], [:], [:]) }

    private init(
        _ identities: [ConnectorID: [String: MetaverseID]],
        _ identifiers: [ConnectorID: [SecurityIdentifier: MetaverseID]],
        _ names: [String: String]
    ) {
        (self.identities, self.identifiers, self.names) = (identities, identifiers, names)
    }

    /// Reads them from a workspace, page by page; of security identifiers those alone by which objects refer to others.
    static func read(_ workspace: Workspace, _ tenant: TenantNames, _ tracer: RuleTracer) async throws -> ReferenceNames
    {
        var identities: [ConnectorID: [String: MetaverseID]] = [:]
        var identifiers: [ConnectorID: [SecurityIdentifier: MetaverseID]] = [:]
        for connector in workspace.configuration.forests.map(\.connector) + [.tenant] {
            var known: [String: MetaverseID] = [:]
            var asked: Set<SecurityIdentifier> = []
            let asking = tracer.identifiers(of: connector)
            try await each(of: connector, in: workspace) { object in
                for attribute in asking {
                    asked.formUnion(object.entry.values(of: attribute).compactMap { SecurityIdentifier(bytes: $0) })
                }
                guard let link = object.link else { return }
                let name = ASCII.lowercased(object.entry.dn)
                if known[name] == nil { known[name] = link }
            }
            identities[connector] = known
            guard !asked.isEmpty else { continue }
            // Nearly always nobody refers so, and whose identifiers are whose need not be known.
            let own = workspace.store.table.existing(ownIdentifier)
            var holders: [SecurityIdentifier: MetaverseID] = [:]
            try await each(of: connector, in: workspace) { object in
                guard let link = object.link, let known = Self.identifier(of: object.entry, own),
                    asked.contains(known), holders[known] == nil
                else { return }
                holders[known] = link
            }
            identifiers[connector] = holders
        }
        return ReferenceNames(identities, identifiers, tenant.names)
    }

    private static func each(
        of connector: ConnectorID,
        in workspace: Workspace,
        _ body: (ConnectorSpaceObject) -> Void
    ) async throws {
        var last: ConnectorSpaceIdentity?
        repeat {
            let page = try await workspace.store.connectorSpace(of: connector, after: last, limit: TenantNames.pageSize)
            for object in page { body(object) }
            last = page.count < TenantNames.pageSize ? nil : page.last?.identity
        } while last != nil
    }

    private static func identifier(of entry: PackedEntry, _ attribute: AttributeID?) -> SecurityIdentifier? {
        attribute.flatMap { entry.values(of: $0).first }.flatMap { SecurityIdentifier(bytes: $0) }
    }

    /// Reads the names in the tenant of those alone that objects of the metaverse refer to.
    static func read(_ workspace: Workspace, referredToBy objects: [MetaverseObject]) async throws -> ReferenceNames {
        let referred = Set(objects.lazy.flatMap { MetaverseID.references(in: $0.entry) })
        let anchors = try await workspace.store.anchors(of: .tenant, behind: referred.sorted())
        let images = try await workspace.store.images(of: .tenant, anchors: anchors).desired
        let names = Dictionary(images.map { ($0.metaverse.description, $0.entry.dn) }) { first, _ in first }
        return ReferenceNames([:], [:], names)
    }

    /// The identity of the metaverse object behind a name of a forest, or behind a security identifier.
    func identity(_ connector: ConnectorID, _ name: [UInt8]) -> [UInt8]? {
        if let identifier = SecurityIdentifier(bytes: name) {
            return identifiers[connector]?[identifier].map { Array($0.description.utf8) }
        }
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
