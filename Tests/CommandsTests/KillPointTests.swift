import CloudTenant
import Diagnostics
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing
import WizardTasks

/// reliability 2.3, S1: a run that is killed at any of its commits and sends ends, run again, where an undisturbed one ends.
///
/// I1: stores open and are whole. I2: the state is that of an undisturbed run. I4: in staging mode nothing leaves. I5: the
/// tenant has every change once. I6: nothing counts as read or exported that is not committed. I7: the killed program does
/// not end well, and the next one says what it did.
@Suite("A run that is killed", .serialized)
struct KillPointTests {
    /// What a run leaves, without the moments at which it was done.
    private struct Remains: Equatable {
        var spaces: [[String]] = []
        var metaverse: [MetaverseObject] = []
        var desired: [ExportImage] = []
        var exported: [ExportImage] = []
        var open = 0
        var tenant: [String] = []
        var requests = 0
    }

    private let base: TemporaryFolder
    private static let everything = ProcessInfo.processInfo.environment["DRYAD_KILL_ALL"] == "1"

    /// A workspace that has exported once, and whose forest has changed since: an addition, a change, a deletion.
    init() throws {
        base = try TemporaryFolder()
        let dryad = DryadProgram(in: base.url)
        func run(_ arguments: String...) throws {
            let outcome = try dryad.run(arguments)
            try #require(outcome.code == 0, "\(arguments) \(outcome.output) \(outcome.errors)")
        }
        try run("init")
        try rewrite { $0.texts("cn") == ["Ada Andersson"] ? nil : $0 }
        try run("forest", "add", "contoso.test", "--ldif", base.file("forest.ldif").path(percentEncoded: false))
        try run("schema", "refresh", "--yes")
        try run("staging", "off", "--yes")
        try run("sync", "run")
        var seen = 0
        try rewrite { record in
            guard record.texts("objectClass").contains("user"), record.texts("cn") != ["Ada Andersson"] else {
                return record
            }
            seen += 1
            guard seen < 3 else { return record }
            let kept = record.values.filter { $0.name != "title" }
            return seen == 1
                ? nil : LDIFRecord(dn: record.dn, values: kept + [.init(name: "title", bytes: Array("Chair".utf8))])
        }
        try #require(seen > 2)
    }

    private func rewrite(_ change: (LDIFRecord) -> LDIFRecord?) throws {
        let text = try String(contentsOf: Fixture.url("Offline/contoso.before.ldif"), encoding: .utf8)
        let records = LDIFReader.read(SourceText(name: "contoso.ldif", text: text)).records
        _ = try base.write(LDIFWriter.write(records.compactMap(change)), to: "forest.ldif")
    }

    /// A copy of the workspace; the forest's file stays where it is.
    private func copy() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["dryad.yaml", ".dryad"] {
            try FileManager.default.copyItem(at: base.file(name), to: folder.file(name))
        }
        return folder
    }

    private func remains(_ folder: TemporaryFolder) async throws -> Remains {
        let workspace = try await Workspace.open(
            WorkspaceFolder(path: folder.url.path(percentEncoded: false)),
            surroundings: .real
        )
        var remains = Remains()
        for forest in workspace.configuration.forests {
            remains.spaces.append(
                try await workspace.store.connectorSpace(of: forest.connector).map {
                    "\($0.identity) \($0.objectClass) \($0.link.map { "\($0)" } ?? "-") \(ASCII.hex($0.entry.bytes))"
                }
            )
        }
        remains.metaverse = try await workspace.store.metaverse()
        remains.desired = try await workspace.store.desiredImages(of: .tenant)
        remains.exported = try await workspace.store.exportedImages(of: .tenant)
        let counts = try await workspace.store.counts(of: .tenant)
        remains.open = [.pending, .sent, .unknown].reduce(0) { $0 + (counts[$1] ?? 0) }
        let tenant = try workspace.tenant
        remains.tenant = try await tenant.store.read { reading in
            try (reading.objects(.present) + reading.objects(.deleted)).map { object in
                "\(object.id) \(object.anchor ?? "-") \(object.deletedSince != nil) \(ASCII.hex(object.entry.bytes))"
            }
        }
        remains.requests = try await tenant.summary().state.exportRequests
        return remains
    }

    /// The places to try: all of them, or some that lie close together where most happens first.
    private static func next(_ place: Int) -> Int { everything ? place + 1 : place + max(1, place / 2) }

    @Test("I1 I2 I4 I5 I6: ends, run again, where an undisturbed one ends", arguments: [false, true])
    func killed(_ isStaging: Bool) async throws {
        func run(_ folder: TemporaryFolder, at place: Int? = nil) throws -> DryadProgram.Outcome {
            let environment = place.map { ["DRYAD_KILL_AT": "\($0)"] } ?? [:]
            return try DryadProgram(in: folder.url, environment: environment).run("sync", "run")
        }
        if isStaging {
            let outcome = try DryadProgram(in: base.url).run("staging", "on", "--yes")
            try #require(outcome.code == 0)
        }
        let calm = try copy()
        let untouched = try await remains(calm)
        let undisturbed = try run(calm)
        try #require(undisturbed.code == 0, "\(undisturbed.output) \(undisturbed.errors)")
        var expected = try await remains(calm)
        #expect(expected.open == 0 && expected.desired != untouched.desired)
        #expect((expected.tenant == untouched.tenant) == isStaging)
        #expect(!isStaging || expected.requests == untouched.requests)
        var place = 1
        var killed = 0
        while true {
            let folder = try copy()
            let first = try run(folder, at: place)
            if first.code == 0 { break }
            try #require(first.code == 9 || first.code == 137, "\(place): \(first.code) \(first.errors)")
            killed += 1
            let second = try run(folder)
            #expect(second.code == 0, "\(place): \(second.output) \(second.errors)")
            var found = try await remains(folder)
            // How often the tenant was asked depends on where the first run ended; what it has does not.
            if !isStaging { (found.requests, expected.requests) = (0, 0) }
            #expect(found == expected, "place \(place), staging \(isStaging)")
            let third = try run(folder)
            #expect(third.code == 0, "\(place): \(third.errors)")
            #expect(try await remains(folder).tenant == expected.tenant, "\(place)")
            place = Self.next(place)
        }
        #expect(killed >= (isStaging ? 3 : 6), "\(killed) places")
    }
}
