import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// Everything that a workspace holds of objects, as the last runs left it.
struct ObjectSpaces: Sendable {
    let workspace: Workspace
    /// The connector spaces of the forests, in the order of their creation.
    let spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])]
    /// The connector space of the tenant: what it returns of its objects.
    let returned: [ConnectorSpaceObject]
    let metaverse: [MetaverseObject]
    let desired: [ExportImage]
    let exported: [ExportImage]
    /// What rules outwards have made in simulated copies of forests, or are to make or to delete there.
    let copies: [CopyObject]
    private let byIdentity: [MetaverseID: MetaverseObject]
    private let byMetaverse: [MetaverseID: ExportImage]
    private let desiredByAnchor: [String: ExportImage]
    private let accepted: [MetaverseID: ExportImage]
    private let acceptedByAnchor: [String: ExportImage]
    private let returnedByLink: [MetaverseID: ConnectorSpaceObject]
    private let linked: [MetaverseID: [ConnectorSpaceObject]]
    private let byAnchor: [[UInt8]: ConnectorSpaceObject]
    private let copiesByMetaverse: [MetaverseID: [CopyObject]]

    var table: AttributeTable { workspace.store.table }

    /// Reads all of it.
    static func read(_ workspace: Workspace) async throws -> ObjectSpaces {
        let store = workspace.store
        var spaces: [(ConnectorID, [ConnectorSpaceObject])] = []
        for forest in workspace.configuration.forests {
            spaces.append((forest.connector, try await store.connectorSpace(of: forest.connector)))
        }
        return ObjectSpaces(
            workspace: workspace,
            spaces: spaces,
            returned: try await store.connectorSpace(of: .tenant),
            metaverse: try await store.metaverse(),
            desired: try await store.desiredImages(of: .tenant),
            exported: try await store.exportedImages(of: .tenant),
            copies: try await store.copyObjects { $0.state != .joined }
        )
    }

    init(
        workspace: Workspace,
        spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])],
        returned: [ConnectorSpaceObject],
        metaverse: [MetaverseObject],
        desired: [ExportImage],
        exported: [ExportImage],
        copies: [CopyObject] = []
    ) {
        self.workspace = workspace
        self.spaces = spaces
        self.returned = returned
        returnedByLink = Dictionary(returned.compactMap { object in object.link.map { ($0, object) } }) { first, _ in
            first
        }
        self.metaverse = metaverse
        self.desired = desired
        self.exported = exported
        self.copies = copies
        copiesByMetaverse = Dictionary(grouping: copies, by: \.metaverse)
        byIdentity = Dictionary(metaverse.map { ($0.identifier, $0) }) { first, _ in first }
        byMetaverse = Dictionary(desired.map { ($0.metaverse, $0) }) { first, _ in first }
        desiredByAnchor = Dictionary(desired.map { ($0.anchor, $0) }) { first, _ in first }
        accepted = Dictionary(exported.map { ($0.metaverse, $0) }) { first, _ in first }
        acceptedByAnchor = Dictionary(exported.map { ($0.anchor, $0) }) { first, _ in first }
        var linked: [MetaverseID: [ConnectorSpaceObject]] = [:]
        var byAnchor: [[UInt8]: ConnectorSpaceObject] = [:]
        for object in spaces.lazy.flatMap(\.objects) {
            if let link = object.link { linked[link, default: []].append(object) }
            byAnchor[object.identity.anchor] = byAnchor[object.identity.anchor] ?? object
        }
        (self.linked, self.byAnchor) = (linked, byAnchor)
    }

    // MARK: One object

    /// The object behind a metaverse object.
    func subject(of identifier: MetaverseID) -> ObjectSubject {
        var subject = ObjectSubject()
        subject.members = linked[identifier] ?? []
        subject.returned = returnedByLink[identifier]
        subject.metaverse = byIdentity[identifier]
        subject.desired = byMetaverse[identifier]
        subject.exported = accepted[identifier]
        subject.copies = copiesByMetaverse[identifier] ?? []
        // The anchor is what the tenant knows it by: where it changes, the old image goes and a new one comes.
        if let anchor = subject.desired?.anchor { subject.exported = acceptedByAnchor[anchor] }
        return subject
    }

    /// The object behind a connector space object, linked or not.
    func subject(of object: ConnectorSpaceObject) -> ObjectSubject {
        if let link = object.link { return subject(of: link) }
        var subject = ObjectSubject()
        subject.members = [object]
        subject.copies = copies.filter { $0.object.identity == object.identity }
        // What the tenant still has of it goes: the anchor that standard rules make of the GUID tells.
        let anchor = Data(object.identity.anchor).base64EncodedString()
        if desiredByAnchor[anchor] == nil { subject.exported = acceptedByAnchor[anchor] }
        return subject
    }

    /// The object that rules outwards have made something for, or are to: what is left of it where it is in the metaverse no more.
    func subject(of copy: CopyObject) -> ObjectSubject {
        if byIdentity[copy.metaverse] != nil { return subject(of: copy.metaverse) }
        if let object = object(copy.object.identity) { return subject(of: object) }
        var subject = ObjectSubject()
        subject.copies = [copy]
        return subject
    }

    /// The object behind one of the tenant that the cloud is the master of; nothing where no import has brought it into the
    /// metaverse.
    func subject(ofCloud object: TenantObject) -> ObjectSubject? {
        guard !object.details.isSynchronized else { return nil }
        let anchor = Array(SyncedObject.cloudAnchor(of: object.objectClass, object.id).utf8)
        return returned.first { $0.identity.anchor == anchor }?.link.map { subject(of: $0) }
    }

    /// The object behind a source anchor, whichever of its images has it, or its GUID makes it.
    func subject(anchor: String) -> ObjectSubject? {
        if let image = desiredByAnchor[anchor] ?? acceptedByAnchor[anchor] {
            return subject(of: image.metaverse)
        }
        return object(anchor: Data(base64Encoded: anchor).map { Array($0) }).map { subject(of: $0) }
    }

    /// The image that a metaverse object has.
    func image(of identifier: MetaverseID) -> ExportImage? { byMetaverse[identifier] }

    /// What the tenant should hold under a source anchor.
    func desired(anchor: String) -> ExportImage? { desiredByAnchor[anchor] }

    /// What the tenant has accepted under a source anchor.
    func exported(anchor: String) -> ExportImage? { acceptedByAnchor[anchor] }

    /// The connector space object of an anchor, whichever forest has it.
    func object(anchor: [UInt8]?) -> ConnectorSpaceObject? { anchor.flatMap { byAnchor[$0] } }

    /// The connector space object of an identity.
    func object(_ identity: ConnectorSpaceIdentity) -> ConnectorSpaceObject? {
        if let found = byAnchor[identity.anchor], found.identity == identity { return found }
        // Two forests, or two partitions, have an object of one anchor.
        return spaces.first { $0.connector == identity.connector }?.objects.first { $0.identity == identity }
    }

    // MARK: Names

    /// Who an entry is: the principal name, the display name, the mail address, or the DN.
    func label(_ entry: PackedEntry) -> String { Self.label(entry, table) }

    /// Who an entry of a store with this table is.
    static func label(_ entry: PackedEntry, _ table: AttributeTable) -> String { shownName(entry, table) ?? entry.dn }

    private static func shownName(_ entry: PackedEntry, _ table: AttributeTable) -> String? {
        let names = ["userPrincipalName", "displayName", "mail", "cn", "commonName", "accountName", "deviceId"]
        let known = names.compactMap { table.existing(AttributeName($0)) }
        return known.lazy.compactMap { entry.text($0) }.first { !$0.isEmpty }
    }

    /// Who a subject is: first as the tenant knows it, since pending exports call it so, whichever forests it is joined from.
    func label(_ subject: ObjectSubject) -> String {
        let entries =
            [subject.desired?.entry, subject.exported?.entry].compactMap { $0 }
            + (subject.meant ?? subject.members).map(\.entry)
            + [subject.metaverse?.entry].compactMap { $0 }
            + subject.copies.map(\.object.entry)
        return entries.lazy.map { label($0) }.first { !$0.isEmpty } ?? subject.tenant.map { label($0) }
            ?? subject.anchor ?? ""
    }

    /// Who an object of the tenant is: what the tenant calls it, its source anchor, or its identity.
    func label(_ object: TenantObject) -> String {
        Self.shownName(object.entry, workspace.tenantTable) ?? object.anchor ?? "\(object.id)"
    }

    /// The name of a connector: of its forest, or `tenant`.
    func name(of connector: ConnectorID) -> String { workspace.configuration.name(of: connector) }

    /// Who is meant by each name of an object in the tenant.
    func tenantNames() -> [String: String] {
        Dictionary((desired + exported).filter { !$0.entry.dn.isEmpty }.map { ($0.entry.dn, label($0.entry)) }) {
            first,
            _ in first
        }
    }

    /// The same, and who is meant by each identity of a metaverse object: what references in images and in the metaverse hold.
    func referenceNames() -> [String: String] {
        let identities = metaverse.map { ($0.identifier.description, label(subject(of: $0.identifier))) }
        return tenantNames().merging(identities) { first, _ in first }
    }
}
