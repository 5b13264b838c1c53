import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// Values that the tenant has of an object beside what it was sent, and that are to be emptied: rules decide about the attribute
/// and give nothing.
///
/// A match leaves such values until an import has shown them (entra-connect.md 6.1); until then nothing waits.
enum LeavingValues {
    /// Asks the tenant for them, by attribute.
    static func read(
        of subject: ObjectSubject,
        _ spaces: ObjectSpaces,
        _ rules: ObjectRules
    ) async throws -> [AttributeName: [[UInt8]]] {
        let (workspace, table) = (spaces.workspace, spaces.table)
        guard workspace.tenantSilence == nil, subject.tenant != nil, let image = subject.exported,
            let desired = subject.desired, desired.anchor == image.anchor
        else { return [:] }
        var found: SyncedObject?
        try await workspace.withTenantReader { reader in
            found = try await reader.synced([image.anchor]).compactMap(\.self).first
        }
        guard let object = found else { return [:] }
        let beside = TenantImport(of: .tenant, table: table).beside(image, object).filter { name in
            // What waits as another value is told as a change.
            table.existing(name).map { desired.entry.values(of: $0).isEmpty } ?? true
        }
        let own = rules.active.rules(of: .tenant)
        let decided = try await DecidedAttributes(own, workspace).among(beside, of: image)
        let leaving = decided.subtracting(returned(beside, by: own))
        let values = object.values.map { (AttributeName($0.key), $0.value.map { Array($0) }) }
        return Dictionary(values.filter { leaving.contains($0.0) }) { first, _ in first }
    }

    /// The attributes that rules give again what the tenant shows, since they bring that in first.
    private static func returned(_ shown: Set<AttributeName>, by rules: [SyncRule]) -> Set<AttributeName> {
        func written(_ direction: RuleDirection, from read: Set<AttributeName>) -> Set<AttributeName> {
            let flows = rules.filter { $0.direction == direction }.flatMap(\.flows)
            return Set(
                flows.filter { !read.isDisjoint(with: FlowReferences.attributes(readBy: $0.source)) }.map(\.destination)
            )
        }
        return written(.outbound, from: written(.inbound, from: shown))
    }
}
