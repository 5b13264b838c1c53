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
        /// What the images were when the first run had ended, found by going back from what they are.
        var first: [String] = []
    }

    /// Where an undisturbed run ends, and where the one after it does, whose import reads back what the first has exported.
    ///
    /// Nothing is left to do after that: a third one ends where the second did.
    private struct Ends {
        let once: Remains
        let again: Remains
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
    private func copy(_ other: TemporaryFolder? = nil) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["dryad.yaml", ".dryad"] {
            try FileManager.default.copyItem(at: (other ?? base).file(name), to: folder.file(name))
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
        remains.first = try await imagesAfterFirstRun(workspace, remains)
        return remains
    }

    private func imagesAfterFirstRun(_ workspace: Workspace, _ remains: Remains) async throws -> [String] {
        let store = workspace.store
        let moment = try await store.moment(endOf: 1, of: .tenant)
        let now = try await store.momentNow(of: .tenant)
        let written = try await store.anchorsWritten(of: .tenant, between: moment, and: now)
        let anchors = Set(written + (remains.desired + remains.exported).map(\.anchor)).sorted()
        let images = try #require(try await store.images(of: .tenant, anchors: anchors, at: [moment]).first)
        return anchors.compactMap { anchor -> String? in
            let (desired, exported) = (images.desired[anchor], images.exported[anchor])
            guard desired != nil || exported != nil else { return nil }
            return "\(anchor) \(ASCII.hex(desired?.entry.bytes ?? [])) \(ASCII.hex(exported?.entry.bytes ?? []))"
        }
    }

    /// Runs a synchronization, that is killed at a place where one is named; gives the places that it has passed too.
    private func run(
        _ folder: TemporaryFolder,
        _ arguments: [String] = ["sync", "run"],
        at place: Int? = nil
    ) throws -> (outcome: DryadProgram.Outcome, places: [String]) {
        let trace = folder.file("places")
        try? FileManager.default.removeItem(at: trace)
        var environment = ["DRYAD_KILL_TRACE": trace.path(percentEncoded: false)]
        if let place { environment["DRYAD_KILL_AT"] = "\(place)" }
        let outcome = try DryadProgram(in: folder.url, environment: environment).run(arguments)
        let text = (try? String(contentsOf: trace, encoding: .utf8)) ?? ""
        return (outcome, text.split(separator: "\n").map(String.init))
    }

    /// The numbers of the places to try: all of them, or one of each kind, which is the middle one of its kind.
    private static func chosen(_ places: [String]) -> [Int] {
        guard !everything else { return Array(places.indices.map { $0 + 1 }) }
        let kinds = Dictionary(grouping: places.indices) { kind(places[$0]) }
        return kinds.values.map { $0[$0.count / 2] + 1 }.sorted()
    }

    /// What happens at a place, without the tables that it is about.
    private static func kind(_ place: String) -> String { place.split(separator: "\t").first.map(String.init) ?? place }

    private static let commits = [
        "before commit of the Dryad store", "after commit of the Dryad store", "while an import is written",
        "before commit of the import", "after commit of the import",
    ]

    /// What places of a run there have to be, lest the test looks at nothing.
    private static let kinds = [
        true: Set(commits),
        false: Set(
            commits + [
                "before commit of the Dryad tenant", "after commit of the Dryad tenant", "before a batch is sent",
                "after a batch was sent",
            ]
        ),
    ]

    @Test("I1 I2 I4 I5 I6 I7: ends, run again, where an undisturbed one ends", arguments: [false, true])
    func killed(_ isStaging: Bool) async throws {
        if isStaging {
            let outcome = try DryadProgram(in: base.url).run("staging", "on", "--yes")
            try #require(outcome.code == 0)
        }
        let calm = try copy()
        let untouched = try await remains(calm)
        let undisturbed = try run(calm)
        try #require(undisturbed.outcome.code == 0, "\(undisturbed.outcome.output) \(undisturbed.outcome.errors)")
        #expect(Set(undisturbed.places.map(Self.kind)) == Self.kinds[isStaging])
        let ends = try await ends(calm)
        let expected = ends.once
        #expect(expected.open == 0 && expected.desired != untouched.desired)
        #expect((ends.again.metaverse == expected.metaverse) == isStaging)
        #expect(expected.first == untouched.first && !expected.first.isEmpty)
        #expect((expected.tenant == untouched.tenant) == isStaging)
        #expect(!isStaging || expected.requests == untouched.requests)
        for place in Self.chosen(undisturbed.places) {
            let folder = try copy()
            try kill(folder, at: place, of: undisturbed.places)
            try await mend(folder, ends, isStaging, "\(place): \(undisturbed.places[place - 1])")
        }
    }

    /// An import of the tenant is not to have read what it has not noted: the next one begins behind it.
    @Test(
        "I2 I6: what others have changed in the tenant is noted, wherever its import is killed",
        arguments: ["delta-import", "full-import"]
    )
    func imported(_ profile: String) async throws {
        let changed = try copy()
        let changes = ["run", "tenant", "delta-import"]
        try #require(try run(changed, changes).outcome.code == 0)
        try await rename(in: changed)
        let before = try await remains(changed)
        let calm = try copy(changed)
        let undisturbed = try run(calm, ["run", "tenant", profile])
        try #require(undisturbed.outcome.code == 0, "\(undisturbed.outcome.output) \(undisturbed.outcome.errors)")
        let expected = try await remains(calm)
        #expect(expected.exported != before.exported && expected.desired == before.desired)
        let places = undisturbed.places
        #expect(places.contains { $0.hasPrefix("after commit of the Dryad store") && $0.contains("watermark") })
        for place in places.indices where Self.everything || places[place].hasPrefix("after") {
            let folder = try copy(changed)
            let killed = try run(folder, ["run", "tenant", profile], at: place + 1).outcome
            try #require([9, 137].contains(killed.code), "\(places[place]): \(killed.code) \(killed.errors)")
            let second = try run(folder, changes).outcome
            #expect(second.code == 0, "\(places[place]): \(second.output) \(second.errors)")
            #expect(try await remains(folder) == expected, "\(profile) \(place + 1): \(places[place])")
        }
    }

    /// Gives a user of the tenant another name than was exported, as somebody else would.
    private func rename(in folder: TemporaryFolder) async throws {
        let workspace = try await Workspace.open(
            WorkspaceFolder(path: folder.url.path(percentEncoded: false)),
            surroundings: .real
        )
        let images = try await workspace.store.exportedImages(of: .tenant)
        let name = try #require(workspace.store.table.existing("displayName"))
        let image = try #require(images.first { $0.objectClass == "user" && $0.entry.attributes.contains(name) })
        let change = TenantChange(
            operation: .update,
            objectClass: image.objectClass,
            anchor: image.anchor,
            name: "CN={x}",
            attributes: [.init(name: "displayName", values: [Array("Changed by somebody".utf8)])]
        )
        _ = try await workspace.tenant.process([change])
    }

    /// A run that mends asks the tenant what became of changes, and can be killed at that as well.
    @Test("I2 I5: killed after a batch was sent, and again while that is mended, it ends there all the same")
    func twice() async throws {
        let calm = try copy()
        let places = try run(calm).places
        let ends = try await ends(calm)
        for kind in ["before a batch is sent", "after a batch was sent"] {
            let first = try #require(places.firstIndex(of: kind)) + 1
            let once = try copy()
            try kill(once, at: first, of: places)
            let mending = try run(try copy(once)).places
            let asks = mending.indices.filter { mending[$0].contains("the tenant ") && mending[$0].contains(" asked") }
            #expect(asks.count == 2, "\(mending)")
            for place in Self.everything ? mending.indices.map({ $0 + 1 }) : asks.map({ $0 + 1 }) {
                let folder = try copy(once)
                try kill(folder, at: place, of: mending)
                try await mend(folder, ends, false, "\(kind), then \(place): \(mending[place - 1])")
            }
        }
    }

    @Test("I7: killed while it exports, a run stays in the history with what it has let pass, by whom and why")
    func remembered() async throws {
        let staging = try DryadProgram(in: base.url).run("staging", "on", "--yes")
        try #require(staging.code == 0)
        let passing = ["sync", "run", "--export-in-staging", "--reason", "compare with the old server"]
        let places = try run(try copy(), passing).places
        let place = try #require(places.firstIndex(of: "after a batch was sent")) + 1
        let folder = try copy()
        let killed = try run(folder, passing, at: place).outcome
        try #require([9, 137].contains(killed.code), "\(killed.code) \(killed.errors)")
        for isFollowed in [false, true] {
            if isFollowed {
                let next = try run(folder).outcome
                #expect(next.code == 0, "\(next.output) \(next.errors)")
            }
            let workspace = try await Workspace.open(
                WorkspaceFolder(path: folder.url.path(percentEncoded: false)),
                surroundings: .real
            )
            let kept = try await ReadRun(in: workspace).run(2)
            #expect(kept.outcome == "stopped-cut-off" && kept.details.last?.status == .stoppedCutOff, "\(kept)")
            #expect(kept.overrides.map(\.reason) == ["compare with the old server"] && kept.author != nil)
            #expect(try await RunPages(workspace).read(limit: 9).map(\.number) == (isFollowed ? [3, 2, 1] : [2, 1]))
        }
    }

    private func kill(_ folder: TemporaryFolder, at place: Int, of places: [String]) throws {
        let outcome = try run(folder, at: place).outcome
        try #require(
            [9, 137].contains(outcome.code),
            "\(place) \(places[place - 1]): \(outcome.code) \(outcome.errors)"
        )
    }

    private func ends(_ folder: TemporaryFolder) async throws -> Ends {
        let once = try await remains(folder)
        let second = try run(folder).outcome
        try #require(second.code == 0, "\(second.output) \(second.errors)")
        let again = try await remains(folder)
        let third = try run(folder).outcome
        try #require(third.code == 0, "\(third.output) \(third.errors)")
        #expect(try await remains(folder) == again)
        return Ends(once: once, again: again)
    }

    /// Runs again what was killed, and compares what that leaves.
    ///
    /// A run that was killed after all of its export was noted has done what it does: the run that follows it is the second one.
    private func mend(
        _ folder: TemporaryFolder,
        _ ends: Ends,
        _ isStaging: Bool,
        _ place: String
    ) async throws {
        // A copy is looked at: what was killed is opened by the next run and by nobody before.
        let killed = try await remains(try copy(folder))
        let isDone = killed.exported == ends.once.exported && killed.desired == ends.once.desired && killed.open == 0
        let second = try run(folder).outcome
        #expect(second.code == 0, "\(place): \(second.output) \(second.errors)")
        var (found, expected) = (try await remains(folder), isDone ? ends.again : ends.once)
        // How often the tenant was asked depends on where the first run ended; what it has does not.
        if !isStaging { (found.requests, expected.requests) = (0, 0) }
        #expect(found == expected, "\(place), staging \(isStaging), done \(isDone)")
        guard Self.everything else { return }
        let third = try run(folder).outcome
        #expect(third.code == 0, "\(place): \(third.errors)")
        (found, expected) = (try await remains(folder), ends.again)
        if !isStaging { (found.requests, expected.requests) = (0, 0) }
        #expect(found == expected, "\(place), staging \(isStaging), run again")
    }
}
