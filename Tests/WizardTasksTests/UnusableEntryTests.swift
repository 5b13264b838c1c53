import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Files with entries that cannot be used")
struct UnusableEntryTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// entra-connect.md 4.2: objects become obsolete where an import ends well, and not after errors.
    @Test(
        "beside an entry that cannot be used nothing has gone: neither its object, when it has moved, nor another",
        arguments: [
            ("objectGUID", true, 2), ("objectClass", true, 1), ("objectGUID", false, 1),
        ] as [(AttributeName, Bool, Int)]
    )
    func held(_ hidden: AttributeName, _ moves: Bool, _ count: Int) async throws {
        let workspace = try await fixture.exported()
        let before = try await workspace.tenant.store.objects()
        let users = try await fixture.exportedUsers(workspace)
        let other = try #require(users.first)
        let victim = try #require(users.dropFirst().first)
        let moved = try #require(DistinguishedName(victim)?.components.first).description + ",DC=contoso,DC=test"
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { $0.dn == other }
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.dn == victim else { return record }
            return LDIFRecord(dn: moves ? moved : victim, values: record.values.filter { $0.name != hidden })
        }
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-discovery-errors" && report.errors.count == 1, "\(report)")
        #expect(report.imports.allSatisfy { $0.deleted == 0 })
        let says = "\(count) object\(count == 1 ? "" : "s") of DC=contoso,DC=test did not come"
        #expect(report.notes.contains { $0.hasPrefix(says) }, "\(report.notes)")
        #expect(report.steps.contains { $0.remarks.contains { $0.hasPrefix(says) } })
        #expect(try await workspace.tenant.store.objects() == before)
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { $0.dn == other }
        let mended = try await fixture.cycle()
        #expect(mended.outcome == "success" && mended.imports.map(\.deleted).reduce(0, +) == 1, "\(mended)")
        #expect(try await workspace.tenant.store.objects().count == before.count - 1)
    }

    /// entra-connect.md 4.5: `duplicate-object`.
    @Test(
        "of entries of a file with one anchor or one name none is taken, in whichever order they stand",
        arguments: [(true, false), (true, true), (false, false), (false, true)]
    )
    func duplicates(sharesName: Bool, isReversed: Bool) async throws {
        let workspace = try await fixture.exported()
        let before = try await workspace.tenant.store.objects()
        let victim = try #require(try await fixture.exportedUsers(workspace).first)
        let records = try fixture.records("contoso.test.ldif").flatMap { record -> [LDIFRecord] in
            guard record.dn == victim else { return [record] }
            let own: Set<AttributeName> = sharesName ? ["title", "objectGUID"] : ["title"]
            var values = record.values.filter { !own.contains($0.name) }
            values.append(.init(name: "title", bytes: Array("Twin".utf8)))
            if sharesName { values.append(.init(name: "objectGUID", bytes: [UInt8](repeating: 0xEE, count: 16))) }
            let twin = LDIFRecord(dn: sharesName ? victim : "CN=A Twin,DC=contoso,DC=test", values: values)
            return isReversed ? [twin, record] : [record, twin]
        }
        _ = try fixture.folder.write(LDIFWriter.write(records), to: "contoso.test.ldif")
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-discovery-errors", "\(report)")
        #expect(report.errors.map(\.code) == ["duplicate-object", "duplicate-object"], "\(report.errors)")
        #expect(try await workspace.tenant.store.objects() == before)
    }

    @Test(
        "of a file whose last line is not ended the last entry is not taken, and nothing for gone",
        arguments: [1, 3]
    )
    func cutFile(_ missing: Int) async throws {
        let workspace = try await fixture.exported()
        let before = try await workspace.tenant.store.objects()
        let users = try await fixture.exportedUsers(workspace)
        let other = try #require(users.first)
        let last = try #require(users.dropFirst().first)
        let records = try fixture.records("contoso.test.ldif").filter { $0.dn != other }
        let changed = records.filter { $0.dn == last }.map { record in
            let title = LDIFRecord.Value(name: "title", bytes: Array("Chairwoman".utf8))
            return LDIFRecord(dn: last, values: record.values.filter { $0.name != "title" } + [title])
        }
        let text = LDIFWriter.write(records.filter { $0.dn != last } + changed)
        _ = try fixture.folder.write(String(text.dropLast(missing)), to: "contoso.test.ldif")
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-import-incomplete", "\(report)")
        #expect(report.errors.map(\.code) == ["read-error"] && report.errors.map(\.object) == [last])
        #expect(report.imports.first?.deleted == 0 && report.imports.first?.incomplete.map(\.isPartial) == [true])
        #expect(report.steps.first?.status == .completedImportIncomplete, "\(report.steps)")
        #expect(try await workspace.tenant.store.objects() == before)
        _ = try fixture.folder.write(text, to: "contoso.test.ldif")
        let whole = try await fixture.cycle()
        #expect(whole.outcome == "success" && whole.imports.first?.deleted == 1, "\(whole)")
    }

    @Test("entries that lie in no domain of a file are told, and nothing is taken for gone beside them")
    func strays() async throws {
        let workspace = try await fixture.exported()
        let before = try await workspace.tenant.store.objects()
        let users = try await fixture.exportedUsers(workspace)
        let other = try #require(users.first)
        let moved = Set(users.dropFirst().prefix(2))
        try #require(moved.count == 2)
        let sound = try fixture.records("contoso.test.ldif")
        let records = sound.filter { $0.dn != other }.map { record in
            guard moved.contains(record.dn) else { return record }
            return LDIFRecord(dn: record.dn.replacing("DC=test", with: "DC=tst"), values: record.values)
        }
        let text = LDIFWriter.write(records)
        _ = try fixture.folder.write(text, to: "contoso.test.ldif")
        let first = try #require(records.first { $0.dn.hasSuffix("DC=tst") })
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-import-incomplete", "\(report)")
        #expect(report.imports.first?.deleted == 0 && report.imports.first?.incomplete.map(\.isPartial) == [true])
        let reason = report.imports.first?.incomplete.first?.reason ?? ""
        #expect(
            reason.hasPrefix("2 entries lie in no domain of the file, the first of them \(first.dn) ("),
            "\(reason)"
        )
        #expect(try await workspace.tenant.store.objects() == before)
        let told = try await DescribeForests(in: try await fixture.open()).run("contoso.test")
            .filter { $0.subject == "entries" }
        #expect(told.map(\.verdict) == [.warning] && told.first?.finding.hasPrefix("2 entries lie") == true, "\(told)")
        _ = try fixture.folder.write(LDIFWriter.write(sound.filter { $0.dn != other }), to: "contoso.test.ldif")
        let mended = try await fixture.cycle()
        #expect(mended.outcome == "success" && mended.imports.first?.deleted == 1, "\(mended)")
    }

    @Test("an entry that has lost its name is one of those, and no second root entry")
    func nameless() async throws {
        let workspace = try await fixture.exported()
        let before = try await workspace.tenant.store.objects()
        let victim = try #require(try await fixture.exportedUsers(workspace).first)
        try fixture.rewrite("contoso.test.ldif") { record in
            record.dn == victim ? LDIFRecord(dn: "", values: record.values) : record
        }
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-import-incomplete", "\(report)")
        let reason = report.imports.first?.incomplete.first?.reason ?? ""
        #expect(
            reason.hasPrefix("1 entry lies in no domain of the file: one without a name ("),
            "\(reason)"
        )
        #expect(try await workspace.tenant.store.objects() == before)
    }

    @Test("entries of other naming contexts, and above a domain, are none of those")
    func elsewhere() async throws {
        _ = try await fixture.exported()
        let names = [
            "DC=test", "CN=Sites,CN=Configuration,DC=corp,DC=example", "DC=here,DC=ForestDnsZones,DC=corp,DC=example",
            "DC=DomainDnsZones,DC=corp,DC=example", "CN=Some,CN=Schema,CN=Configuration,DC=corp,DC=example",
        ]
        let more = names.map { LDIFRecord(dn: $0, values: [.init(name: "objectClass", bytes: Array("top".utf8))]) }
        let records = try fixture.records("contoso.test.ldif")
        _ = try fixture.folder.write(LDIFWriter.write(records + more), to: "contoso.test.ldif")
        let report = try await fixture.cycle()
        #expect(report.outcome == "success" && report.imports.first?.incomplete == [], "\(report)")
        let told = try await DescribeForests(in: try await fixture.open()).run("contoso.test")
        #expect(!told.contains { $0.subject == "entries" }, "\(told)")
    }

    @Test("a file with a name that is none is refused whole")
    func malformedName() async throws {
        let workspace = try await fixture.exported()
        let before = try await workspace.tenant.store.objects()
        let victim = try #require(try await fixture.exportedUsers(workspace).first)
        try fixture.rewrite("contoso.test.ldif") { record in
            record.dn == victim ? LDIFRecord(dn: "no name, at all", values: record.values) : record
        }
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-import-incomplete" && report.export?.pending == [:])
        #expect(report.imports.first?.failure?.contains("is not a distinguished name") == true, "\(report.imports)")
        #expect(try await workspace.tenant.store.objects() == before)
    }
}
