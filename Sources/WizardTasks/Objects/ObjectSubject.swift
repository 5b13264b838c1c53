import CloudTenant
import Directory
import SyncEngine
import SyncRules

/// One object wherever it is: in connector spaces, the metaverse, the images for the tenant, the tenant.
struct ObjectSubject: Sendable {
    /// The connector space objects, in the order of their forests.
    var members: [ConnectorSpaceObject] = []
    /// What the tenant returns of it, for the rules inwards.
    var returned: ConnectorSpaceObject?
    var metaverse: MetaverseObject?
    /// What the tenant should hold.
    var desired: ExportImage?
    /// What the tenant has accepted.
    var exported: ExportImage?
    var tenant: TenantObject?
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

    /// Whether the tenant has it, and no forest and no image of this workspace.
    var isInTenantAlone: Bool {
        tenant != nil && members.isEmpty && metaverse == nil && desired == nil && exported == nil
    }

    /// Its source anchor, where it has one.
    var anchor: String? { desired?.anchor ?? exported?.anchor ?? tenant?.anchor }
}
