import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Domain and OU filtering")
struct FilterTests {
    private let fixture: WorkspaceFixture
    private let unit = "OU=Leavers,DC=contoso,DC=test"

    init() throws { fixture = try WorkspaceFixture() }

    private func run() async throws -> SynchronizationReport {
        try await Synchronize(in: try await fixture.open()).run { _ in }
    }

    private func apply(_ request: FilterRequest) async throws -> Plan<SettingsContent> {
        let task = ChangeSettings(in: try await fixture.open())
        let plan = try await task.plan(.filter(request))
        try await task.apply(plan)
        return plan
    }

    private func names() async throws -> Set<String> {
        let workspace = try await fixture.open()
        let forest = try workspace.configuration.forest(named: "contoso.test")
        return Set(try await workspace.store.connectorSpace(of: forest.connector).map(\.entry.dn))
    }

    @Test("a container that is not read takes its objects out of the next import; the plan has said how many")
    func skipped() async throws {
        _ = try await fixture.furnished()
        _ = try await run()
        let before = try await names()
        let inside = before.filter { $0.hasSuffix(unit) }
        #expect(inside.count == 6)
        let plan = try await apply(FilterRequest(forest: "contoso.test", skip: [unit.lowercased()]))
        let said = plan.hazards.first { $0.kind == "deletesObjects" }?.sentence ?? ""
        #expect(said.contains("6 objects of \(before.count)"), "\(said)")
        #expect(plan.content.requirements.map(\.kind) == [.fullImport])
        let report = try await run()
        #expect(report.imports.first?.deleted == 6)
        #expect(try await names() == before.subtracting(inside))
        // Back again, with all of them.
        _ = try await apply(FilterRequest(forest: "contoso.test", read: [unit]))
        #expect(try await run().imports.first?.added == 6)
        #expect(try await names() == before)
    }

