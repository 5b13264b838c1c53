import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Keeps what the tenant returns of its objects for the rules inwards: its connector space.
struct ReturnedObjects {
    private let store: WorkspaceStore
    private let importing: TenantImport
    private let classes: Set<AttributeName>
    private let attributes: Set<AttributeName>
    private var numbers: [Int64] = []

    /// Prepares for the rules of the tenant.
    init(_ store: WorkspaceStore, _ importing: TenantImport, rules: [SyncRule]) {
        let inwards = rules.filter { $0.direction == .inbound }
        self.store = store
        self.importing = importing
        classes = Set(AttributeInclusion.classes(of: inwards))
        attributes = Set(AttributeInclusion.attributes(of: inwards))
    }

    /// What was asked for, as a word: a change of it means that everything has to be read again.
    var selection: String { (classes.sorted() + attributes.sorted()).map(\.folded).joined(separator: " ") }

    /// Keeps what came of these objects.
    mutating func take(_ objects: [SyncedObject]) async throws {
        let wanted = objects.filter { classes.contains(AttributeName($0.objectClass)) }
        numbers += try await store.keepReturned(wanted.map { importing.returned($0, attributes) }, of: .tenant)
    }

    /// Ends an import that has read everything: what did not come has gone.
    func end() async throws { try await store.endReturned(keeping: numbers, of: .tenant) }
}
