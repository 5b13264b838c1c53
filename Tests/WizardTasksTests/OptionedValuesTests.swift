import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Attributes with options in a file")
struct OptionedValuesTests {
    private static let file = "contoso.test.ldif"
    private static let group = "CN=All Staff,OU=Groups,DC=contoso,DC=test"
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// What the connector space of a forest has of an attribute, by the names of its objects.
    private func values(
        _ attribute: AttributeName,
        of forest: String = "contoso.test"
    ) async throws -> [String: [[UInt8]]] {
        let workspace = try await fixture.open()
        let connector = try workspace.configuration.forest(named: forest).connector
        var found: [String: [[UInt8]]] = [:]
        for object in try await workspace.store.connectorSpace(of: connector) {
            let values = Entry(object.entry, table: workspace.store.table).bytes(attribute)
            if !values.isEmpty { found[object.entry.dn] = values }
        }
        return found
    }

    /// Writes the first values of an attribute under these names, and what is left under the last, in objects with as many.
    private func rename(
        _ attribute: AttributeName,
        to names: [String],
        in file: String = Self.file,
        of dn: String? = nil
    ) throws {
        try fixture.rewrite(file) { record in
            guard record.texts(attribute).count >= names.count, dn == nil || record.dn == dn else { return record }
            var rest = names[...]
            let values = record.values.map { value -> LDIFRecord.Value in
                guard value.name == attribute, let name = rest.first else { return value }
                if rest.count > 1 { rest = rest.dropFirst() }
                return LDIFRecord.Value(name: AttributeName(name), bytes: value.bytes)
            }
            return LDIFRecord(dn: record.dn, values: values)
        }
    }

    private func add(_ name: AttributeName, _ bytes: [UInt8], where isMeant: (LDIFRecord) -> Bool) throws {
        try fixture.rewrite(Self.file) { record in
            guard isMeant(record) else { return record }
            return LDIFRecord(dn: record.dn, values: record.values + [.init(name: name, bytes: bytes)])
        }
    }

    /// RFC 4522 and MS-ADTS section 3.1.1.3.1.3.3.
    @Test(
        "the whole of an attribute is the attribute, whatever its name says of how it came",
        arguments: [
            ("member", ["member;range=0-*"]), ("member", ["MEMBER;Range=0-0", "member;range=1-*"]),
            ("userCertificate", ["userCertificate;binary"]),
        ] as [(AttributeName, [String])]
    )
    func whole(_ attribute: AttributeName, _ names: [String]) async throws {
        let workspace = try await fixture.exported()
        try add("userCertificate", [0x30, 3, 2, 1, 1]) { $0.texts("objectClass").contains("computer") }
        let first = try await fixture.cycle()
        let (tenant, before) = (try await workspace.tenant.store.objects(), try await values(attribute))
        try #require(!before.isEmpty)
        try rename(attribute, to: names)
        let text = try String(contentsOf: fixture.folder.file(Self.file), encoding: .utf8)
        #expect(names.allSatisfy { text.contains("\n\($0):") })
        let report = try await fixture.cycle()
        #expect(report.outcome == first.outcome, "\(report)")
        #expect(report.imports.first?.updated == 0 && report.imports.first?.deleted == 0, "\(report.imports)")
        #expect(try await values(attribute) == before)
        #expect(try await workspace.tenant.store.objects() == tenant)
    }

    @Test(
        "a part of an attribute is an error of its object, which stays as it was",
        arguments: [
            ["member;range=0-0"], ["member;range=1-*"], ["member;range=0-0", "member;range=2-*"], ["member;range=all"],
        ]
    )
    func part(_ names: [String]) async throws {
        let workspace = try await fixture.exported()
        let (tenant, before) = (try await workspace.tenant.store.objects(), try await values("member"))
        try #require((before[Self.group]?.count ?? 0) > 2)
        try rename("member", to: names, of: Self.group)
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-discovery-errors", "\(report)")
        #expect(report.errors.map(\.code) == ["read-error"] && report.errors.map(\.object) == [Self.group])
        let message = report.errors.first?.message ?? ""
        #expect(message.contains("contoso.test.ldif, line ") && message.contains("the values of member,"), "\(message)")
        #expect(try await values("member") == before)
        #expect(try await workspace.tenant.store.objects() == tenant)
        let checks = try await DescribeForests(in: try await fixture.open()).run("contoso.test")
        let told = checks.first { $0.subject == "ranges" }?.finding ?? ""
        #expect(told.contains("such as member of \(Self.group)"), "\(checks)")
        // Got again, to the end.
        try fixture.rewrite(Self.file) { record in
            let values = record.values.map { LDIFRecord.Value(name: $0.name.base, bytes: $0.bytes) }
            return LDIFRecord(dn: record.dn, values: values)
        }
        #expect(try await fixture.cycle().outcome == "success")
        #expect(try await values("member") == before)
    }

