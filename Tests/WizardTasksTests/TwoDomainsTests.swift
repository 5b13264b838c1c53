import CloudTenant
import Connectors
import Directory
import Foundation
import SyncEngine
import SyncRules
import SQLiteStore
import TestSupport
import Testing

@testable import Lab
@testable import WizardTasks

/// A forest of two domains, each on a server of its own: a real slapd each.
@Suite("A forest of two domains")
struct TwoDomainsTests {
    private let fixture: WorkspaceFixture
    private let root: TestDomain
    private let child: TestDomain
    /// Somebody of the root domain, who is in the child's group of everybody, and the other way round.
    private let persons: (root: String, child: String)

    private static let rootName = "DC=contoso,DC=test"
    private static let childName = "DC=emea,DC=contoso,DC=test"

    init() async throws {
        fixture = try WorkspaceFixture()
        let (first, second) = (ForestBlueprint(name: "contoso.test"), ForestBlueprint(name: "emea.contoso.test"))
        let schema = try first.schemaRecords()
        let crossReference = LDIFRecord(
            "CN=EMEA,CN=Partitions,\(first.configurationDN)",
            [
                "objectClass": "top", "objectClass": "crossRef", "cn": "EMEA", "nCName": second.baseDN,
                "dnsRoot": second.name, "nETBIOSName": "EUROPE", "systemFlags": "3",
            ]
        )
        let people = { (forest: ForestBlueprint) in
            Population(forest: forest, users: 12, groups: 4, contacts: 3, computers: 3).records(for: .slapd)
        }
        let (own, other) = (people(first), people(second))
        persons = (try Self.account(own), try Self.account(other))
        root = try await TestDomain(
            first,
            schema: schema,
            records: first.frameRecords() + [crossReference] + schema
                + Self.adding(persons.child, to: own)
        )
        child = try await TestDomain(
            second,
            schema: schema,
            records: second.frameRecords().filter { !$0.dn.contains("Configuration") }
                + Self.adding(persons.root, to: other)
        )
        var server = ForestConfiguration.Server(url: root.url)
        server.domainServers = ["emea.contoso.test": child.url]
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .server(server))
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        let staging = SwitchStagingMode(in: try await fixture.open())
        try await staging.apply(try await staging.plan(to: false))
    }

    /// The name of somebody with a proper account.
    private static func account(_ records: [LDIFRecord]) throws -> String {
        try #require(
            records.first { record in
                record.dn.contains("OU=People") && !record.texts("userPrincipalName").isEmpty
                    && record.texts("userAccountControl") == ["512"]
            }
        ).dn
    }

    /// The records with one member more in the group of all.
    private static func adding(_ member: String, to records: [LDIFRecord]) -> [LDIFRecord] {
        records.map { record in
            guard record.texts("cn") == ["All Staff"] else { return record }
            return record.adding([.init(name: "member", bytes: Array(member.utf8))])
        }
    }

    private func run() async throws -> SynchronizationReport {
        try await Synchronize(in: try await fixture.open()).run { _ in }
    }

    private func space(_ partition: String) async throws -> [ConnectorSpaceObject] {
        let workspace = try await fixture.open()
        return try await workspace.store.connectorSpace(of: workspace.configuration.forests[0].connector)
            .filter { $0.identity.partition == partition }
    }

    @Test("both are imported, and references lead from one to the other")
    func both() async throws {
        let report = try await run()
        #expect(report.outcome == "success", "\(report.imports) \(report.errors) \(report.export as Any)")
        #expect(report.imports.first?.incomplete == [])
        let objects = (try await space(Self.rootName), try await space(Self.childName))
        #expect(objects.0.count > 20 && objects.0.count == objects.1.count)
        let store = try await fixture.open().store
        let metaverse = try await store.metaverse()
        for (group, members, name) in [(objects.0, objects.1, persons.child), (objects.1, objects.0, persons.root)] {
            let everybody = try #require(group.first { $0.entry.dn.lowercased().hasPrefix("cn=all staff,") }?.link)
            let same = { (object: ConnectorSpaceObject) in
                DistinguishedName(object.entry.dn) == DistinguishedName(name)
            }
            let person = try #require(members.first(where: same)?.link)
            let entry = try #require(metaverse.first { $0.identifier == everybody }).entry
            #expect(Entry(entry, table: store.table).texts("member").contains(person.description))
        }
        let domains = Set(metaverse.flatMap { Entry($0.entry, table: store.table).texts("domainFQDN") })
        #expect(domains == ["contoso.test", "emea.contoso.test"])
        let names = Set(metaverse.flatMap { Entry($0.entry, table: store.table).texts("domainNetBios") })
        #expect(names == ["CONTOSO", "EUROPE"])
    }

    @Test("a domain whose server is down keeps its objects, and the other one's deletions are still derived")
    func oneDown() async throws {
        _ = try await run()
        let before = try await space(Self.childName)
        let accepted = try await fixture.open().tenant.store.objects().count
        let people = try await space(Self.rootName).filter { $0.objectClass == "user" && $0.link != nil }
        let victim = try #require(people.last { $0.entry.dn.contains("People") || $0.entry.dn.contains("people") })
        try await root.delete(victim.entry.dn)
        child.stop()
        let report = try await run()
        #expect(report.outcome == SynchronizationReport.incomplete)
        let imported = try #require(report.imports.first)
        #expect(imported.failure == nil && imported.deleted == 1)
        #expect(imported.incomplete.map(\.partition) == [Self.childName])
        #expect(imported.incomplete.first?.reason.contains(child.url) == true, "\(imported.incomplete)")
        #expect(try await space(Self.childName) == before)
        #expect(try await !space(Self.rootName).contains { $0.identity == victim.identity })
        #expect(report.export?.pending == ["delete": 1, "update": 1] || report.export?.pending == ["delete": 1])
        #expect(try await fixture.open().tenant.store.objects().count == accepted - 1)
        let steps = try await fixture.open().store.runs(limit: 1).first?.steps ?? []
        #expect(steps.contains { $0.contains(Self.childName) && $0.contains(child.url) }, "\(steps)")
        try child.start()
        let back = try await run()
        #expect(back.outcome == "success")
        #expect(back.imports.first.map { ($0.added, $0.updated, $0.deleted) == (0, 0, 0) } == true)
        #expect(back.export?.pending == [:])
        #expect(try await space(Self.childName) == before)
    }

    @Test("a look at the forest says of each further domain whether it can be read, and from where")
    func examination() async throws {
        let look = DescribeForests(in: try await fixture.open())
        let line = { (checks: [DirectoryCheck]) in try #require(checks.last { $0.subject == "domain" }) }
        let up = try line(try await look.run("contoso.test"))
        #expect(up.verdict == .ok && up.finding.contains(Self.childName) && up.finding.contains(child.url), "\(up)")
        child.stop()
        let down = try line(try await look.run("contoso.test"))
        #expect(down.verdict == .failed && down.finding.contains(child.url), "\(down)")
    }

    @Test("a full import that is due stays due while a domain is missing")
    func staysDue() async throws {
        child.stop()
        let report = try await run()
        #expect(report.outcome == SynchronizationReport.incomplete)
        #expect(try await fixture.open().store.requirements().map(\.kind) == [.fullImport])
        try child.start()
        #expect(try await run().outcome == "success")
        #expect(try await fixture.open().store.requirements().isEmpty)
    }

    @Test("a domain that the forest does not list any more is kept until somebody excludes it")
    func notListed() async throws {
        _ = try await run()
        let before = try await space(Self.childName)
        try await root.delete("CN=EMEA,CN=Partitions,\(root.blueprint.configurationDN)")
        let report = try await run()
        #expect(report.outcome == SynchronizationReport.incomplete)
        #expect(report.imports.first?.incomplete.first?.reason.contains("excludeDomains") == true)
        #expect(try await space(Self.childName) == before)
        #expect(report.export?.pending == [:])
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let excluded = text.replacing("    domains:\n", with: "    excludeDomains: [emea.contoso.test]\n    domains:\n")
        try #require(excluded != text)
        try Data(excluded.utf8).write(to: URL(filePath: path))
        let after = try await run()
        #expect(after.imports.first?.deleted == before.count && after.imports.first?.incomplete == [])
        #expect(try await space(Self.childName).isEmpty)
    }
}
