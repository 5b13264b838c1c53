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
        let found = try await workspace.withTransport(address) { transport in
            try await RemoteTenantReader(transport).descriptions(wanted(selection), of: objectClass)
        }
        return TenantListing(objects: found.map(object))
    }

    /// A page of them: a list of all that is cut, since the address gives them out in the order of their identities.
    static func page(
        _ workspace: Workspace,
        _ address: TenantAddress,
        _ selection: Selection,
        afterObject id: String?,
        limit: Int
    ) async throws -> TenantListing {
        let all = try await read(workspace, address, selection, nil).objects
        let start = id.flatMap { id in all.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        return TenantListing(objects: Array(all[start...].prefix(max(0, limit))))
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
