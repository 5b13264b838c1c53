import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine

/// What is asked of the tenant about single objects, in its file or behind its address; nothing of it is changed.
///
/// A tenant of which is known that it cannot be asked has nothing to say.
struct TenantInquiry: Sendable {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// The objects that a name means, of the first kind of name that finds any, and how many there are: behind an address a
    /// part of them is told alone.
    func objects(_ name: ObjectName) async throws -> (objects: [TenantObject], count: Int) {
        try await find(name.question)
    }

    /// The object with a source anchor, deleted or not.
    func object(anchor: String) async throws -> TenantObject? {
        try await find(TenantQuestion(anchors: [anchor])).objects.first
    }

    /// The object that the cloud calls so: by its class and its identity.
    func object(ofCloud anchor: String) async throws -> TenantObject? {
        guard let id = anchor.split(separator: "_").last else { return nil }
        return try await find(TenantQuestion(id: String(id))).objects.first
    }

    /// The objects besides one that have a text as their principal name or as one of their addresses.
    func holders(of text: String, besides own: TenantObjectID?) async throws -> [TenantObject] {
        try await find(TenantQuestion(holding: text)).objects.filter { $0.id != own }
    }

    /// What the tenant would say to changes, one after another; not more of them than a batch has.
    func rehearse(_ changes: [PendingExport]) async throws -> [TenantRehearsal] {
        guard !changes.isEmpty, workspace.tenantSilence == nil else { return [] }
        let names = changes.indices.compactMap { place in
            TenantOperationID(
                bytes: [UInt8](repeating: 0, count: 14) + [UInt8(place >> 8 & 0xFF), UInt8(place & 0xFF)]
            )
        }
        let packed = PackedChanges(pending: changes, names: names, table: workspace.store.table)
        let verdicts: [TenantVerdict]
        switch workspace.place {
        case .file(let tenant): verdicts = try await tenant.rehearse(packed.unpacked)
        case .address(let address):
            verdicts = try await workspace.withTransport(address) { try await RemoteTenantReader($0).rehearse(packed) }
        }
        return verdicts.map { TenantRehearsal($0) }
    }

    private func find(_ question: TenantQuestion) async throws -> (objects: [TenantObject], count: Int) {
        guard workspace.tenantSilence == nil else { return ([], 0) }
        switch workspace.place {
        case .file(let tenant):
            let found = try await tenant.find(question)
            return (found, found.count)
        case .address(let address):
            let answer = try await workspace.withTransport(address) { try await RemoteTenantReader($0).find(question) }
            return (answer.objects.compactMap { $0.object(in: workspace.tenantTable) }, answer.count)
        }
    }
}
