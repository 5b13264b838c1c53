import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("The tenant of a workspace")
struct TenantTaskTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func export() async throws -> SynchronizationReport {
        let staging = SwitchStagingMode(in: try await fixture.open())
        try await staging.apply(try await staging.plan(to: false))
        return try await Synchronize(in: try await fixture.open()).run { _ in }
    }

    @Test("a user of the cloud is matched, a name of another domain replaced, an address kept back and told")
    func seeded() async throws {
        let workspace = try await fixture.ready()
        let people = try await PendingViewNames.of(try await fixture.synchronized(workspace))
        let (first, second) = (try #require(people.first), try #require(people.last))
        let seed = try fixture.folder.write(
            """
            objectType,userPrincipalName,displayName,proxyAddresses,onPremisesImmutableId
            user,\(first),From the cloud,,
            contact,,Somebody else,smtp:\(second),of-another-forest

            """,
            to: "seed.csv"
        )
        let task = SeedTenant(in: workspace)
        let outcome = try await task.run(seed.path(percentEncoded: false))
        #expect(outcome.added == ["user": 1, "contact": 1])
        #expect(try await task.run(seed.path(percentEncoded: false)).present == 2)
        let setUp = ConfigureTenant(in: workspace)
        try await setUp.add(domain: "contoso.test")
        _ = try await setUp.verify(domain: "contoso.test")
        let report = try await export()
        #expect(report.outcome == "success", "\(report.export?.refused ?? [])")
        let objects = try await TenantListing.read(workspace, .present).objects
        #expect(objects.filter { $0.label == first }.map(\.isSynchronized) == [true])
        #expect(report.export?.keptBack.contains { $0.message.contains(second) } == true, "\(report)")
        // fabrikam.test was never added.
        #expect(!objects.contains { $0.label.hasSuffix("@fabrikam.test") })
        #expect(objects.contains { $0.label.hasSuffix("@dryad.onmicrosoft.com") })
        let overview = try await TenantOverview.read(workspace)
        #expect(overview.keptBack > 0 && overview.writer?.isHere == true)
        // Nothing is exported again because the tenant shows something else.
        #expect(try await export().export?.pending == [:])
        try await setUp.add(domain: "fabrikam.test")
        let healed = try await setUp.verify(domain: "fabrikam.test").healed
        #expect(!healed.isEmpty && healed.contains { $0.label.hasSuffix("@fabrikam.test") })
        #expect(
            try await TenantListing.read(workspace, .present).objects.contains { $0.label.hasSuffix("@fabrikam.test") }
        )
    }

    private static let seeds: [(said: String, changed: [String])] = [
        ("", []), (", \"jobTitle\": null", []), (", \"jobTitle\": \"\"", ["title"]),
        (", \"jobTitle\": \"Other\"", ["title"]), (", \"jobTitle\": \"Managing director\"", []),
    ]

    /// entra-connect.md 6.1: what is compared with a matched object is what the tenant is known to hold.
    @Test("what a seed does not say is unknown: no difference, and no update", arguments: seeds)
    func unknown(_ said: String, _ changed: [String]) async throws {
        let first = try await fixture.ready()
        _ = try await export()
        let image = try #require(
            try await first.store.exportedImages(of: .tenant).first { image in
                Entry(image.entry, table: first.store.table).texts("displayName") == ["Ada Andersson"]
            }
        )
        // A tenant in the place of the first, of which a file says some things.
        let path = first.folder.resolve(first.configuration.tenantStore)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try Workspace.create(in: fixture.workspaceFolder, surroundings: fixture.surroundings)
        let staging = SwitchStagingMode(in: try await fixture.open())
        try await staging.apply(try await staging.plan(to: true))
        let workspace = try await fixture.open()
        let seed = try fixture.folder.write(
            "[{\"objectType\": \"user\", \"userPrincipalName\": \"ada.andersson@contoso.test\", "
                + "\"onPremisesImmutableId\": \"\(image.anchor)\", \"onPremisesSyncEnabled\": true\(said)}]",
            to: "seed.json"
        )
        _ = try await SeedTenant(in: workspace).run(seed.path(percentEncoded: false))
        let report = try await Synchronize(in: try await fixture.open()).run { _ in }
        #expect(report.warnings.contains { $0.object == image.anchor } == !changed.isEmpty, "\(report.warnings)")
        let (changes, _) = try await PendingView(try await fixture.open()).describe()
        #expect(changes.first { $0.anchor == image.anchor }?.attributes ?? [] == changed)
        // Whom the seed does not name at all is not there, and is added again.
        #expect(changes.filter { $0.operation == "add" }.count > 20)
    }

    @Test("a seed with mistakes says where they are, and is not taken")
    func mistakes() async throws {
        let workspace = try await fixture.open()
        let seed = try fixture.folder.write("objectType,mail\nuser\nrobot,x@y.test\n", to: "seed.csv")
        let path = seed.path(percentEncoded: false)
        let error = await #expect(throws: TaskError.self) { try await SeedTenant(in: workspace).run(path) }
        #expect(error?.code == .seed)
        for part in ["SEED023", "SEED010", "seed.csv:2", "seed.csv:3"] {
            #expect(error?.description.contains(part) == true, "\(error as Any)")
        }
        let missing = await #expect(throws: TaskError.self) { try await SeedTenant(in: workspace).run(path + "x") }
        #expect(missing?.code == .files)
        #expect(try await workspace.tenant.store.objects().isEmpty)
    }

    /// entra-connect.md 3.2: two that export undo each other's work.
    @Test("a second workspace that exports into one tenant is reported")
    func twoWriters() async throws {
        let workspace = try await fixture.ready()
        let stranger = TenantWriter(workspace: "/elsewhere", host: "old-server")
        _ = try await workspace.tenant.takeOver(by: stranger)
        let report = try await export()
        #expect(report.notes.contains { $0.contains("/elsewhere on old-server") }, "\(report.notes)")
        try await ConfigureTenant(in: workspace).takeOver()
        #expect(try await export().notes.isEmpty)
    }

    /// entra-connect.md 4.6.
    @Test("the throttle is told, and costs no time here")
    func throttle() async throws {
        let workspace = try await fixture.ready()
        try await workspace.tenant.configure { $0.throttle.limit = 10 }
        let report = try await export()
        let count = report.export?.accepted ?? 0
        #expect(count > 20 && report.export?.waited == Int64((count - 1) / 10) * 300)
        #expect(report.notes.contains { $0.contains("put changes off") }, "\(report.notes)")
        try await ConfigureTenant(in: workspace).setThrottle(to: false)
        #expect(try await ConfigureTenant(in: workspace).forecast(of: 1_000_000).wait == 0)
    }

    @Test(
        "durations are said in days, hours, minutes and seconds",
        arguments: [
            (0, "0 s"), (45, "45 s"), (60, "1 min"), (301, "5 min 1 s"), (9000, "2 h 30 min"), (2_880_000, "33 d 8 h"),
            (90_061, "1 d 1 h 1 min 1 s"),
        ] as [(Int64, String)]
    )
    func durations(_ seconds: Int64, _ said: String) { #expect(DurationText.text(seconds: seconds) == said) }

    @Test("features have the product's names, in Graph's spelling too; what is unknown says what there is")
    func features() async throws {
        let task = ConfigureTenant(in: try await fixture.open())
        try await task.set(feature: "blockSoftMatchEnabled", to: true)
        let overview = try await TenantOverview.read(try await fixture.open())
        #expect(overview.features.first { $0.name == "BlockSoftMatch" }?.isOn == true)
        let error = await #expect(throws: TaskError.self) { try await task.set(feature: "Magic", to: true) }
        #expect(error?.description.contains("SoftMatchOnUpn") == true)
        await #expect(throws: TaskError.self) { try await task.add(domain: "no domain") }
        await #expect(throws: TaskError.self) { _ = try await task.verify(domain: "contoso.test") }
        await #expect(throws: TaskError.self) { try await task.setInitial(domain: "contoso.test") }
    }
}

/// Principal names of users that wait to be exported and have an address of the same spelling, contoso.test's alone.
private enum PendingViewNames {
    static func of(_ workspace: Workspace) async throws -> [String] {
        try await PendingView(workspace).describe().changes.filter { change in
            change.objectClass == "user" && change.label.hasSuffix("@contoso.test")
                && change.values.contains { value in
                    value.attribute == "mail" && value.added == [change.label]
                }
        }.map(\.label)
    }
}

extension WorkspaceFixture {
    /// Runs a cycle in staging mode, so that changes wait.
    fileprivate func synchronized(_ workspace: Workspace) async throws -> Workspace {
        _ = try await Synchronize(in: workspace).run { _ in }
        return try await open()
    }
}
