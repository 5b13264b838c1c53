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
    /// The classes of which rules make metaverse objects: of these the objects of the cloud are wanted too.
    let ofCloud: [AttributeName]
    private var numbers: [Int64] = []

    /// Prepares for the rules of the tenant.
    init(_ store: WorkspaceStore, _ importing: TenantImport, rules: [SyncRule]) {
        let inwards = rules.filter { $0.direction == .inbound }
        self.store = store
        self.importing = importing
        classes = Set(AttributeInclusion.classes(of: inwards))
        attributes = Set(AttributeInclusion.attributes(of: inwards))
        ofCloud = AttributeInclusion.classes(of: inwards.filter { $0.link == .provision })
    }

    /// What was asked for, as a word: a change of it means that everything has to be read again.
    var selection: String {
        let cloud = ofCloud.map { "cloud:" + $0.folded }
        return ((classes.sorted() + attributes.sorted()).map(\.folded) + cloud).joined(separator: " ")
    }

    /// Keeps what came of these objects.
    mutating func take(_ objects: [SyncedObject]) async throws {
        let wanted = objects.filter { classes.contains(AttributeName($0.objectClass)) }
        numbers += try await store.keepReturned(wanted.map { importing.returned($0, attributes) }, of: .tenant)
    }

    /// Keeps objects that the cloud is the master of.
    mutating func take(ofCloud objects: [SyncedObject]) async throws {
        let returned = objects.map { importing.returned($0, attributes, ofCloud: true) }
        numbers += try await store.keepReturned(returned, of: .tenant)
    }

    /// Keeps what has changed of a class, as far as the cloud is the master of it, and forgets what it is the master of no more.
    mutating func take(ofCloud changes: [SyncedRevision], _ objectClass: AttributeName) async throws {
        guard ofCloud.contains(objectClass) else { return }
        try await take(ofCloud: changes.compactMap(\.ofCloud))
        let gone = changes.filter { $0.ofCloud == nil }.compactMap(\.place.id)
        try await store.forgetReturned(
            anchors: gone.map { SyncedObject.cloudAnchor(of: objectClass, $0) },
            of: .tenant
        )
    }

    /// Ends an import that has read everything: what did not come has gone.
    func end() async throws { try await store.endReturned(keeping: numbers, of: .tenant) }
}
