import CloudTenant
import Connectors
import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import Lab
@testable import WizardTasks

/// A forest of two domains in one file, as its crossRef objects say.
@Suite("A file with two domains")
struct FileDomainsTests {
    private let fixture: WorkspaceFixture
    private let root = ForestBlueprint(name: "contoso.test")
    private let child = ForestBlueprint(name: "emea.contoso.test")

    private static let file = "contoso.test.ldif"
    private static let rootName = "DC=contoso,DC=test"
    private static let childName = "DC=emea,DC=contoso,DC=test"

    init() async throws {
        fixture = try WorkspaceFixture()
        try write()
        let path = fixture.folder.file(Self.file).path(percentEncoded: false)
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .file(path))
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        let staging = SwitchStagingMode(in: try await fixture.open())
        try await staging.apply(try await staging.plan(to: false))
    }

    /// Writes the file with its records changed; without those of which nothing is made.
    private func write(_ change: (LDIFRecord) -> LDIFRecord? = { $0 }) throws {
        let crossReference = LDIFRecord(
            "CN=EMEA,CN=Partitions,\(root.configurationDN)",
            [
                "objectClass": "top", "objectClass": "crossRef", "cn": "EMEA", "nCName": Self.childName,
                "dnsRoot": child.name, "nETBIOSName": "EUROPE", "systemFlags": "3",
            ]
        )
        let people = { (forest: ForestBlueprint) in
            Population(forest: forest, users: 12, groups: 4, contacts: 3, computers: 3).records(for: .slapd)
        }
        var records = [root.rootDSERecord()]
        records += root.frameRecords()
        records.append(crossReference)
        records += try root.schemaRecords()
        records += people(root)
        records += child.frameRecords().filter { !$0.dn.contains("Configuration") }
        records += people(child)
        _ = try fixture.folder.write(LDIFWriter.write(records.compactMap(change)), to: Self.file)
    }

    private func run() async throws -> SynchronizationReport {
        try await Synchronize(in: try await fixture.open()).run { _ in }
    }

    private func space(_ partition: String) async throws -> [ConnectorSpaceObject] {
        let workspace = try await fixture.open()
        return try await workspace.store.connectorSpace(of: workspace.configuration.forests[0].connector)
            .filter { $0.identity.partition == partition }
    }

    /// The texts of an attribute of the metaverse objects behind these objects.
    private func texts(_ attribute: AttributeName, behind objects: [ConnectorSpaceObject]) async throws -> Set<String> {
        let store = try await fixture.open().store
        let links = Set(objects.compactMap(\.link))
        let found = try await store.metaverse().filter { links.contains($0.identifier) }
        return Set(found.flatMap { Entry($0.entry, table: store.table).texts(attribute) })
    }

    /// The metaverse objects behind what was exported, by their source anchors.
    private func anchors() async throws -> [String: MetaverseID] {
        let images = try await fixture.open().store.exportedImages(of: .tenant)
        return Dictionary(images.map { ($0.anchor, $0.metaverse) }) { first, _ in first }
    }

    private static func isChild(_ name: String) -> Bool { name.lowercased().hasSuffix(childName.lowercased()) }

    @Test("each is a partition with names of its own, as it is over LDAP")
    func both() async throws {
        let report = try await run()
        #expect(report.outcome == "success", "\(report.imports) \(report.errors) \(report.export as Any)")
        #expect(Set(report.steps.compactMap(\.partition)).isSuperset(of: [Self.rootName, Self.childName]))
        let (own, other) = (try await space(Self.rootName), try await space(Self.childName))
        #expect(own.count > 20 && own.count == other.count)
        #expect(own.allSatisfy { !Self.isChild($0.entry.dn) } && other.allSatisfy { Self.isChild($0.entry.dn) })
        #expect(try await texts("domainFQDN", behind: own + other) == ["contoso.test", "emea.contoso.test"])
        #expect(try await texts("domainNetBios", behind: own + other) == ["CONTOSO", "EUROPE"])
        let domains = try await DescribeForests(in: try await fixture.open()).run("contoso.test")
            .filter { $0.subject == "domain" }
        #expect(domains.count == 2 && domains.last?.verdict == .ok, "\(domains)")
        #expect(domains.last?.finding.hasPrefix(Self.childName) == true, "\(domains)")
    }

    /// entra-connect.md 4.2: objects become obsolete where an import of their partition ends well.
    @Test("what has gone is told of each domain by itself, and nothing of one of which the file holds nothing")
    func gone() async throws {
        _ = try await run()
        let before = try await space(Self.childName)
        let users = before.filter { $0.objectClass == "user" }.map(\.entry.dn)
        let (lost, broken) = (try #require(users.first), try #require(users.last))
        let victim = try #require(try await space(Self.rootName).last { $0.objectClass == "user" }?.entry.dn)
        try write { record in
            if [lost, victim].contains(record.dn) { return nil }
            guard record.dn == broken else { return record }
            return LDIFRecord(dn: broken, values: record.values.filter { $0.name != "objectGUID" })
        }
        let report = try await run()
        #expect(report.outcome == "completed-discovery-errors", "\(report)")
        #expect(report.imports.first?.deleted == 1)
        let held = "1 object of \(Self.childName) did not come"
        #expect(report.notes.contains { $0.hasPrefix(held) }, "\(report.notes)")
        let statuses = report.steps.filter { $0.partition == Self.rootName }.map(\.status)
        #expect(statuses == [.success], "\(report.steps)")
        #expect(try await space(Self.childName) == before)

        try write { Self.isChild($0.dn) ? nil : $0 }
        let without = try await run()
        #expect(without.outcome == SynchronizationReport.incomplete, "\(without)")
        #expect(without.imports.first?.incomplete.map(\.partition) == [Self.childName])
        #expect(without.imports.first?.deleted == 0)
        #expect(try await space(Self.childName) == before)
    }

    @Test("a domain that is not listed any more is kept until it is excluded, and its objects are nobody else's")
    func notListed() async throws {
        _ = try await run()
        let (own, other) = (try await space(Self.rootName), try await space(Self.childName))
        try write { $0.texts("nCName") == [Self.childName] ? nil : $0 }
        let report = try await run()
        #expect(report.outcome == SynchronizationReport.incomplete, "\(report)")
        #expect(report.imports.first?.incomplete.first?.reason.contains("excludeDomains") == true)
        #expect(try await space(Self.childName) == other)
        #expect(try await space(Self.rootName) == own)

        // By name while it is listed; the file goes on without it afterwards.
        try write()
        let task = ChangeSettings(in: try await fixture.open())
        try await task.apply(
            try await task.plan(.filter(FilterRequest(forest: "contoso.test", skipDomains: ["EMEA.contoso.test"])))
        )
        #expect(try await fixture.open().configuration.forests[0].excludedDomains == ["emea.contoso.test"])
        let excluded = try await run()
        #expect(excluded.imports.first?.deleted == other.count && excluded.imports.first?.incomplete == [])
        try write { $0.texts("nCName") == [Self.childName] ? nil : $0 }
        #expect(try await run().imports.first?.added == 0)
        let workspace = try await fixture.open()
        let all = try await workspace.store.connectorSpace(of: workspace.configuration.forests[0].connector)
        #expect(all.map(\.identity) == own.map(\.identity))
    }

    @Test("one of them is left out from the beginning, where the file has it")
    func leftOut() async throws {
        let path = fixture.folder.file(Self.file).path(percentEncoded: false)
        let add = AddForest(in: try await fixture.open())
        let unknown = await #expect(throws: TaskError.self) {
            _ = try await add.plan(name: "second", source: .file(path), excludedDomains: ["apac.contoso.test"])
        }
        let domains = "Its domains are \(root.name), \(child.name)."
        #expect(unknown?.description == "second has no domain apac.contoso.test. \(domains)")

        let plan = try await add.plan(name: "second", source: .file(path), excludedDomains: ["EMEA.contoso.test"]).plan
        let setting = plan.content.settings.first { $0.name == "forests.second.excludeDomains" }
        #expect(setting?.to == child.name, "\(plan.content.settings)")
        try await ApplyPlan(in: try await fixture.open()).run(plan)
        #expect(try await fixture.open().configuration.forest(named: "second").excludedDomains == [child.name])
        let told = try await DescribeForests(in: try await fixture.open()).run("second")
        #expect(told.contains { $0.finding == "\(Self.childName), excluded and not read" }, "\(told)")
    }

    @Test("an object that moves to the other domain has its names, and is the same in the tenant")
    func moved() async throws {
        _ = try await run()
        let workspace = try await fixture.open()
        let accepted = try await workspace.tenant.store.objects().count
        let known = try await anchors()
        let exported = try await fixture.exportedUsers(workspace)
        let others = Set(try await space(Self.childName).compactMap(\.link))
        let before = try #require(
            try await space(Self.rootName).first { object in
                exported.contains(object.entry.dn) && object.link.map { !others.contains($0) } ?? false
            }
        )
        let name = before.entry.dn
        let first = try #require(DistinguishedName(name)?.components.first).description
        try write { record in
            guard record.dn == name else { return record }
            return LDIFRecord(dn: "\(first),OU=People,\(Self.childName)", values: record.values)
        }
        let report = try await run()
        #expect(
            report.imports.first.map { [$0.added, $0.deleted, $0.renamed] } == [0, 0, 1],
            "\(report.imports)"
        )
        let after = try await space(Self.childName).filter { $0.identity.anchor == before.identity.anchor }
        #expect(after.count == 1 && after.first?.link != nil && after.first?.link == before.link)
        #expect(try await space(Self.rootName).allSatisfy { $0.identity.anchor != before.identity.anchor })
        #expect(try await texts("domainFQDN", behind: after) == ["emea.contoso.test"])
        let pending = report.export?.pending ?? [:]
        #expect(pending.keys.allSatisfy { $0 == "update" }, "\(pending)")
        #expect(try await anchors() == known)
        let again = try await run()
        #expect(again.imports.first.map { [$0.added, $0.updated, $0.deleted] } == [0, 0, 0], "\(again.imports)")
        #expect(again.export?.pending == [:], "\(again.export as Any)")
        #expect(try await workspace.tenant.store.objects().count == accepted)
    }
}
