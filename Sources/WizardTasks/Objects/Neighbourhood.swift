import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// What has to be known to tell about the objects that a name may mean, out of everything that a workspace holds: they
/// themselves in all forests, what they refer to, and what goes to the tenant with one of their names or addresses.
///
/// All of it is walked over and nothing else is kept, so that it takes seconds and not the memory of the directory.
struct Neighbourhood {
    private let workspace: Workspace
    private let name: ObjectName
    private var objects: [ConnectorSpaceIdentity: ConnectorSpaceObject] = [:]
    private var metaverse: [MetaverseID: MetaverseObject] = [:]
    private var anchors: Set<String> = []
    private var copies: [ConnectorSpaceIdentity: CopyObject] = [:]

    private var store: WorkspaceStore { workspace.store }

    /// Reads it.
    static func read(_ workspace: Workspace, about name: ObjectName) async throws -> ObjectSpaces {
        try await begin(workspace, about: name).end()
    }

    /// Begins with the objects themselves, by whichever of their names they are meant.
    static func begin(_ workspace: Workspace, about name: ObjectName) async throws -> Neighbourhood {
        var reading = Neighbourhood(workspace, name)
        try await reading.findObjects()
        try await reading.findAllImages()
        if reading.objects.isEmpty, reading.anchors.isEmpty, try await reading.findInTenant() {
            try await reading.findAllImages()
        }
        return reading
    }

    /// Reads what is around them.
    func end() async throws -> ObjectSpaces {
        var reading = self
        try await reading.findReferences()
        return try await reading.spaces()
    }

    /// Adds whom the rules join with them, or nearly.
    mutating func findJoins(_ tracer: RuleTracer) async throws {
        let search = JoinSearch(tracer, for: objects.values.sorted { $0.identity < $1.identity })
        guard !search.isEmpty else { return }
        var found: [MetaverseID] = []
        // Joins find objects of other forests alone.
        let own = Set(objects.keys.map(\.connector)).subtracting([.tenant])
        for connector in workspace.configuration.forests.map(\.connector) where own.contains(where: { $0 != connector })
        {
            var last: ConnectorSpaceIdentity?
            repeat {
                let page = try await store.connectorSpace(of: connector, after: last, limit: TenantNames.pageSize)
                found += page.filter(search.finds).compactMap(\.link)
                last = page.count < TenantNames.pageSize ? nil : page.last?.identity
            } while last != nil
        }
        try await add(behind: found)
    }

    private init(_ workspace: Workspace, _ name: ObjectName) { (self.workspace, self.name) = (workspace, name) }

    private func spaces() async throws -> ObjectSpaces {
        let images = try await store.images(of: .tenant, anchors: Array(anchors))
        let sorted = objects.values.sorted { $0.identity < $1.identity }
        return ObjectSpaces(
            workspace: workspace,
            spaces: workspace.configuration.forests.map { forest in
                (forest.connector, sorted.filter { $0.identity.connector == forest.connector })
            },
            returned: sorted.filter { $0.identity.connector == .tenant },
            metaverse: metaverse.values.sorted { $0.identifier < $1.identifier },
            desired: images.desired,
            exported: images.exported,
            copies: copies.values.sorted { $0.object.identity < $1.object.identity }
        )
    }

    /// The objects of connector spaces that the name may mean, and those that are one with them.
    private mutating func findObjects() async throws {
        let (name, table) = (name, store.table)
        let found = try await store.connectorObjects { object in
            name.mayMean(object.entry, table) || name.isIdentity(object.identity.anchor)
                || object.link.map { name.isIdentity($0.bytes) } ?? false
        }
        for object in found {
            objects[object.identity] = object
            // What the tenant still has of one that no rule links has the anchor that standard rules make of its GUID.
            anchors.insert(Data(object.identity.anchor).base64EncodedString())
        }
        try await add(behind: found.compactMap(\.link))
        let known = Set(found.map(\.identity))
        let made = try await store.copyObjects { copy in
            let object = copy.object
            guard copy.state != .joined else { return false }
            return known.contains(object.identity) || name.mayMean(object.entry, table)
                || name.isIdentity(object.identity.anchor) || name.isIdentity(copy.metaverse.bytes)
        }
        for copy in made { copies[copy.object.identity] = copy }
        try await add(behind: made.map(\.metaverse))
    }

    private mutating func add(behind identifiers: [MetaverseID]) async throws {
        let new = Set(identifiers).filter { metaverse[$0] == nil }.sorted()
        let (found, linked) = try await store.objects(behind: new)
        for object in found { metaverse[object.identifier] = object }
        for object in linked { objects[object.identity] = object }
        for copy in try await store.copyObjects(of: new) where copy.state != .joined {
            copies[copy.object.identity] = copy
        }
        anchors.formUnion(try await store.anchors(of: .tenant, behind: new))
    }