    /// As who asks a server for one range after the other writes down what comes.
    @Test("parts of an attribute in two entries of one name are to be put together", arguments: [true, false])
    func scattered(_ isWhole: Bool) async throws {
        let workspace = try await fixture.exported()
        let (tenant, before) = (try await workspace.tenant.store.objects(), try await values("member"))
        let records = try fixture.records(Self.file).flatMap { record -> [LDIFRecord] in
            guard record.dn == Self.group else { return [record] }
            let members = record.values.filter { $0.name == "member" }
            let others = record.values.filter { $0.name != "member" }
            let first = members.prefix(1).map { LDIFRecord.Value(name: "member;range=0-0", bytes: $0.bytes) }
            let rest = members.dropFirst().map { LDIFRecord.Value(name: "member;range=1-*", bytes: $0.bytes) }
            return [
                LDIFRecord(dn: record.dn, values: others + first),
                LDIFRecord(dn: record.dn, values: (isWhole ? others : []) + rest),
            ]
        }
        _ = try fixture.folder.write(LDIFWriter.write(records), to: Self.file)
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-discovery-errors", "\(report)")
        #expect(report.errors.map(\.code) == ["duplicate-object", "duplicate-object"], "\(report.errors)")
        let advice = "put the values of member, of which they hold a part each, together into one of the entries"
        #expect(report.errors.allSatisfy { $0.message.contains(advice) }, "\(report.errors)")
        #expect(try await values("member") == before)
        #expect(try await workspace.tenant.store.objects() == tenant)
    }

    @Test("a part of what no rule reads, and values of a subtype, change nothing; the forest's card tells of them")
    func unread() async throws {
        let workspace = try await fixture.exported()
        let tenant = try await workspace.tenant.store.objects()
        try add("neverRead;range=0-9", [0x78]) { $0.dn == Self.group }
        try add("displayName;lang-de", Array("Alle".utf8)) { $0.dn == Self.group }
        let report = try await fixture.cycle()
        #expect(report.outcome == "success" && report.imports.first?.updated == 0, "\(report)")
        #expect(try await workspace.tenant.store.objects() == tenant)
        let checks = try await DescribeForests(in: try await fixture.open()).run("contoso.test")
        #expect(
            checks.filter { ["ranges", "options"].contains($0.subject) }.map(\.finding) == [
                "1 entry holds a part of the values of an attribute, such as neverRead of \(Self.group)",
                "1 value has a name with an option, such as displayName;lang-de",
            ]
        )
    }

    @Test("a part of what says what the forest is makes the file one that cannot be read")
    func frame() async throws {
        let workspace = try await fixture.exported()
        let tenant = try await workspace.tenant.store.objects()
        try add("namingContexts;range=0-0", Array("DC=contoso,DC=test".utf8)) { $0.dn.isEmpty }
        let report = try await fixture.cycle()
        #expect(report.outcome == "completed-import-incomplete" && report.export?.pending == [:], "\(report)")
        let failure = report.imports.first?.failure ?? ""
        #expect(failure.contains("holds a part of the values of namingContexts"), "\(failure)")
        #expect(try await workspace.tenant.store.objects() == tenant)
    }

    @Test("a part of the members of the group whose members alone are read is no smaller group")
    func groupFilter() async throws {
        _ = try await fixture.furnished()
        _ = try await fixture.cycle()
        let before = try await values("objectGUID", of: "fabrikam.test")
        try #require(!before.isEmpty)
        let pilot = "CN=Pilot,OU=Leavers,DC=fabrikam,DC=test"
        try rename("member", to: ["member;range=0-0"], in: "fabrikam.test.ldif", of: pilot)
        let report = try await fixture.cycle()
        let failure = report.imports.first { $0.forest == "fabrikam.test" }?.failure ?? ""
        #expect(failure.contains("Only the members of \(pilot) are to be read"), "\(report.imports)")
        #expect(try await values("objectGUID", of: "fabrikam.test") == before)
    }
}
