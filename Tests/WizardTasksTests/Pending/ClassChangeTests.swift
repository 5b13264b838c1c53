import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Objects that become ones of another class")
struct ClassChangeTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// A workspace whose tenant holds contacts, one of which is a group by now, and one a user; the source anchors of both.
    private func changed() async throws -> (workspace: Workspace, group: String, user: String) {
        _ = try await fixture.exported()
        try await fixture.switchStaging(to: true)
        let contacts = try fixture.records("contoso.test.ldif").filter { record in
            record.texts("objectClass").contains("contact") && !record.texts("mail").isEmpty
        }
        let group = try #require(contacts.first)
        let user = try #require(contacts.dropFirst().first)
        try fixture.rewrite("contoso.test.ldif") { record in
            if record.dn == group.dn { return Self.group(record) }
            return record.dn == user.dn ? Self.user(record) : record
        }
        _ = try await fixture.cycle()
        return (try await fixture.open(), Self.anchor(of: group), Self.anchor(of: user))
    }

    private static func anchor(of record: LDIFRecord) -> String {
        Data(record.values.first { $0.name == "objectGUID" }?.bytes ?? []).base64EncodedString()
    }

    private static func group(_ contact: LDIFRecord) -> LDIFRecord {
        record(contact, ["top", "group"], [("sAMAccountName", "becoming"), ("groupType", "-2147483646")], 91)
    }

    private static func user(_ contact: LDIFRecord) -> LDIFRecord {
        record(
            contact,
            ["top", "person", "organizationalPerson", "user"],
            [
                ("sAMAccountName", "coming"), ("userPrincipalName", "coming@contoso.test"),
                ("userAccountControl", "512"),
            ],
            92
        )
    }

    /// What is left of a contact where its class is another one, with a security identifier.
    private static func record(
        _ contact: LDIFRecord,
        _ classes: [String],
        _ texts: [(AttributeName, String)],
        _ identifier: UInt8
    ) -> LDIFRecord {
        let kept: Set<AttributeName> = ["cn", "displayName", "mail", "proxyAddresses", "objectGUID"]
        let domain: [UInt8] = [1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 7, 0, 0, 0, 7, 0, 0, 0, 7, 0, 0, 0]
        var values = classes.map { LDIFRecord.Value(name: "objectClass", bytes: Array($0.utf8)) }
        for (name, text) in texts { values.append(LDIFRecord.Value(name: name, bytes: Array(text.utf8))) }
        values += contact.values.filter { kept.contains($0.name) }
        values.append(LDIFRecord.Value(name: "objectSid", bytes: domain + [identifier, 7, 0, 0]))
        return LDIFRecord(dn: contact.dn, values: values)
    }

    @Test("are deleted for that, whether or not another object of the metaverse is behind them")
    func cause() async throws {
        let (workspace, group, user) = try await changed()
        let deletions = try await PendingReview.read(workspace).changes.filter { $0.operation == "delete" }
        let causes = Dictionary(deletions.map { ($0.anchor, $0.cause ?? "") }) { first, _ in first }
        let expected = [
            group: "its class changes, and the next run adds it as group",
            user: "its class changes, and the next run adds it as user",
        ]
        #expect(causes == expected)
        #expect(deletions.allSatisfy { $0.objectClass == "contact" && $0.connector == "contoso.test" })
    }

    @Test("say that without names too, and no class")
    func redacted() async throws {
        let review = try await PendingReview.read(try await changed().workspace)
        let redaction = Redaction(key: try #require(RedactionKey(Array("0123456789abcdef".utf8))))
        let hidden = redaction.redact(review)
        let causes = Set(hidden.changes.filter { $0.operation == "delete" }.compactMap(\.cause))
        let classes = ["group", "user"].map { redaction.name(.objectClass, $0) }
        #expect(causes == Set(classes.map { "its class changes, and the next run adds it as \($0)" }))
        for text in [PendingDocument.ldif(hidden), PendingDocument.csv(hidden)] {
            #expect(!text.contains("as user") && !text.contains("as group"), "\(text)")
        }
    }

    @Test("are no difference between a workspace and its own export")
    func calibrate() async throws {
        let workspace = try await changed().workspace
        let review = try await PendingReview.read(workspace, detail: true)
        let own = try fixture.folder.write(PendingDocument.csexport(review), to: "own.xml")
        let found = try await Calibrate(in: workspace).run(own.path(percentEncoded: false))
        #expect(found.kept.isEmpty && found.missing.isEmpty && found.differences.isEmpty, "\(found)")
    }

    @Test(
        "are kept where the server deletes what they have become, and so is what keeps its class",
        arguments: [
            // What has become a group, deleted as another class or as one that the file does not say.
            (true, "contact", false), (true, "", false), (true, "group", true), (true, "Group", true),
            // A contact that stays one.
            (false, "contact", true), (false, "", true), (false, "group", false),
        ]
    )
    func deleted(_ isChanged: Bool, _ objectClass: String, _ isKept: Bool) async throws {
        let (workspace, group, user) = try await changed()
        let desired = try await workspace.store.desiredImages(of: .tenant)
        let found = desired.first { image in
            if isChanged { return image.anchor == group }
            return image.objectClass == "contact" && image.anchor != user
        }
        let image = try #require(found)
        let object = SpaceExport.Object(
            id: "{1}",
            dn: image.entry.dn,
            objectClass: objectClass,
            operation: "delete",
            changes: [],
            desired: nil
        )
        let text = SpaceExportWriter.write(SpaceExport(objects: [object]))
        let file = try fixture.folder.write(text, to: "server.xml")
        let calibration = try await Calibrate(in: workspace).run(file.path(percentEncoded: false))
        #expect(calibration.kept.count == (isKept ? 1 : 0), "\(calibration)")
    }
}
