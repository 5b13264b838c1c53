import CloudTenant
import Directory

/// Finds objects of the tenant by the names that the tenant itself has for them.
///
/// The tenant is walked over page by page, and nothing is kept of it but who is meant.
struct TenantSearch: Sendable {
    let store: any TenantStore

    private static let pageSize = 1000

    /// The objects that a name means, of the first kind of name that finds any; those that are deleted and can be restored
    /// where nobody else has the name.
    func objects(_ name: ObjectName) async throws -> [TenantObject] {
        let anchors = name.readings.map(\.anchor)
        let id = TenantObjectID(name.text)
        return try await store.read { reading in
            if let id, let object = try reading.object(id) { return [object] }
            for anchor in anchors { if let object = try reading.object(anchor: anchor) { return [object] } }
            let present = try Self.objects(name, .present, reading)
            return try present.isEmpty ? Self.objects(name, .deleted, reading) : present
        }
    }

    private static func objects(
        _ name: ObjectName,
        _ selection: TenantSelection,
        _ reading: any TenantReading
    ) throws -> [TenantObject] {
        var found: [[TenantObject]] = ObjectName.levels.map { _ in [] }
        var last: TenantPlace?
        repeat {
            let page = try reading.objects(selection, after: last, limit: pageSize)
            for object in page {
                let entry = Entry(object.entry, table: reading.table)
                guard let level = ObjectName.levels.firstIndex(where: { name.matches($0, entry) }) else { continue }
                found[level].append(object)
            }
            last = page.count < pageSize ? nil : page.last.map { TenantPlace(anchor: $0.anchor, id: $0.id) }
        } while last != nil
        return found.first { !$0.isEmpty } ?? []
    }

    /// The objects besides one that have a text as their principal name or as one of their addresses.
    func namesakes(_ text: String, besides own: TenantObjectID?) async throws -> [TenantObject] {
        try await store.read { reading in
            var found: [TenantObject] = []
            for key in UniqueKey.names(text) {
                guard let id = try reading.holder(of: key), id != own, !found.contains(where: { $0.id == id }),
                    let object = try reading.object(id)
                else { continue }
                found.append(object)
            }
            return found
        }
    }
}
