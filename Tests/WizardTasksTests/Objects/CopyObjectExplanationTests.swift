import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// A group of the cloud, from when it waits to be made in the copy of a forest to when it waits to be deleted there.
@Suite("Objects that rules make in the copy of a forest are told of")
struct CopyObjectExplanationTests {
    private let fixture: WorkspaceFixture
    private static let forest = "contoso.test"
    private static let identity = "11111111-2222-4333-8444-555555555555"
    private static let dn = "CN=Group_\(identity),CN=Users,DC=contoso,DC=test"
    private static let maker = "Out to AD - Group SOAInAAD"

    init() throws { fixture = try WorkspaceFixture() }

    /// A workspace whose forest gets the groups of the cloud, and such a group in the tenant; staging mode is on.
    ///
    /// Where it is to join, a group of the forest says that it is that one.
    private func seeded(joins: Bool = false) async throws {
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("options:\n", with: "options:\n  groupWriteback: on\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let file = try fixture.write(Self.forest, [], as: Self.forest + ".ldif")
        var isSaid = !joins
        try fixture.rewrite(Self.forest + ".ldif") { record in
            guard !isSaid, record.texts("objectClass").contains("group") else { return record }
            isSaid = true
            let said = LDIFRecord.Value(name: "adminDescription", bytes: Array("Group_\(Self.identity)".utf8))
            return LDIFRecord(dn: record.dn, values: record.values + [said])
        }
        _ = try await AddForest(in: try await fixture.open()).run(name: Self.forest, source: .file(file))
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        try await fixture.switchStaging(to: false)
        _ = try await fixture.cycle()
        try await fixture.switchStaging(to: true)
        let workspace = try await fixture.open()
        let people = try await workspace.tenant.store.objects().filter { $0.objectClass == "user" && $0.anchor != nil }
        let person = try #require(people.first)
        let seed = """
            [{"@odata.type": "#microsoft.graph.group", "id": "\(Self.identity)", "displayName": "Team of the cloud",
              "onPremisesSyncEnabled": false, "members": [{"id": "\(person.id)"}]}]
            """
        let place = try fixture.folder.write(seed, to: "seed.json").path(percentEncoded: false)
        _ = try await SeedTenant(in: workspace).run(place)
        _ = try await fixture.cycle()
    }

    private func explain(
        _ name: String = dn,
        _ attribute: String? = nil,
        to forest: String? = nil
    ) async throws -> ObjectExplanation {
        try await ExplainObject(in: try await fixture.open()).run(name, attribute: attribute, forest: forest)
    }

    private func step(_ stage: ObjectExplanation.Stage, _ answer: ObjectExplanation) throws -> ObjectExplanation.Step {
        try #require(answer.steps.first { $0.stage == stage })
    }

    private func expect(_ text: String, says parts: String...) {
        for part in parts { #expect(text.contains(part), "\(part): \(text)") }
    }

    @Test("rules that are tried say that one which waits is not made, and that one which was made is deleted")
    func tried() async throws {
        try await seeded()
        let file = try fixture.folder.write(
            "tag: Microsoft.OuttoADGroupSOAInAAD.001\nconnector: contoso.test\ndisabled: true\n",
            to: "try.yaml"
        ).path(percentEncoded: false)
        let waiting = try await TryRules(in: try await fixture.open()).run(file)
        #expect(waiting.writeBacks.map(\.before) == [["add": 1]] && waiting.writeBacks.map(\.after) == [[:]])
        #expect(waiting.writeBacks.first?.comparison.objects.map(\.first) == ["add"])
        try await fixture.switchStaging(to: false)
        for _ in 0..<2 { _ = try await fixture.cycle() }
        let made = try await TryRules(in: try await fixture.open()).run(file)
        #expect(made.writeBacks.map(\.after) == [["delete": 1]] && made.errors.isEmpty, "\(made.writeBacks)")
        #expect(made.writeBacks.first?.comparison.objects.map(\.second) == ["delete"])
    }

    @Test("one that waits is found by every name, and says where it is to be made, by which rule, and with what")
    func waiting() async throws {
        try await seeded()
        let sentence = "waits to be made in the simulated copy of contoso.test as group \(Self.dn) by \(Self.maker) ("
        for name in [Self.dn, "Team of the cloud", Self.identity] {
            let answer = try await explain(name)
            expect(answer.sentence, says: "Team of the cloud is an object of the cloud, and \(sentence)")
            expect(answer.sentence, says: "; staging mode holds it back.")
            #expect(!answer.steps.contains { $0.verdict == .stops }, "\(answer.steps)")
            let view = try await ViewObject(in: try await fixture.open()).run(name)
            expect(view.sentence, says: "It is an object of the cloud, and \(sentence)")
            let made = try #require(view.made.first)
            #expect(made.dn == Self.dn && made.state == "wanted" && view.made.count == 1)
            let shown = try #require(made.attributes.first { $0.attribute == "displayName" })
            #expect(shown.values == ["Team of the cloud"] && shown.rule == Self.maker)
            let preview = try await PreviewObject(in: try await fixture.open()).run(name, set: [])
            expect(preview.sentence, says: "it is an object of the cloud. It \(sentence)")
            let back = try #require(preview.writeBacks.first)
            #expect(back.forest == Self.forest && back.dn == Self.dn)
            let change = try #require(back.changes.first { $0.values.attribute == "displayName" })
            #expect(change.values.added == ["Team of the cloud"] && change.rule?.hasPrefix(Self.maker) == true)
        }
        let whole = try await explain(to: Self.forest)
        expect(whole.sentence, says: "Team of the cloud \(sentence)")
        #expect(whole.steps.map(\.stage) == ObjectExplanation.Stage.toForest)
        #expect(whole.steps.allSatisfy { $0.verdict == .passes }, "\(whole.steps)")
        let values = try step(.export, whole).details
        let given = "displayName is \"Team of the cloud\", by \(Self.maker) ("
        #expect(values.contains { $0.hasPrefix(given) }, "\(values)")
        expect(try step(.copy, whole).sentence, says: "does not have the object yet")

        let name = try await explain(Self.dn, "displayName", to: Self.forest)
        expect(
            name.sentence,
            says: "which waits to be made in its simulated copy: it is \"Team of the cloud\", by \(Self.maker) (",
            "from In from AAD - Group SOAInAAD (",
            " of tenant; staging mode holds it back."
        )
        let member = try await explain(Self.dn, "member", to: Self.forest)
        let source = try step(.precedence, member).sentence
        expect(source, says: "The metaverse has member from In from AAD - Group SOAInAAD")
        let guid = try await explain(Self.dn, "objectGUID", to: Self.forest)
        expect(guid.sentence, says: "no rule writes objectGUID: the object has it of itself")
    }

    @Test("one that was made says when and by which rule, and what waits to be deleted says why")
    func made() async throws {
        try await seeded()
        try await fixture.switchStaging(to: false)
        _ = try await fixture.cycle()
        let moment = " at \(fixture.surroundings.date) by \(Self.maker) ("
        let unread = try await explain()
        expect(unread.sentence, says: "was made in the simulated copy", moment, "; the next import of")
        let fresh = try await explain(Self.dn, "displayName", to: Self.forest)
        expect(fresh.sentence, says: "which was made in its simulated copy: it is \"Team of the cloud\"")
        expect(try step(.copy, fresh).sentence, says: "object itself was made", moment, "no import has read it yet.")

        _ = try await fixture.cycle()
        let read = try await explain()
        expect(read.sentence, says: "is an object of the cloud", moment, "; contoso.test itself does not have it.")
        let name = try await explain(Self.dn, "displayName", to: Self.forest)
        expect(name.sentence, says: "in the simulated copy of contoso.test, where the object itself was made, by")
        expect(try step(.copy, name).sentence, says: "The object itself was made", moment, "an import has read it.")
        let view = try await ViewObject(in: try await fixture.open()).run(Self.dn)
        #expect(view.made.isEmpty && view.spaces.first?.made?.contains(moment) == true, "\(view)")
        let preview = try await PreviewObject(in: try await fixture.open()).run(Self.dn, set: [])
        expect(preview.sentence, says: "Nothing would change in the tenant", "it is an object of the cloud.")
        #expect(preview.notes.contains { $0.contains(moment) }, "\(preview.notes)")
        #expect(!preview.notes.contains { $0.contains("takes it away") }, "\(preview.notes)")

        try await fixture.switchStaging(to: true)
        try fixture.writeRule(
            "tag: Microsoft.OuttoADGroupSOAInAAD.001\nconnector: contoso.test\ndisabled: true\n",
            as: "off"
        )
        _ = try await fixture.cycle()
        let reason = "no rule makes objects of its class for it any more"
        expect(try await explain().sentence, says: ", and waits to be deleted there, since \(reason); staging mode")
        var waiting: [PendingChange] = []
        try await WriteBackListing.read(try await fixture.open()).each { waiting += $0.changes }
        #expect(waiting.map(\.operation) == ["delete"] && waiting.map(\.cause) == [reason], "\(waiting)")

        let id = try #require(TenantObjectID(Self.identity))
        try await fixture.open().tenant.store.write { writing in
            if let group = try writing.object(id) { try writing.remove(group) }
        }
        _ = try await fixture.cycle()
        let gone = try await explain()
        expect(gone.sentence, says: "waits to be deleted there, since what it was made for has gone from the metaverse")
        let left = try await ViewObject(in: try await fixture.open()).run(Self.dn)
        expect(left.sentence, says: "It is in no forest itself, ", "and waits to be deleted there")
    }

    @Test("one that is joined with an object of the forest itself names it, and is not said to be nothing there")
    func joined() async throws {
        try await seeded(joins: true)
        let workspace = try await fixture.open()
        let known = try await workspace.store.copyObjects { $0.state == .joined }
        let dn = try #require(known.first).object.entry.dn
        let standing = "is joined with the group \(dn) of contoso.test"
        let answer = try await explain(Self.identity)
        expect(answer.sentence, says: " is an object of the cloud, and \(standing).")
        let filter = try step(.filter, answer)
        #expect(filter.verdict == .notice && filter.details == [standing], "\(filter)")
        expect(filter.sentence, says: "It is an object of the cloud, and an import from the tenant has brought it.")
        let name = try await explain(Self.identity, "displayName")
        #expect(!name.sentence.contains("It comes from no forest"), "\(name.sentence)")
        let view = try await ViewObject(in: workspace).run(Self.identity)
        expect(view.sentence, says: "It is a group of contoso.test, joined with a group of the cloud.")
    }

    @Test("the values of one are those that it has by now, beside the rules that give them; what was deleted has none")
    func current() async throws {
        func values() async throws -> ObjectExplanation.Step {
            try step(.export, try await explain(Self.dn, to: Self.forest))
        }
        try await seeded()
        try await fixture.switchStaging(to: false)
        for _ in 0..<2 { _ = try await fixture.cycle() }
        let old = "displayName is \"Team of the cloud\""
        let made = try await values()
        #expect(made.details.contains { $0.hasPrefix("\(old), by \(Self.maker) (") }, "\(made)")

        try fixture.writeRule(
            named: "Out to AD - Names",
            from: "group",
            to: "group",
            as: "names",
            saying: """
                flows:
                  - to: displayName
                    constant: Renamed
                """
        )
        let giver = ", by Out to AD - Names (60)"
        let changed = try await values()
        #expect(
            changed.details.contains("\(old); by the rules as they are now it is \"Renamed\"\(giver)"),
            "\(changed)"
        )
        try await fixture.switchStaging(to: true)
        _ = try await fixture.cycle()
        let waiting = try await values()
        #expect(waiting.sentence == "A change of displayName waits; staging mode holds it back.", "\(waiting)")
        try await fixture.switchStaging(to: false)
        for _ in 0..<2 {
            _ = try await fixture.cycle()
            let renamed = try await values()
            #expect(renamed.sentence == "Nothing waits: all of it has been exported.", "\(renamed)")
            #expect(renamed.details.contains("displayName is \"Renamed\"\(giver)"), "\(renamed)")
        }

        try fixture.writeRule(
            "tag: Microsoft.OuttoADGroupSOAInAAD.001\nconnector: contoso.test\ndisabled: true\n",
            as: "off"
        )
        _ = try await fixture.cycle()
        let gone = try await values()
        #expect(gone.sentence == "Nothing waits: it has been deleted from the simulated copy.", "\(gone)")
        #expect(gone.details.isEmpty, "\(gone)")
        let name = try await explain(Self.dn, "displayName", to: Self.forest)
        expect(
            name.sentence,
            says: " is not written back to contoso.test: the object was deleted from the simulated copy of contoso.test"
        )
    }
}
