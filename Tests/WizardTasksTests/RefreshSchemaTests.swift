import Directory
import DirectorySchema
import Foundation
import Lab
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Refresh directory schema")
struct RefreshSchemaTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func quiet(_: TaskEvent) {}

    @Test("the first refresh fills the cache and generates rules; the second finds nothing")
    func first() async throws {
        let workspace = try await fixture.ready()
        let rules = try await workspace.store.generatedRules().rules
        #expect(rules.map(\.precedence) == Array(100..<100 + rules.count))
        let second = try await RefreshSchema(in: workspace).prepare(report: quiet)
        #expect(second.plan.content.isEmpty)
    }

    @Test("a plan changes nothing, and says what it would change and why")
    func plan() async throws {
        let workspace = try await fixture.ready()
        let device = try fixture.write("contoso.test", [.device], as: "contoso.after.ldif")
        let before = try await workspace.store.generatedRules()
        let plan = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": device], report: quiet).plan
        let contoso = try #require(plan.content.forests.first { $0.name == "contoso.test" })
        #expect(contoso.diff.changes(.objectClass, .added).map(\.name).contains("msDS-Device"))
        let change = try #require(plan.content.rules.changes.first { $0.name == "In from AD - Device Common" })
        #expect(change.action == .appears)
        #expect(change.reason == "class msDS-Device is in the schema")
        #expect(plan.content.requirements.map(\.kind) == [.fullImport, .fullSynchronization])
        #expect(try await workspace.store.generatedRules() == before)
        #expect(try await workspace.store.schemaHistory(of: contoso.connector.text).count == 1)
    }

    @Test("only the forest that is named changes; then the other; then nothing differs")
    func oneByOne() async throws {
        let workspace = try await fixture.ready()
        let task = RefreshSchema(in: workspace)
        let live = [
            "contoso.test": try fixture.write("contoso.test", [.device], as: "contoso.after.ldif"),
            "fabrikam.test": try fixture.write("fabrikam.test", [.exchange], as: "fabrikam.after.ldif"),
        ]
        let one = try await task.prepare(forests: ["CONTOSO.test"], live: live, report: quiet)
        #expect(one.plan.content.forests.map(\.state) == [.read, .unselected])
        try await task.apply(one)
        let names = try await workspace.store.generatedRules().rules.map(\.name)
        #expect(names.contains("In from AD - Device Common"))
        #expect(!names.contains("In from AD - User Exchange"))
        try await task.apply(try await task.prepare(forests: ["fabrikam.test"], live: live, report: quiet))
        #expect(try await workspace.store.generatedRules().rules.map(\.name).contains("In from AD - User Exchange"))
        #expect(try await task.prepare(live: live, report: quiet).plan.content.isEmpty)
        for forest in workspace.configuration.forests {
            #expect(try await workspace.store.schemaHistory(of: forest.connector.text).count == 2)
        }
    }

    @Test("a forest that cannot be read whole stays as it is, and the others are shown")
    func failure() async throws {
        let workspace = try await fixture.ready()
        let broken = try fixture.folder.write("dn: CN=x\nobjectClass top\n", to: "broken.ldif").path(
            percentEncoded: false
        )
        let live = [
            "contoso.test": broken, "fabrikam.test": try fixture.write("fabrikam.test", [.exchange], as: "f.ldif"),
        ]
        let task = RefreshSchema(in: workspace)
        let preparation = try await task.prepare(live: live, report: quiet)
        let content = preparation.plan.content
        #expect(content.forests.map(\.state) == [.failed, .read])
        #expect(content.forests[0].failure?.contains("broken.ldif") == true)
        #expect(content.forests[0].diff.isEmpty)
        #expect(!content.rules.changes.contains { $0.action == .goes })
        try await task.apply(preparation)
        let contoso = workspace.configuration.forests[0].connector
        #expect(try await workspace.store.schemaHistory(of: contoso.text).count == 1)
    }

    @Test("a file without a schema is a failure, not a forest without classes")
    func emptySchema() async throws {
        let workspace = try await fixture.ready()
        let bare = try fixture.write("contoso.test", [], as: "bare.ldif") { record in
            record.texts("objectClass").contains { $0 == "attributeSchema" || $0 == "classSchema" }
        }
        let content = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": bare], report: quiet).plan
            .content
        #expect(content.forests[0].state == .failed)
    }

    @Test("a definition that became unreadable is a failure, not a definition that went")
    func unreadable() async throws {
        let workspace = try await fixture.ready()
        let path = try fixture.write("contoso.test", [], as: "odd.ldif")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let odd = text.replacing("lDAPDisplayName: title\n", with: "").replacing(
            "lDAPDisplayName: msDS-isRODC\n",
            with: ""
        )
        try odd.write(toFile: path, atomically: true, encoding: .utf8)
        let content = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": path], report: quiet).plan
            .content
        #expect(content.forests[0].state == .failed)
        #expect(
            content.forests[0].failure?.contains("CN=Title,CN=Schema") == true,
            "\(content.forests[0].failure ?? "")"
        )
        #expect(content.isEmpty)
    }

    @Test("a class that goes takes its rule with it, and both are hazards")
    func removal() async throws {
        let workspace = try await fixture.ready()
        let task = RefreshSchema(in: workspace)
        let device = try fixture.write("contoso.test", [.device], as: "d.ldif")
        try await task.apply(try await task.prepare(live: ["contoso.test": device], report: quiet))
        let back = try await task.prepare(report: quiet).plan
        #expect(back.hazards.contains { $0.kind == "removesClass" && $0.sentence.contains("msDS-Device") })
        #expect(back.hazards.contains { $0.kind == "removesRule" && $0.subject == "In from AD - Device Common" })
    }

    @Test("a forest that was taken out of dryad.yaml is named with the rules that go, also where names are replaced")
    func takenOut() async throws {
        let path = try await fixture.ready().folder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let entry = try #require(text.range(of: "  - name: fabrikam.test"))
        try String(text[..<entry.lowerBound]).write(toFile: path, atomically: true, encoding: .utf8)
        let plan = try await RefreshSchema(in: try await fixture.open()).prepare(report: quiet).plan
        let said = plan.hazards.filter { $0.kind == "removesRule" }.map(\.sentence)
        #expect(said.count > 5)
        for sentence in said { #expect(sentence.contains("\" of fabrikam.test goes: its connector is gone. ")) }
        #expect(plan.content.names.map(\.name) == ["contoso.test", "fabrikam.test"])
        #expect(said.count == plan.content.rules.changes(of: plan.content.names[1].connector).count)
        let key = try #require(RedactionKey([UInt8](repeating: 1, count: 16)))
        let redacted = try Redaction(key: key).redact(plan)
        let names = redacted.content.names
        #expect(names.count == 2 && redacted.content.rules.changes(of: names[1].connector).count == said.count)
        for hazard in redacted.hazards { #expect(hazard.sentence.contains(" of \(names[1].name) goes: ")) }
        #expect(!String(decoding: try CanonicalJSON.encode(redacted), as: UTF8.self).contains("fabrikam"))
    }

    @Test("a schema of another forest is a hazard")
    func otherForest() async throws {
        let workspace = try await fixture.ready()
        let file = try fixture.write("fabrikam.test", [], as: "f.ldif")
        let plan = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": file], report: quiet).plan
        #expect(plan.hazards.map(\.kind) == ["otherForest"])
        #expect(plan.hazards.first?.sentence.contains("fabrikam.test's; the cached one is contoso.test's") == true)
        let own = try fixture.write("contoso.test", [.device], as: "c.ldif")
        #expect(
            try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": own], report: quiet).plan.hazards
                .isEmpty
        )
    }

    @Test("a stale plan is refused and changes nothing")
    func stale() async throws {
        let workspace = try await fixture.ready()
        let task = RefreshSchema(in: workspace)
        let live = ["contoso.test": try fixture.write("contoso.test", [.device], as: "d.ldif")]
        let early = try await task.prepare(live: live, report: quiet)
        try await task.apply(try await task.prepare(live: live, report: quiet))
        let error = await #expect(throws: TaskError.self) { try await task.apply(early) }
        #expect(error?.code == .stalePlan)
    }

    @Test("the same inputs give the same plan, byte for byte")
    func deterministic() async throws {
        let workspace = try await fixture.ready()
        let live = ["contoso.test": try fixture.write("contoso.test", [.device], as: "d.ldif")]
        let one = try await RefreshSchema(in: workspace).prepare(live: live, report: quiet).plan
        let other = try await RefreshSchema(in: workspace).prepare(live: live, report: quiet).plan
        #expect(try CanonicalJSON.encode(one) == CanonicalJSON.encode(other))
    }

    @Test("an unknown forest is refused before anything is read", arguments: [true, false])
    func unknown(_ asFile: Bool) async throws {
        let task = RefreshSchema(in: try await fixture.ready())
        let error = await #expect(throws: TaskError.self) {
            try await asFile
                ? task.prepare(live: ["nowhere.test": "x.ldif"], report: quiet)
                : task.prepare(forests: ["nowhere.test"], report: quiet)
        }
        #expect(error?.code == .unknownForest)
        #expect(error?.description.contains("contoso.test") == true)
    }

    @Test("any source of a schema can stand for a forest's: a change script on the cached one")
    func sources() async throws {
        let workspace = try await fixture.ready()
        let script = """
            dn: CN=Grove-Tag,CN=Schema,CN=Configuration,DC=X
            changetype: ntdsSchemaAdd
            objectClass: attributeSchema
            lDAPDisplayName: groveTag
            attributeID: 1.3.6.1.4.1.55555.9.1
            attributeSyntax: 2.5.5.12
            oMSyntax: 64
            isSingleValued: TRUE

            dn: CN=User,CN=Schema,CN=Configuration,DC=X
            changetype: ntdsSchemaModify
            add: mayContain
            mayContain: groveTag
            -

            """
        let path = try fixture.folder.write(script, to: "grove.ldf").path(percentEncoded: false)
        let plan = try await RefreshSchema(in: workspace)
            .prepare(forests: ["contoso.test"], live: ["contoso.test": "cache:contoso.test+\(path)"], report: quiet)
            .plan
        let diff = try #require(plan.content.forests.first).diff
        #expect(diff.changes.map { "\($0.action) \($0.name)" } == ["modified user", "added groveTag"])
        let cut = try fixture.folder.write(String(script.dropLast(30)), to: "cut.ldf").path(percentEncoded: false)
        let failed = try await RefreshSchema(in: workspace)
            .prepare(live: ["contoso.test": "cache:contoso.test+\(cut)"], report: quiet).plan.content
        #expect(failed.failures.map(\.name) == ["contoso.test"])
        #expect(failed.failures.first?.failure?.contains("may have been cut off") == true)
    }
}
