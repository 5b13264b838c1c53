import Directory
import Foundation
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A preview of an object that has come to another domain of its forest")
struct PreviewedMoveTests {
    private let fixture: WorkspaceFixture
    private static let file = "contoso.test.ldif"
    private static let ada = "ada.andersson@contoso.test"
    private static let child = "DC=emea,DC=contoso,DC=test"

    init() throws { fixture = try WorkspaceFixture() }

    private func record(_ dn: String, _ values: [(AttributeName, String)]) -> LDIFRecord {
        LDIFRecord(dn: dn, values: values.map { LDIFRecord.Value(name: $0.0, bytes: Array($0.1.utf8)) })
    }

    /// A forest of two domains in one file, all of which the tenant has; nothing is sent from here on.
    private func settled() async throws {
        _ = try await fixture.ready()
        let domain = [
            record(
                "CN=EMEA,CN=Partitions,CN=Configuration,DC=contoso,DC=test",
                [
                    ("objectClass", "top"), ("objectClass", "crossRef"), ("cn", "EMEA"), ("nCName", Self.child),
                    ("dnsRoot", "emea.contoso.test"), ("nETBIOSName", "EUROPE"), ("systemFlags", "3"),
                ]
            ),
            record(Self.child, [("objectClass", "top"), ("objectClass", "domainDNS"), ("dc", "emea")]),
        ]
        _ = try fixture.folder.write(LDIFWriter.write(try fixture.records(Self.file) + domain), to: Self.file)
        try await fixture.switchStaging(to: false)
        for _ in 0..<2 { _ = try await fixture.cycle() }
        try await fixture.switchStaging(to: true)
        try #require(try await PendingReview.read(try await fixture.open()).changes.isEmpty)
    }

    @Test("is told by what rules make of its new domain, and whoever refers to it goes on doing so")
    func moved() async throws {
        try await settled()
        let ada = try #require(try fixture.records(Self.file).first { $0.texts("userPrincipalName") == [Self.ada] })
        let dn = "CN=Ada Andersson,\(Self.child)"
        try fixture.rewrite(Self.file) { record in
            let values = record.values.map { value in
                value.bytes == Array(ada.dn.utf8)
                    ? LDIFRecord.Value(name: value.name, bytes: Array(dn.utf8)) : value
            }
            return LDIFRecord(dn: record.dn == ada.dn ? dn : record.dn, values: values)
        }
        let preview = try await PreviewObject(in: try await fixture.open()).run(Self.ada, set: [])
        let attributes = preview.exported.map(\.values.attribute).sorted()
        #expect(preview.operation == "update" && attributes.contains("dnsDomainName"), "\(preview)")
        #expect(preview.others.isEmpty && preview.join.first == "it keeps its metaverse object", "\(preview)")
        #expect(preview.imported.contains { $0.attribute == "dn" && $0.added == [dn] }, "\(preview.imported)")
        _ = try await fixture.cycle()
        let changes = try await PendingReview.read(try await fixture.open()).changes
        #expect(changes.map { $0.attributes.sorted() } == [attributes], "\(changes)")
    }
}