    @Test("a unit that was renamed is recognised: no import by the old name, the number that it would cost first")
    func renamed() async throws {
        _ = try await fixture.furnished()
        _ = try await run()
        _ = try await apply(
            FilterRequest(forest: "contoso.test", read: [unit], skip: ["DC=contoso,DC=test"])
        )
        _ = try await run()
        let before = try await names()
        #expect(before.count == 6)
        try fixture.rewrite("contoso.test.ldif") { record in
            LDIFRecord(dn: record.dn.replacing("OU=Leavers", with: "OU=Alumni"), values: record.values)
        }
        let stopped = try await run()
        #expect(stopped.imports.first?.failure?.contains("OU=Alumni") == true, "\(stopped.imports)")
        #expect(try await names() == before, "nothing was taken for deleted")
        let plan = try await apply(FilterRequest(forest: "contoso.test"))
        let cost = plan.hazards.first { $0.kind == "renamedContainer" }?.sentence ?? ""
        #expect(cost.contains("6 objects of contoso.test would be deleted"), "\(plan.hazards)")
        #expect(plan.content.settings.map(\.to).contains { $0?.hasPrefix("read") == true })
        let report = try await run()
        #expect(report.imports.first?.deleted == 0 && report.imports.first?.failure == nil, "\(report.imports)")
        #expect(try await names().count == 6)
        #expect(
            try await ChangeSettings(in: try await fixture.open()).plan(.filter(.init(forest: "contoso.test"))).content
                .isEmpty
        )
    }

    @Test("an object whose domain is not imported, since a unit was renamed, is explained by that")
    func unread() async throws {
        _ = try await fixture.furnished()
        _ = try await apply(FilterRequest(forest: "contoso.test", skip: [unit]))
        _ = try await run()
        try fixture.rewrite("contoso.test.ldif") { record in
            LDIFRecord(dn: record.dn.replacing("OU=Leavers", with: "OU=Alumni"), values: record.values)
        }
        #expect(try await run().imports.first?.failure?.contains("OU=Alumni") == true)
        let task = ExplainObject(in: try await fixture.open())
        let answer = try await task.run("CN=leaver2,OU=Alumni,DC=contoso,DC=test", attribute: nil)
        let said = "could not import its domain, no-start-ma: The filter names \(unit)"
        #expect(answer.sentence.contains(said), "\(answer.sentence)")
        #expect(!answer.sentence.contains("`dryad sync run` imports it"), "\(answer.sentence)")
        #expect(answer.steps.first { $0.verdict == .stops }?.stage == .filter, "\(answer.steps)")
    }

    @Test("units that are made later are read or not, as was said; those of today stay as they are")
    func later() async throws {
        _ = try await fixture.furnished()
        _ = try await run()
        let before = try await names()
        let plan = try await apply(FilterRequest(forest: "contoso.test", includesNew: false))
        #expect(plan.hazards.isEmpty, "\(plan.hazards)")
        let more = WorkspaceFixture.units(below: "DC=contoso,DC=test", count: 1).map { record in
            LDIFRecord(
                dn: record.dn.replacing("OU=Leavers", with: "OU=Joiners"),
                values: record.values.map { value in
                    value.name == "objectGUID" ? .init(name: value.name, bytes: value.bytes.map { $0 ^ 0x0F }) : value
                }
            )
        }
        try fixture.append(more, to: "contoso.test.ldif")
        _ = try await run()
        #expect(try await names() == before)
        _ = try await apply(FilterRequest(forest: "contoso.test", read: ["OU=Joiners,DC=contoso,DC=test"]))
        _ = try await run()
        #expect(try await names().count == before.count + 2)
    }

    @Test("a filter by a group holds until it is removed")
    func group() async throws {
        let workspace = try await fixture.furnished()
        _ = try await run()
        let forest = try workspace.configuration.forest(named: "fabrikam.test")
        func count() async throws -> Int { try await workspace.store.connectorSpace(of: forest.connector).count }
        #expect(try await count() == 1, "the one member of the group")
        let task = ChangeSettings(in: try await fixture.open())
        try await task.apply(try await task.plan(.removeGroupFilter(.init(forest: "fabrikam.test"))))
        _ = try await run()
        #expect(try await count() > 10)
        let again = await #expect(throws: TaskError.self) {
            _ = try await ChangeSettings(in: try await fixture.open()).plan(
                .removeGroupFilter(.init(forest: "fabrikam.test"))
            )
        }
        #expect(again?.code == .notOffered)
    }

    @Test("the deepest named container decides, for every container of a tree")
    func scope() {
        for seed in SeededGenerator.seeds(20) {
            var random = SeededGenerator(seed: seed)
            var names = ["DC=a"]
            for number in 0..<30 {
                let parent = names.randomElement(using: &random) ?? "DC=a"
                names.append("\(Bool.random(using: &random) ? "OU" : "CN")=n\(number),\(parent)")
            }
            var named: [String: Bool] = [:]
            for name in names where Int.random(in: 0..<4, using: &random) == 0 {
                named[name] = Bool.random(using: &random)
            }
            let isOpen = Bool.random(using: &random)
            let entries = named.map { ContainerScope.Entry(name: $0.key.uppercased(), identity: nil, isRead: $0.value) }
            let scope = ContainerScope(entries, includesNew: isOpen)
            for name in names {
                var rest = name
                var expected = true
                while true {
                    if let verdict = named[rest] {
                        expected = verdict
                        break
                    }
                    if !isOpen, rest.hasPrefix("OU") {
                        expected = false
                        break
                    }
                    guard let comma = rest.firstIndex(of: ",") else { break }
                    rest = String(rest[rest.index(after: comma)...])
                }
                #expect(scope.includes(contentsOf: name) == expected, "seed \(seed), \(name)")
                #expect(scope.includes("CN=somebody,\(name)") == expected, "seed \(seed), \(name)")
            }
        }
    }
}
