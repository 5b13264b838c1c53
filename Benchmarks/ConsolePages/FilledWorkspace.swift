import CloudTenant
import Directory
import Foundation
import Lab
import SQLiteStore
import SyncEngine
import SyncRules
import WizardTasks

/// A workspace with invented objects, written into its stores without a forest and without rules being run.
///
/// Of a hundred objects seventy are as the tenant has them, eight wait to be updated, twenty to be added and two to be
/// deleted; of those in the tenant every tenth has something kept back and every tenth is deleted. So a thousand objects fill
/// every page that is measured, and the same page over more of them has as many rows.
struct FilledWorkspace: Sendable {
    let folder: WorkspaceFolder
    let surroundings: Surroundings
    let count: Int

    private static let batch = 5_000

    /// Makes one with so many objects.
    init(_ count: Int, in path: String) async throws {
        self.count = count
        folder = WorkspaceFolder(path: path)
        surroundings = .real
        try Workspace.create(in: folder, surroundings: surroundings)
        let file = path + "/forest.ldif"
        let blueprint = ForestBlueprint(name: "perf.test")
        let records =
            [blueprint.rootDSERecord()] + blueprint.frameRecords() + (try blueprint.schemaRecords())
            + Population(forest: blueprint, users: 1, groups: 1, contacts: 1, computers: 1).records(for: .slapd)
        try Data(LDIFWriter.write(records).utf8).write(to: URL(filePath: file))
        _ = try await AddForest(in: try await open()).run(name: "perf.test", source: .file(file))
        let refresh = RefreshSchema(in: try await open())
        try await refresh.apply(try await refresh.prepare { _ in })
        let workspace = try await open()
        for number in 1...60 { try await record(number, workspace.store) }
        var start = 0
        while start < count {
            try await fill(start..<min(start + Self.batch, count), workspace)
            start += Self.batch
        }
    }

    func open() async throws -> Workspace { try await Workspace.open(folder, surroundings: surroundings) }

    /// Writes a run down: a change of the store that no page may take for more than it is.
    func record(_ number: Int, _ store: WorkspaceStore) async throws {
        _ = try await store.record(
            RunRecord(
                number: 0,
                began: "2026-01-01T00:00:00Z",
                ended: "2026-01-01T00:01:00Z",
                outcome: "success",
                steps: ["run \(number)"],
                figures: RunFigures(
                    objects: count,
                    imported: .init(added: 1, updated: 2, deleted: 3),
                    pending: .init(added: 4, updated: 5, deleted: 6)
                )
            )
        )
    }

