import Directory
import Foundation
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("The object that is tried where several are joined")
struct PreviewedMemberTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func preview(_ name: String, title: String) async throws -> ObjectPreview {
        try await PreviewObject(in: try await fixture.open()).run(
            name,
            set: [.init(attribute: "title", values: [title])]
        )
    }

    /// Exports both forests, of which the first one has a foreign security principal for somebody of the second; gives back both.
    private func exportedWithPrincipal() async throws -> (person: LDIFRecord, principal: LDIFRecord) {
        _ = try await fixture.ready()
        let person = try #require(
            try fixture.records("fabrikam.test.ldif").first { record in
                record.texts("objectClass").contains("user") && !record.texts("userPrincipalName").isEmpty
                    && record.texts("mail").contains { $0.hasSuffix("@fabrikam.test") }
            }
        )
        let bytes = try #require(person.values.first { $0.name == "objectSid" }).bytes
        let text = try #require(SecurityIdentifier(bytes: bytes)).description
        let principal = LDIFRecord(
            dn: "CN=\(text),OU=People,DC=contoso,DC=test",
            values: [
                .init(name: "objectClass", bytes: Array("top".utf8)),
                .init(name: "objectClass", bytes: Array("foreignSecurityPrincipal".utf8)),
                .init(name: "cn", bytes: Array(text.utf8)), .init(name: "objectGUID", bytes: Array(1...16)),
                .init(name: "objectSid", bytes: bytes),
            ]
        )
        let records = try fixture.records("contoso.test.ldif") + [principal]
        _ = try fixture.folder.write(LDIFWriter.write(records), to: "contoso.test.ldif")
        try await fixture.switchStaging(to: false)
        for _ in 0..<2 { _ = try await fixture.cycle() }
        return (person, principal)
    }

    @Test("one with flows is tried and told before a foreign security principal, unless that is named itself")
    func principal() async throws {
        let (person, principal) = try await exportedWithPrincipal()
        let spaces = try await ObjectSpaces.read(try await fixture.open())
        let subject = try #require(try await spaces.find(ObjectName(person.dn)))
        try #require(subject.members.map(\.objectClass) == ["foreignSecurityPrincipal", "user"])
        let member = try #require(subject.members.last)
        let guid = try #require(ObjectGUID(bytes: member.identity.anchor)).description
        let anchor = try #require(subject.desired?.anchor)
        let identity = try #require(subject.metaverse).identifier.description
        // The principal has the same security identifier, and is called by it.
        let sid = try #require(principal.texts("cn").first)
        for name in [person.dn, person.texts("userPrincipalName")[0], guid, sid, anchor, identity] {
            let answer = try await preview(name, title: "New")
            #expect(answer.exported.map(\.values.added) == [["New"]], "\(name): \(answer)")
            let note = try #require(answer.notes.first { $0.contains(" is tried") }, "\(answer.notes)")
            #expect(note.contains("the user \(person.dn) of fabrikam.test is tried"), "\(note)")
            #expect(note.contains("the foreignSecurityPrincipal \(principal.dn) of contoso.test"), "\(note)")
            let view = try await ViewObject(in: try await fixture.open()).run(name)
            let said = "It is a user of fabrikam.test, joined with a foreignSecurityPrincipal of contoso.test"
            #expect(view.sentence.hasPrefix(said), "\(view.sentence)")
        }
        let named = try await PreviewObject(in: try await fixture.open()).run(principal.dn, set: [])
        #expect(named.source == "contoso.test, now" && named.operation == nil, "\(named)")
        // No rule reads a title of it, whatever other objects of its forest have.
        let error = await #expect(throws: TaskError.self) { try await preview(principal.dn, title: "New") }
        #expect(error?.code == .options)
    }

    @Test("of two that give values the one is tried that is named, and the first forest's by a name of both")
    func both() async throws {
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("options:\n", with: "options:\n  joining: mail\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        _ = try await fixture.exported()
        let spaces = try await ObjectSpaces.read(try await fixture.open())
        let subject = try #require(
            spaces.metaverse.lazy.map { spaces.subject(of: $0.identifier) }.first { $0.members.count == 2 }
        )
        let forests = ["contoso.test", "fabrikam.test"]
        for (place, member) in subject.members.enumerated() {
            let guid = try #require(ObjectGUID(bytes: member.identity.anchor)).description
            for name in [member.entry.dn, guid] {
                let answer = try await preview(name, title: "New")
                #expect(answer.source == "\(forests[place]), now", "\(answer.source)")
                #expect(answer.imported.map(\.added) == [["New"]], "\(answer.imported)")
                // The first forest's rules come first.
                #expect((answer.operation == "update") == (place == 0), "\(answer)")
            }
        }
        let member = try #require(subject.members.first)
        let mail = try #require(Entry(member.entry, table: spaces.table).text("mail"))
        #expect(try await preview(mail, title: "New").source == "contoso.test, now")
    }
}
