import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// entra-connect.md 6.1: what the cloud had of a matched object, and the forest has not, is emptied once an import has shown it.
@Suite("Values of the tenant that rules give nothing for")
struct MatchedValuesTests {
    private let fixture: WorkspaceFixture
    private static let person = "ada.andersson@contoso.test"

    init() throws { fixture = try WorkspaceFixture() }

    /// A workspace whose forest has no title of anybody, beside a user of the cloud who is exported to by the first cycle.
    ///
    /// The rules for `countryCode` ignore their flow where the forest has none.
    private func matched(title: String? = "Chief") async throws {
        let jobTitle = title.map { "\"jobTitle\": \"\($0)\", " } ?? ""
        let workspace = try await fixture.ready()
        for file in ["contoso.test.ldif", "fabrikam.test.ldif"] {
            try fixture.rewrite(file) { record in
                LDIFRecord(
                    dn: record.dn,
                    values: record.values.filter { $0.name != "title" && $0.name != "countryCode" }
                )
            }
        }
        let seed = try fixture.folder.write(
            """
            [{"objectType": "user", "userPrincipalName": "\(Self.person)", "displayName": "Ada of the cloud",
              \(jobTitle)"countryCode": "276", "favouriteColour": "blue", "onPremisesSyncEnabled": false}]
            """,
            to: "seed.json"
        )
        _ = try await SeedTenant(in: workspace).run(seed.path(percentEncoded: false))
        try await fixture.switchStaging(to: false)
        let report = try await fixture.cycle()
        try #require(report.outcome == "success" && report.export?.refused.isEmpty == true, "\(report)")
        let person = try await shown()
        try #require(person.object.details.isSynchronized && person.values["displayName"] == "Ada Andersson")
    }

