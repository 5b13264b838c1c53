import CloudTenant
import Connectors
import Directory
import SyncEngine
import SyncRules

/// One object wherever it is: in connector spaces, the metaverse, the images for the tenant, the tenant.
struct ObjectSubject: Sendable {
    /// The connector space objects, in the order of their forests.
    var members: [ConnectorSpaceObject] = []
    /// The same, those first that the name means by which it was asked for; nothing where nobody has looked.
    var meant: [ConnectorSpaceObject]?
    /// What the tenant returns of it, for the rules inwards.
    var returned: ConnectorSpaceObject?
    var metaverse: MetaverseObject?
    /// What the tenant should hold.
    var desired: ExportImage?
    /// What the tenant has accepted.
    var exported: ExportImage?
    var tenant: TenantObject?
    /// Values that the tenant has beside what it was sent, and that are to be emptied once an import has shown them.
    var leaving: [AttributeName: [[UInt8]]] = [:]
    /// Who has its source anchor in its place, where that is why it is not to be in the tenant.
    var rival: AnchorRival?
    /// What rules outwards have made for it in simulated copies of forests, or are to make or to delete there.
    var copies: [CopyObject] = []
    /// What is to be known of the name that it was asked for by.
    var remarks: [String] = []

    /// Everything that rules towards the metaverse read of it.
    var sources: [ConnectorSpaceObject] { members + [returned].compactMap(\.self) }

    /// The change that waits; nothing where nothing does.
    func pending(_ table: AttributeTable) -> PendingExport? {
        PendingExports.compute(
            desired: [desired].compactMap { $0 },
            exported: [exported].compactMap { $0 },
            table: table
        ).first
    }

    /// Whether the cloud is its master, and an import from the tenant has brought it.
    var isOfCloud: Bool { returned?.identity.partition == TenantImport.cloud }

    /// What rules outwards have made for it in the copy of a forest, or are to make or to delete there.
    func copy(in connector: ConnectorID) -> CopyObject? {
        copies.first { $0.object.identity.connector == connector }
    }

    /// The same of an object of a connector space that rules have made; nothing where the forest itself has it.
    func copy(of member: ConnectorSpaceObject) -> CopyObject? {
        copies.first { $0.object.identity == member.identity }
    }

    /// Whether the tenant has it, and no forest and no image of this workspace.
    var isInTenantAlone: Bool {
        tenant != nil && members.isEmpty && metaverse == nil && desired == nil && exported == nil
    }

    /// Its source anchor, where it has one.
    var anchor: String? { desired?.anchor ?? exported?.anchor ?? tenant?.anchor }

    /// Whether rules link it, and the last synchronization could not make its metaverse object.
    var isUnmade: Bool { metaverse == nil && sources.contains { $0.link != nil } }
}
