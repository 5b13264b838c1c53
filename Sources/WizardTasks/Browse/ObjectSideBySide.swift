import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// One object with what the connector space, the metaverse and the tenant say of it, side by side.
public struct ObjectSideBySide: Sendable {
    /// One attribute.
    public struct Row: Sendable, Hashable {
        /// Its name.
        public let attribute: String
        /// Its values in the connector space.
        public let connectorSpace: [String]
        /// Its values in the metaverse.
        public let metaverse: [String]
        /// Its values as the rules would export them.
        public let export: [String]
        /// Its values in the tenant.
        public let tenant: [String]
    }

    /// An object of another connector space, or of the same, that is linked to the same metaverse object.
    public struct Companion: Sendable, Hashable {
        /// Its name in addresses.
        public let reference: ObjectReference
        /// The name of its connector.
        public let connector: String
        /// Its DN.
        public let dn: String
    }

    /// Who it is.
    public let label: String
    /// The name of its connector.
    public let connector: String
    /// Its class in the connector space.
    public let objectClass: String
    /// Its DN.
    public let dn: String
    /// The identity of its metaverse object; nothing for an object that no rule links.
    public let metaverse: String?
    /// The class of that.
    public let metaverseClass: String?
    /// Its source anchor in the tenant; nothing where no rule exports it.
    public let anchor: String?
    /// Its identity in the tenant; nothing where it is not there.
    public let tenant: String?
    /// What waits to be exported for it: `add`, `update`, `delete`.
    public let pending: String?
    /// The others that are linked to the same metaverse object.
    public let companions: [Companion]
    /// The attributes, ascending by name.
    public let rows: [Row]

    /// Reads an object; nothing where there is none of that name.
    public static func read(_ workspace: Workspace, _ reference: ObjectReference) async throws -> ObjectSideBySide? {
        let store = workspace.store
        guard let object = try await store.connectorObject(reference.identity) else { return nil }
        let sensitive = try await SensitiveAttributes(of: workspace)
        var sides: [[AttributeName: [String]]] = [values(object.entry, store.table, sensitive)]
        var metaverse: MetaverseObject?
        var companions: [Companion] = []
        if let link = object.link {
            metaverse = try await store.metaverseObject(link)
            companions = try await store.connectorObjects(linkedTo: link).filter { $0.identity != object.identity }
                .map { other in
                    Companion(
                        reference: ObjectReference(other.identity),
                        connector: workspace.configuration.name(of: other.identity.connector),
                        dn: other.entry.dn
                    )
                }
        }
        sides.append(metaverse.map { values($0.entry, store.table, sensitive) } ?? [:])
        // The tenant knows an object by its source anchor, which the metaverse has under this name.
        let anchor = metaverse.flatMap { Entry($0.entry, table: store.table).text("sourceAnchor") }
        let images = try await store.images(of: .tenant, anchors: anchor.map { [$0] } ?? [])
        sides.append(images.desired.first.map { values($0.entry, store.table, sensitive) } ?? [:])
        var accepted: (id: String, values: [AttributeName: [String]])?
        if let anchor { accepted = try await held(in: workspace, anchor, sensitive) }
        sides.append(accepted?.values ?? [:])
        let pending = PendingExports.compute(desired: images.desired, exported: images.exported, table: store.table)
        return ObjectSideBySide(
            label: ValueText.label(object.entry, store.table),
            connector: workspace.configuration.name(of: object.identity.connector),
            objectClass: object.objectClass.spelling,
            dn: object.entry.dn,
            metaverse: object.link.map { "\($0)" },
            metaverseClass: metaverse?.objectClass.spelling,
            anchor: images.desired.isEmpty && images.exported.isEmpty && accepted == nil ? nil : anchor,
            tenant: accepted?.id,
            pending: pending.first?.operation.rawValue,
            companions: companions,
            rows: rows(sides)
        )
    }

    /// What the tenant has under a source anchor, in its file or behind its address.
    private static func held(
        in workspace: Workspace,
        _ anchor: String,
        _ sensitive: SensitiveAttributes
    ) async throws -> (id: String, values: [AttributeName: [String]])? {
        switch workspace.place {
        case .file(let tenant):
            let store = tenant.store
            let object = try await store.read { try $0.object(anchor: anchor) }
            return object.map { ("\($0.id)", values($0.entry, store.table, sensitive)) }
        case .address(let address):
            let found = try await workspace.withTransport(address) { transport in
                try await RemoteTenantReader(transport).description(ofAnchor: anchor)
            }
            return found.map { object in
                let shown = object.shown.map { name, texts in
                    let name = AttributeName(name)
                    return (name, sensitive.contains(name) ? texts.map { _ in SensitiveAttributes.mask } : texts)
                }
                return (object.id, Dictionary(shown) { first, _ in first })
            }
        }
    }

    private static func rows(_ sides: [[AttributeName: [String]]]) -> [Row] {
        Set(sides.flatMap(\.keys)).sorted().map { name in
            let values = sides.map { $0[name] ?? [] }
            return Row(
                attribute: name.spelling,
                connectorSpace: values[0],
                metaverse: values[1],
                export: values[2],
                tenant: values[3]
            )
        }
    }

    private static func values(
        _ entry: PackedEntry,
        _ table: AttributeTable,
        _ sensitive: SensitiveAttributes
    ) -> [AttributeName: [String]] {
        var found: [AttributeName: [String]] = [:]
        for number in entry.attributes {
            guard let name = table.name(of: number) else { continue }
            let values = entry.values(of: number)
            found[name] =
                sensitive.contains(name)
                ? values.map { _ in SensitiveAttributes.mask } : values.map { ValueText.text(Array($0)) }
        }
        return found
    }
}
