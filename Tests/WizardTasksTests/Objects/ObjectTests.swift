import CloudTenant
import Diagnostics
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("One object, looked at")
struct ObjectTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func synchronize() async throws { _ = try await Synchronize(in: try await fixture.open()).run { _ in } }

    private func staged() async throws -> Workspace {
        _ = try await fixture.ready()
        try await synchronize()
        return try await fixture.open()
    }

    private func released() async throws -> Workspace {
        _ = try await fixture.ready()
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: false))
        try await synchronize()
        return try await fixture.open()
    }

    private func set(_ name: AttributeName, _ text: String?, of person: String) throws {
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == [person] else { return record }
            let new = text.map { [LDIFRecord.Value(name: name, bytes: Array($0.utf8))] } ?? []
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != name } + new)
        }
    }

    @Test("an object is found by whatever it is called")
    func names() async throws {
        let workspace = try await staged()
        let spaces = try await ObjectSpaces.read(workspace)
        let ada = try #require(try await spaces.find(ObjectName("ada.andersson@contoso.test")))
        let member = try #require(ada.members.first)
        let image = try #require(ada.desired)
        let forms = try #require(AnchorForms(image.anchor).readings.first)
        let guid = try #require(ObjectGUID(bytes: member.identity.anchor)).description
        let identifier = try #require(
            Entry(member.entry, table: spaces.table).bytes("objectSid").first.flatMap { SecurityIdentifier(bytes: $0) }
        ).description
        #expect(identifier.hasPrefix("S-1-5-21-"))
        for text in [
            identifier, identifier.lowercased(), " \(identifier) ", member.entry.dn, member.entry.dn.uppercased(),
            image.entry.dn, image.anchor, guid, "{\(guid.uppercased())}",
            forms.hex ?? "", forms.guidName ?? "", "Ada Andersson", "ADA.ANDERSSON@contoso.test",
            "CONTOSO\\ada.andersson",
        ] {
            let found = try await spaces.find(ObjectName(text))
            #expect(found?.metaverse?.identifier == ada.metaverse?.identifier, "\(text)")
        }
        for nobody in ["nobody@contoso.test", "S-1-5-21-1-2-3-4", identifier + "0"] {
            #expect(try await spaces.find(ObjectName(nobody)) == nil, "\(nobody)")
        }
    }

    @Test("a name that several have lists them")
    func ambiguous() async throws {
        _ = try await fixture.ready()
        try set("displayName", "Twin", of: "Ada Andersson")
        let other = try #require(try people().first { $0 != "Ada Andersson" })
        try set("displayName", "Twin", of: other)
        try await synchronize()
        let spaces = try await ObjectSpaces.read(try await fixture.open())
        let error = await #expect(throws: TaskError.self) { try await spaces.find(ObjectName("Twin")) }
        #expect(error?.code == .ambiguousObject)
        #expect(error?.description.contains("means 2 objects") == true)
        #expect(error?.description.contains("CN=Ada Andersson") == true)
    }

    private func people() throws -> [String] {
        let text = try String(contentsOf: fixture.folder.file("contoso.test.ldif"), encoding: .utf8)
        return LDIFReader.read(.init(name: "contoso", text: text)).records
            .filter { $0.texts("objectClass").contains("user") && !$0.texts("objectClass").contains("computer") }
            .flatMap { $0.texts("cn") }
    }

    @Test("each value of the metaverse says which rule and forest gave it, and what waits stands beside it")
    func view() async throws {
        _ = try await released()
        try set("title", "Chair", of: "Ada Andersson")
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: true))
        try await synchronize()
        let view = try await ViewObject(in: try await fixture.open()).run("ada.andersson@contoso.test")
        #expect(view.image?.pending == "update")
        let title = try #require(view.image?.attributes.first)
        #expect(title.attribute == "title" && title.values == ["Chair"])
        #expect(title.remark == "the tenant has Managing director")
        let source = try #require(view.metaverse?.attributes.first { $0.attribute == "title" })
        #expect(source.rule == "In from AD - User Common" && source.connector == "contoso.test")
        #expect(view.tenant?.attributes.first { $0.attribute == "title" }?.values == ["Managing director"])
        #expect(view.problems.isEmpty && view.notes.isEmpty)
        #expect(view.metaverse?.attributes.allSatisfy { $0.rule != nil } == true)
    }

    @Test(
        "why an attribute is as it is",
        arguments: [
            ("title", "given by In from AD - User Common"), ("mobile", "every rule that could give it"),
            ("employeeID", "reads or writes employeeID"),
        ] as [(String, String)]
    )
    func attribute(_ name: String, _ said: String) async throws {
        let workspace = try await staged()
        let answer = try await ExplainObject(in: workspace).run("Ada Andersson", attribute: name)
        #expect(answer.sentence.lowercased().contains(said.lowercased()), "\(answer.sentence)")
        #expect(answer.steps.map(\.stage) == ObjectExplanation.Stage.toTenant)
    }

    @Test("an object that no rule takes names the clause and its value")
    func outOfScope() async throws {
        _ = try await fixture.ready()
        try set("isCriticalSystemObject", "TRUE", of: "Ada Andersson")
        try await synchronize()
        let answer = try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: nil)
        #expect(answer.sentence.contains("does not get to the tenant"), "\(answer.sentence)")
        #expect(answer.sentence.contains("isCriticalSystemObject NOTEQUAL TRUE"), "\(answer.sentence)")
        #expect(answer.sentence.contains("\"TRUE\""), "\(answer.sentence)")
        #expect(answer.steps.first { $0.verdict == .stops }?.stage == .scope)
    }

    @Test("an object that was never imported is read from its forest; a name that nobody has says so")
    func neverImported() async throws {
        let workspace = try await staged()
        let text = try String(contentsOf: fixture.folder.file("contoso.test.ldif"), encoding: .utf8)
        let records = LDIFReader.read(.init(name: "contoso", text: text)).records
        let ada = try #require(records.first { $0.texts("cn") == ["Ada Andersson"] })
        let identifier = try #require(SecurityIdentifier("S-1-5-21-7-7-7-7777"))
        let new = LDIFRecord(
            dn: ada.dn.replacing("Ada Andersson", with: "Newly Made"),
            values: ada.values.filter { !["objectGUID", "objectSid", "cn", "name", "displayName"].contains($0.name) }
                + [
                    .init(name: "objectGUID", bytes: Array(1...16)), .init(name: "cn", bytes: Array("Newly Made".utf8)),
                    .init(name: "objectSid", bytes: identifier.bytes),
                ]
        )
        _ = try fixture.folder.write(LDIFWriter.write(records + [new]), to: "contoso.test.ldif")
        for name in [new.dn, identifier.description] {
            let answer = try await ExplainObject(in: workspace).run(name, attribute: nil)
            #expect(answer.sentence.contains("the last import did not bring it"), "\(name): \(answer.sentence)")
        }
        let answer = try await ExplainObject(in: workspace).run(new.dn, attribute: nil)
        #expect(answer.steps.first { $0.stage == .scope }?.verdict == .passes)
        let error = await #expect(throws: TaskError.self) {
            try await ExplainObject(in: workspace).run("CN=Nobody,DC=contoso,DC=test", attribute: nil)
        }
        #expect(error?.description.contains("is not in the connector space") == true)
    }

    @Test("an object that an import could not take is told with the import's error")
    func refused() async throws {
        _ = try await fixture.ready()
        try set("objectGUID", nil, of: "Ada Andersson")
        try await synchronize()
        let answer = try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: nil)
        for said in ["does not get to the tenant", "run 1 could not take it, missing-anchor: It has no objectGUID"] {
            #expect(answer.sentence.contains(said), "\(answer.sentence)")
        }
        #expect(!answer.sentence.contains("`dryad sync run` imports it"), "\(answer.sentence)")
        #expect(answer.steps.first { $0.verdict == .stops }?.stage == .filter, "\(answer.steps)")
    }

    @Test("an object that the filter by a group leaves out is told so, and a member is not")
    func groupFilter() async throws {
        _ = try await fixture.furnished()
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains("groupFilter: \"CN=Pilot,OU=Leavers,DC=fabrikam,DC=test\""))
        try await synchronize()
        let workspace = try await fixture.open()
        let fabrikam = workspace.configuration.forests[1].connector
        let read = Set(try await workspace.store.connectorSpace(of: fabrikam).map(\.entry.dn))
        let file = try String(contentsOf: fixture.folder.file("fabrikam.test.ldif"), encoding: .utf8)
        let left = LDIFReader.read(.init(name: "fabrikam", text: file)).records.first { record in
            record.texts("objectClass").contains("user") && !record.texts("userPrincipalName").isEmpty
                && !read.contains(record.dn)
        }
        let answer = try await ExplainObject(in: workspace).run(try #require(left).dn, attribute: nil)
        #expect(
            answer.sentence.contains("no direct member of CN=Pilot,OU=Leavers,DC=fabrikam,DC=test"),
            "\(answer.sentence)"
        )
        #expect(answer.steps.first { $0.verdict == .stops }?.stage == .filter)
    }

    @Test("a preview tells what would be exported, by which rule, and stores nothing")
    func preview() async throws {
        let workspace = try await released()
        let before = try await contents(workspace)
        let preview = try await PreviewObject(in: workspace).run(
            "Ada Andersson",
            set: [.init(attribute: "title", values: ["Chair"])]
        )
        #expect(preview.operation == "update", "\(preview)")
        #expect(
            preview.exported.map(\.values) == [
                ValueChange(attribute: "title", removed: ["Managing director"], added: ["Chair"])
            ]
        )
        #expect(
            preview.metaverse.first?.rule == "In from AD - User Common (107)" || preview.metaverse.first?.rule != nil
        )
        #expect(preview.others.isEmpty && preview.errors.isEmpty)
        #expect(preview.verdict == "The tenant would take it.")
        #expect(try await contents(workspace) == before)
    }

    @Test("a preview that takes an object out of scope is a deletion, and names who else changes")
    func previewDeletion() async throws {
        let workspace = try await released()
        let preview = try await PreviewObject(in: workspace).run(
            "Ada Andersson",
            set: [.init(attribute: "isCriticalSystemObject", values: ["TRUE"])]
        )
        #expect(preview.operation == "delete" && preview.sentence.contains("would be deleted"), "\(preview.sentence)")
        #expect(preview.others.contains { $0.attributes.contains("member") }, "groups lose a member")
        #expect(preview.left == "its metaverse object goes" && preview.metaverse.isEmpty, "\(preview)")
        let error = await #expect(throws: TaskError.self) {
            try await PreviewObject(in: workspace).run(
                "Ada Andersson",
                set: [.init(attribute: "nothing", values: ["x"])]
            )
        }
        #expect(error?.code == .options)
    }

    @Test("a preview says who is meant by references, in the metaverse and in the tenant")
    func previewNames() async throws {
        let workspace = try await released()
        let spaces = try await ObjectSpaces.read(workspace)
        let managed = try #require(
            spaces.spaces.flatMap(\.objects).first {
                $0.objectClass == "user" && Entry($0.entry, table: spaces.table).text("manager") != nil
            }
        )
        let preview = try await PreviewObject(in: workspace).run(
            managed.entry.dn,
            set: [.init(attribute: "manager", values: [])]
        )
        for changes in [preview.metaverse, preview.exported] {
            let change = try #require(changes.first { $0.values.attribute == "manager" }, "\(preview)")
            let named = change.values.removed.compactMap { preview.names[$0] }
            #expect(named.count == 1 && named.allSatisfy { $0.contains("@") }, "\(preview.names)")
        }
    }

    @Test("an object is called what its pending export is called, whichever forests it is joined from")
    func oneName() async throws {
        let spaces = try await ObjectSpaces.read(try await released())
        let image = try #require(spaces.desired.last)
        let member = try #require(
            spaces.spaces.flatMap(\.objects).first { spaces.label($0.entry) != spaces.label(image.entry) }
        )
        var subject = ObjectSubject()
        (subject.members, subject.desired) = ([member], image)
        #expect(spaces.label(subject) == spaces.label(image.entry))
        subject.desired = nil
        #expect(spaces.label(subject) == spaces.label(member.entry))
    }

    @Test("what the tenant would refuse or keep back is told before it is sent")
    func verdict() async throws {
        let workspace = try await released()
        let before = try await contents(workspace)
        let spaces = try await ObjectSpaces.read(workspace)
        let name = try #require(
            spaces.desired.map { spaces.label($0.entry) }
                .first { $0.hasSuffix("@contoso.test") && !$0.hasPrefix("ada.") }
        )
        let preview = try await PreviewObject(in: workspace).run(
            "Ada Andersson",
            set: [.init(attribute: "userPrincipalName", values: [name])]
        )
        #expect(preview.verdict?.contains("kept back") == true, "\(preview.verdict ?? "")")
        // The other person, whose name that is, does not change.
        let ada = "ada.andersson@contoso.test"
        #expect(preview.label == ada && preview.sentence.hasPrefix("\(ada) would change in the tenant: "))
        #expect(try await contents(workspace) == before)
    }

    @Test("somebody who waits behind and would lose a name is named; whoever comes before keeps it")
    func displaced() async throws {
        let workspace = try await staged()
        let before = try await contents(workspace)
        let spaces = try await ObjectSpaces.read(workspace)
        let names = spaces.desired.filter { $0.objectClass == "user" }.map { spaces.label($0.entry) }
            .filter { $0.hasSuffix("@contoso.test") }
        let (first, last) = (try #require(names.first), try #require(names.last))
        let preview = try await PreviewObject(in: workspace).run(
            first,
            set: [.init(attribute: "userPrincipalName", values: [last])]
        )
        #expect(
            preview.verdict?.contains("\(last) waits behind it and would lose by it: userPrincipalName \"\(last)\"")
                == true,
            "\(preview.verdict ?? "")"
        )
        let reverse = try await PreviewObject(in: workspace).run(
            last,
            set: [.init(attribute: "userPrincipalName", values: [first])]
        )
        #expect(reverse.verdict?.contains("would be kept back") == true, "\(reverse.verdict ?? "")")
        #expect(reverse.verdict?.contains("waits behind") == false)
        #expect(try await contents(workspace) == before)
    }

    @Test("a value that an import would refuse is refused by a preview, and the object stays as it is known")
    func refusedValue() async throws {
        let workspace = try await released()
        let preview = try await PreviewObject(in: workspace).run(
            "Ada Andersson",
            set: [.init(attribute: "userAccountControl", values: ["abc"])]
        )
        #expect(preview.errors.map(\.code) == ["invalid-attribute-value"])
        #expect(preview.sentence.contains("userAccountControl \"abc\" is no whole number"), "\(preview.sentence)")
        #expect(preview.imported.isEmpty && preview.metaverse.isEmpty && preview.operation == nil)
    }

    private func contents(_ workspace: Workspace) async throws -> [String] {
        let metaverse = try await workspace.store.metaverse().map { "\($0)" }
        let images = try await workspace.store.desiredImages(of: .tenant).map { "\($0)" }
        return metaverse + images + (try await workspace.tenant.store.objects().map { "\($0)" })
    }
}
