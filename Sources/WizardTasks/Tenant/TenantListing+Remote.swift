import CloudTenant
import Connectors
import Directory

extension TenantListing {
    /// Lists objects of a tenant behind an address.
    static func read(
        _ workspace: Workspace,
        _ address: TenantAddress,
        _ selection: Selection,
        _ objectClass: String?
    ) async throws -> TenantListing {
        let wanted: TenantSelection =
            switch selection {
            case .present: .present
            case .deleted: .deleted
            case .attention: .attention
            }
        let found = try await workspace.withTransport(address) { transport in
            try await RemoteTenantReader(transport).descriptions(wanted, of: objectClass)
        }
        return TenantListing(objects: found.map(object))
    }

    private static func object(_ object: TenantDescription) -> Object {
        Object(
            id: object.id,
            objectClass: object.objectClass,
            anchor: object.anchor,
            label: object.label,
            isSynchronized: object.details.isSynchronized,
            roles: object.details.roles,
            deletedSince: object.deletedSince.map { "\($0)" },
            keptBack: object.details.errors.map { error in
                KeptBack(
                    category: error.category,
                    attribute: error.attribute.spelling,
                    value: error.value,
                    since: "\(error.since)"
                )
            },
            shadows: object.details.shadows.map { shadow in
                Shadow(
                    attribute: shadow.attribute.spelling,
                    sent: shadow.values.map { String(decoding: $0, as: UTF8.self) },
                    shown: object.shown[shadow.attribute.spelling] ?? []
                )
            }
        )
    }
}