    /// The person in the tenant, with the first value of some attributes.
    private func shown() async throws -> (object: TenantObject, values: [String: String]) {
        let store = try await fixture.open().tenant.store
        let object = try #require(
            try await store.objects().first {
                Entry($0.entry, table: store.table).texts("userPrincipalName") == [Self.person]
            }
        )
        let entry = Entry(object.entry, table: store.table)
        var values: [String: String] = [:]
        for name: AttributeName in ["displayName", "title", "countryCode", "favouriteColour"] {
            values[name.spelling] = entry.texts(name).first
        }
        return (object, values)
    }

    private static let left = ["displayName": "Ada Andersson", "countryCode": "276", "favouriteColour": "blue"]

    /// What somebody else puts into the tenant; gives back the source anchor of the person.
    private func change() async throws -> String {
        let person = try await shown()
        try #require(person.values["title"] == nil && person.values["favouriteColour"] == "blue")
        let anchor = try #require(person.object.anchor)
        let change = TenantChange(
            operation: .update,
            objectClass: "user",
            anchor: anchor,
            name: "CN={x}",
            attributes: [
                .init(name: "title", values: [Array("Chair".utf8)]),
                .init(name: "favouriteColour", values: [Array("green".utf8)]),
            ]
        )
        _ = try await fixture.open().tenant.process([change])
        return anchor
    }

    @Test("of a matched object go with the next cycle, and those stay that no rule decides about")
    func emptied() async throws {
        try await matched()
        #expect(try await shown().values["title"] == "Chief")
        try await fixture.switchStaging(to: true)
        let staged = try await fixture.cycle()
        #expect(staged.outcome == "success" && staged.warnings.isEmpty, "\(staged)")
        #expect(staged.notes.contains { $0.hasPrefix("1 object that was added has values") }, "\(staged.notes)")
        let (changes, _) = try await PendingView(try await fixture.open()).describe()
        #expect(changes.map(\.operation) == ["update"], "\(changes)")
        // What a rule inwards has brought from the tenant is there already.
        let values = try #require(changes.first?.values)
        #expect(values.map(\.attribute) == ["title"], "\(values)")
        #expect(values.flatMap(\.removed) == ["Chief"], "\(values)")
        try await fixture.switchStaging(to: false)
        let report = try await fixture.cycle()
        #expect(report.export?.pending == ["update": 1] && report.export?.accepted == 1, "\(report)")
        #expect(try await shown().values == Self.left)
        for policy in [CyclePolicy.delta, .initial, .delta] {
            let report = try await fixture.cycle { $0.policy = policy }
            #expect(report.outcome == "success" && report.export?.pending == [:], "\(report)")
        }
    }

    @Test("are told before an import has shown them, by name, and the tenant is not said to be as rules want it")
    func told() async throws {
        try await matched()
        let view = try await ViewObject(in: try await fixture.open()).run(Self.person)
        let said =
            "and the tenant has accepted all of it, and the tenant still has values that are to be emptied once an import has "
            + "shown them: title."
        #expect(view.sentence.hasSuffix(said), "\(view.sentence)")
        let remarks = view.tenant?.attributes.filter { $0.remark != nil }.map { "\($0.attribute) \($0.remark ?? "")" }
        #expect(remarks == ["title is to be emptied once an import has shown it"], "\(remarks ?? [])")
        let task = ExplainObject(in: try await fixture.open())
        let whole = try await task.run(Self.person, attribute: nil)
        #expect(
            whole.sentence
                == "\(Self.person) is in the tenant, which still has values of title that are to be emptied, since rules give "
                + "nothing for them."
        )
        let title = try await task.run(Self.person, attribute: "title")
        let left =
            "The tenant still has title \"Chief\", for which rules give nothing: it is to be emptied once an import has shown it."
        #expect(title.sentence.hasSuffix(" " + left), "\(title.sentence)")
        #expect(title.steps.last?.sentence == left && whole.steps.last?.details == [left], "\(whole.steps)")
        let colour = try await task.run(Self.person, attribute: "countryCode")
        #expect(!colour.sentence.contains("emptied"), "\(colour.sentence)")

        _ = try await fixture.cycle()
        let after = try await ViewObject(in: try await fixture.open()).run(Self.person)
        #expect(after.sentence.hasSuffix("and the tenant has accepted all of it."), "\(after.sentence)")
        let wanted = try await ExplainObject(in: try await fixture.open()).run(Self.person, attribute: nil)
        #expect(wanted.sentence == "\(Self.person) is in the tenant as the rules want it.", "\(wanted.sentence)")
    }

    @Test(
        "that a rule inwards brings back are there already, until the forest has others",
        arguments: [CyclePolicy.delta, .initial]
    )
    func broughtBack(_ policy: CyclePolicy) async throws {
        try await matched(title: nil)
        try await fixture.switchStaging(to: true)
        for _ in 0..<2 {
            let report = try await fixture.cycle { $0.policy = policy }
            #expect(report.outcome == "success" && report.export?.pending == [:], "\(report)")
            #expect(try await PendingView(try await fixture.open()).describe().changes == [])
        }
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("userPrincipalName") == [Self.person] else { return record }
            let code = LDIFRecord.Value(name: "countryCode", bytes: Array("250".utf8))
            return LDIFRecord(dn: record.dn, values: record.values + [code])
        }
        let report = try await fixture.cycle { $0.policy = policy }
        #expect(report.export?.pending == ["update": 1] && report.warnings.isEmpty, "\(report)")
        let values = try await PendingView(try await fixture.open()).describe().changes.flatMap(\.values)
        #expect(values == [ValueChange(attribute: "countryCode", removed: ["276"], added: ["250"])], "\(values)")
    }

    @Test("that somebody else puts there later are told, and go", arguments: [CyclePolicy.delta, .initial])
    func another(_ policy: CyclePolicy) async throws {
        try await matched()
        for _ in 0..<2 { _ = try await fixture.cycle() }
        let anchor = try await change()
        let report = try await fixture.cycle { $0.policy = policy }
        #expect(report.warnings.map(\.code) == ["exported-change-not-reimported"], "\(report)")
        #expect(report.warnings.first?.object == anchor && report.warnings.first?.message.contains(": title.") == true)
        #expect(report.export?.pending == ["update": 1], "\(report)")
        #expect(try await shown().values == Self.left.merging(["favouriteColour": "green"]) { $1 })
    }

    @Test("that somebody else puts there after an update are told as well", arguments: [CyclePolicy.delta, .initial])
    func besideAnUpdate(_ policy: CyclePolicy) async throws {
        try await matched()
        for _ in 0..<2 { _ = try await fixture.cycle() }
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("userPrincipalName") == [Self.person] else { return record }
            let name = LDIFRecord.Value(name: "displayName", bytes: Array("Ada Byron".utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "displayName" } + [name])
        }
        let updated = try await fixture.cycle()
        try #require(updated.export?.pending == ["update": 1] && updated.export?.accepted == 1, "\(updated)")
        let anchor = try await change()
        let report = try await fixture.cycle { $0.policy = policy }
        #expect(report.warnings.map(\.code) == ["exported-change-not-reimported"], "\(report)")
        #expect(report.warnings.first?.object == anchor && report.warnings.first?.message.contains(": title.") == true)
        #expect(!report.notes.contains { $0.contains("title") }, "\(report.notes)")
        #expect(report.export?.pending == ["update": 1], "\(report)")
        #expect(try await shown().values["title"] == nil)
    }
}