    /// What stands behind the objects that the tenant alone calls so, by their source anchors, or by what the cloud calls them;
    /// says whether there are any.
    private mutating func findInTenant() async throws -> Bool {
        let all = try await TenantInquiry(workspace).objects(name).objects
        let found = all.compactMap(\.anchor)
        anchors.formUnion(found)
        for object in all where !object.details.isSynchronized {
            let anchor = Array(SyncedObject.cloudAnchor(of: object.objectClass, object.id).utf8)
            let known = try await store.connectorObjects(of: .tenant, anchor: anchor)
            for object in known { objects[object.identity] = object }
            try await add(behind: known.compactMap(\.link))
        }
        for bytes in found.compactMap({ Data(base64Encoded: $0) }) {
            let known = try await store.connectorObjects(anchor: Array(bytes))
            for object in known { objects[object.identity] = object }
            try await add(behind: known.compactMap(\.link))
        }
        let images = try await store.images(of: .tenant, anchors: found)
        try await add(behind: (images.desired + images.exported).map(\.metaverse))
        return !found.isEmpty
    }

    /// Who is meant by the name of an image alone brings names of its own, for which there may be others.
    private mutating func findAllImages() async throws {
        var known: Int
        repeat {
            known = metaverse.count
            try await findImages()
        } while metaverse.count > known
    }

    /// The images that the name may mean or that belong to what was found, and those that share a name with these.
    private mutating func findImages() async throws {
        let (name, table, known) = (name, store.table, Set(metaverse.keys))
        let own = try await store.images(of: .tenant, anchors: Array(anchors)).desired
        let claims = TenantClaims(table)
        let names = own.reduce(into: Set<String>()) { $0.formUnion(claims.names(of: $1.entry)) }
        let found = try await store.anchors(of: .tenant) { image in
            known.contains(image.metaverse) || name.mayMean(image.entry, table) || name.isAnchor(image.anchor)
                || !claims.names(of: image.entry).isDisjoint(with: names)
        }
        anchors.formUnion(found)
        let images = try await store.images(of: .tenant, anchors: found)
        let meant = (images.desired + images.exported).filter {
            name.mayMean($0.entry, table) || name.isAnchor($0.anchor)
        }
        try await add(behind: meant.map(\.metaverse))
    }

    /// The objects that these refer to by their names in a forest, or by security identifiers, and the images of all that they
    /// refer to.
    private mutating func findReferences() async throws {
        var names: Set<String> = []
        var identifiers: [ConnectorID: Set<SecurityIdentifier>] = [:]
        let own = store.table.existing(ReferenceNames.ownIdentifier)
        for object in objects.values {
            for attribute in object.entry.attributes {
                for value in object.entry.values(of: attribute) {
                    if attribute != own, value.first == 1, let identifier = SecurityIdentifier(bytes: value) {
                        identifiers[object.identity.connector, default: []].insert(identifier)
                    }
                    guard value.contains(UInt8(ascii: "=")) else { continue }
                    let text = String(decoding: value, as: UTF8.self)
                    names.insert(ASCII.lowercased(text))
                    if let name = DistinguishedName(text) { names.insert(ASCII.lowercased(name.normalized)) }
                }
            }
        }
        var referred: [MetaverseID] = []
        if !names.isEmpty || !identifiers.isEmpty {
            let found = try await store.connectorObjects { [names, identifiers] object in
                if names.contains(ASCII.lowercased(object.entry.dn)) { return true }
                guard let wanted = identifiers[object.identity.connector], let own,
                    let value = object.entry.values(of: own).first, let known = SecurityIdentifier(bytes: value)
                else { return false }
                return wanted.contains(known)
            }
            for object in found { objects[object.identity] = objects[object.identity] ?? object }
            referred += found.compactMap(\.link)
        }
        for object in metaverse.values { referred += MetaverseID.references(in: object.entry) }
        // Who is meant is said by name, also where it is not in the tenant.
        try await add(behind: referred)
        // What the tenant refers to may be going, and has no other image then.
        let images = try await store.images(of: .tenant, anchors: Array(anchors))
        for entry in (images.desired + images.exported).map(\.entry) {
            for attribute in entry.attributes {
                for value in entry.values(of: attribute) where value.starts(with: Self.nameInTenant) {
                    anchors.formUnion(AnchorReading.all(of: String(decoding: value, as: UTF8.self)).map(\.anchor))
                }
            }
        }
    }

    /// How the names of objects in the tenant's connector space begin.
    private static let nameInTenant = Array("CN={".utf8)
}
