import Diagnostics
import Directory
import Foundation
import LDAPClient
import Lab
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport

@testable import WizardTasks

/// A workspace in a temporary folder, whose forests are LDIF files.
struct WorkspaceFixture {
    let folder: TemporaryFolder
    let surroundings: Surroundings

    init() throws {
        folder = try TemporaryFolder()
        let identifiers = CountedIdentifiers()
        surroundings = Surroundings(
            now: { Date(timeIntervalSince1970: 1_700_000_000) },
            newIdentifier: { identifiers.next() },
            author: "ada@test",
            processIdentifier: 1,
            variable: { _ in nil },
            retry: RetryPolicy(sleep: { _ in })
        )
        try Workspace.create(in: workspaceFolder, surroundings: surroundings)
    }

    var workspaceFolder: WorkspaceFolder { WorkspaceFolder(path: folder.file("ws").path(percentEncoded: false)) }

    func open() async throws -> Workspace { try await Workspace.open(workspaceFolder, surroundings: surroundings) }

    /// Writes a forest as a file and says where.
    func write(
        _ name: String,
        _ features: Set<LabFeature>,
        as file: String,
        without: (LDIFRecord) -> Bool = { _ in false }
    ) throws
        -> String
    {
        let blueprint = ForestBlueprint(name: name, features: features)
        let population = Population(forest: blueprint, users: 12, groups: 4, contacts: 3, computers: 3)
        let records =
            [blueprint.rootDSERecord()] + blueprint.frameRecords() + (try blueprint.schemaRecords())
            + population.records(for: .slapd)
        return try folder.write(LDIFWriter.write(records.filter { !without($0) }), to: file).path(percentEncoded: false)
    }

    /// The records of a forest's file.
    func records(_ file: String) throws -> [LDIFRecord] {
        let text = try String(contentsOf: folder.file(file), encoding: .utf8)
        return LDIFReader.read(SourceText(name: file, text: text)).records
    }

    /// Adds an option to dryad.yaml, as `name: value`.
    func setOption(_ option: String) throws {
        let path = workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("options:\n", with: "options:\n  \(option)\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Changes the records of a forest's file; one that nothing is made of goes.
    func rewrite(_ file: String, _ change: (LDIFRecord) -> LDIFRecord?) throws {
        _ = try folder.write(LDIFWriter.write(try records(file).compactMap(change)), to: file)
    }

    /// Makes somebody the owner of all computers of a forest's file, and gives these what they need to be devices of the tenant.
    func own(by name: String, in file: String) throws {
        var owner: [UInt8] = []
        try rewrite(file) { record in
            if record.texts("cn") == [name] { owner = record.values.first { $0.name == "objectSid" }?.bytes ?? [] }
            return record
        }
        try rewrite(file) { record in
            guard record.texts("objectClass").contains("computer") else { return record }
            let certificate = LDIFRecord.Value(name: "userCertificate", bytes: [0x30, 3, 2, 1, 1])
            let creator = LDIFRecord.Value(name: "mS-DS-CreatorSID", bytes: owner)
            return LDIFRecord(dn: record.dn, values: record.values + [certificate, creator])
        }
    }

    /// The DNs of the users of a forest that were exported, and that no other forest has.
    func exportedUsers(_ workspace: Workspace, of forest: Int = 0) async throws -> [String] {
        let forests = workspace.configuration.forests.map(\.connector)
        var exported = Set(try await workspace.store.exportedImages(of: .tenant).map(\.metaverse))
        for other in forests where other != forests[forest] {
            exported.subtract(try await workspace.store.connectorSpace(of: other).compactMap(\.link))
        }
        let space = try await workspace.store.connectorSpace(of: forests[forest])
        return space.filter { object in
            object.objectClass == "user" && object.link.map { exported.contains($0) } ?? false
        }.map(\.entry.dn)
    }

    /// A workspace that knows both forests and has refreshed them.
    func ready() async throws -> Workspace {
        for name in ["contoso.test", "fabrikam.test"] {
            let path = try write(name, [], as: name + ".ldif")
            _ = try await AddForest(in: try await open()).run(name: name, source: .file(path))
        }
        let workspace = try await open()
        let task = RefreshSchema(in: workspace)
        try await task.apply(try await task.prepare { _ in })
        return workspace
    }

    /// A workspace whose tenant holds everything, and that goes on exporting.
    func exported() async throws -> Workspace {
        let workspace = try await ready()
        try await switchStaging(to: false)
        _ = try await cycle()
        return workspace
    }
}