    /// The anchor of an object: spread over the whole space as GUIDs are, and the same in every run.
    static func anchor(_ number: Int) -> [UInt8] {
        var state = UInt64(number) &+ 0x9E37_79B9_7F4A_7C15
        return (0..<16).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    static func sourceAnchor(_ number: Int) -> String { Data(anchor(number)).base64EncodedString() }

    static func objectClass(_ number: Int) -> AttributeName { number % 5 < 2 ? "group" : "user" }

    /// Who an object is; names are spread over the alphabet.
    static func name(_ number: Int) -> String {
        let first = Array("abcd")[number / 100 % 4]
        let second = Array("abcdefghijklmnopqrstuvwxyz")[number % 26]
        return "\(first)\(second).person\(number)@perf.test"
    }

    /// Lets the tenant take what waits of these source anchors.
    private func accept(_ anchors: Set<String>, _ store: WorkspaceStore) async throws {
        guard let name = EntryUUID(bytes: [UInt8](repeating: 1, count: 16)) else { return }
        let ahead = try await store.exportsAhead(from: .tenant, areDeletions: false, after: nil, limit: .max)
        guard !ahead.waiting.isEmpty else { return }
        _ = try await store.take(ahead.waiting.indices, of: ahead, named: name)
        let changes = try await store.unknown(of: .tenant)
        try await store.settle(changes.map { .init($0, anchors.contains($0.change.anchor) ? .accepted : nil) })
    }

    private func fill(_ range: Range<Int>, _ workspace: Workspace) async throws {
        let store = workspace.store
        guard let forest = workspace.configuration.forests.first else { return }
        let (connector, partition) = (forest.connector, "DC=perf,DC=test")
        let identity = { (number: Int) in
            ConnectorSpaceIdentity(connector: connector, partition: partition, anchor: Self.anchor(number))
        }
        var changes = ImportChanges()
        changes.added = range.map { number in
            ConnectorSpaceObject(
                identity: identity(number),
                objectClass: Self.objectClass(number),
                entry: entry(number, "CN=Person \(number),OU=People,DC=perf,DC=test", "", store.table)
            )
        }
        try await store.replaceConnectorSpace(of: connector, with: changes)
        let image = { (number: Int, mark: String) in
            ExportImage(
                connector: .tenant,
                metaverse: MetaverseID(projecting: identity(number)),
                objectClass: Self.objectClass(number),
                anchor: Self.sourceAnchor(number),
                entry: entry(number, "CN={\(ASCII.hex(Self.sourceAnchor(number).utf8))}", mark, store.table)
            )
        }
        let accepted = range.filter { $0 % 100 >= 20 }
        let before = accepted.map { image($0, (90..<98).contains($0 % 100) ? "before" : "") }
        try await store.synchronize { transaction in
            for image in before { try transaction.put(image, inPlaceOf: nil) }
        }
        try await accept(Set(before.map(\.anchor)), store)
        let desired = range.filter { $0 % 100 < 98 }.map { image($0, "") }
        let objects = desired.map {
            MetaverseObject(identifier: $0.metaverse, objectClass: "person", entry: $0.entry)
        }
        let gone = range.filter { $0 % 100 >= 98 }.map { MetaverseID(projecting: identity($0)) }
        let links = Dictionary(range.map { (Self.anchor($0), MetaverseID(projecting: identity($0))) }) { first, _ in
            first
        }
        try await store.synchronize { transaction in
            for object in objects { try transaction.put(object) }
            for owner in gone { try transaction.removeImage(of: owner, for: .tenant) }
            for image in desired { try transaction.put(image, inPlaceOf: nil) }
            var found: [(Int64, MetaverseID)] = []
            try transaction.eachObject(of: connector) { number, object in
                if object.link == nil, let link = links[object.identity.anchor] { found.append((number, link)) }
            }
            for (number, link) in found { try transaction.link(number, of: connector, to: link) }
        }
        try await fillTenant(accepted, workspace)
    }

    private func fillTenant(_ numbers: [Int], _ workspace: Workspace) async throws {
        let tenant = try workspace.tenant.store
        let objects = numbers.map { number in
            var details = TenantObjectDetails()
            if number % 10 == 5 {
                details.errors = [.init(attribute: "mail", value: "x", since: .init(seconds: 1))]
            }
            return TenantObject(
                id: TenantObjectID(anchor: Self.sourceAnchor(number), generation: 0),
                objectClass: Self.objectClass(number),
                anchor: Self.sourceAnchor(number),
                entry: entry(number, "CN={\(ASCII.hex(Self.sourceAnchor(number).utf8))}", "", tenant.table),
                details: details,
                deletedSince: number % 10 == 7 ? TenantInstant(seconds: 9) : nil
            )
        }
        try await tenant.write { writing in
            for object in objects { try writing.put(object, replacing: nil) }
        }
    }

    private func entry(_ number: Int, _ dn: String, _ mark: String, _ table: AttributeTable) -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn)
        let values: [(AttributeName, String)] = [
            ("userPrincipalName", Self.name(number)), ("displayName", "Person \(number)"), ("department", mark),
            ("mail", "person\(number)@perf.test"), ("sourceAnchor", Self.sourceAnchor(number)),
            ("description", "An invented person for a measured page, number \(number)"),
        ]
        for (name, text) in values where !text.isEmpty {
            if let number = table.identifier(for: name) { packer.add(number, text: text) }
        }
        return packer.finish()
    }
}
