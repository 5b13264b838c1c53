import CloudTenant
import Directory
import Foundation
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("The first sentence of an explanation says what its steps say")
struct HeadlineTests {
    private let fixture: WorkspaceFixture

    private static let ada = "ada.andersson@contoso.test"

    init() throws { fixture = try WorkspaceFixture() }

    /// Exports from the forests as they are, into a tenant with the objects of a seed and with verified domains.
    private func exported(after seed: String? = nil, domains: [String] = []) async throws -> Workspace {
        let workspace = try await fixture.open()
        if let seed {
            let file = try fixture.folder.write(seed, to: "seed.csv")
            _ = try await SeedTenant(in: workspace).run(file.path(percentEncoded: false))
        }
        let setUp = ConfigureTenant(in: workspace)
        for domain in domains {
            try await setUp.add(domain: domain)
            _ = try await setUp.verify(domain: domain)
        }
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: false))
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        return try await fixture.open()
    }

    private func addresses(_ values: [String]) throws {
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            return LDIFRecord(
                dn: record.dn,
                values: record.values.filter { $0.name != "proxyAddresses" }
                    + values.map { LDIFRecord.Value(name: "proxyAddresses", bytes: Array($0.utf8)) }
            )
        }
    }

    private static let others =
        "objectType,userPrincipalName,displayName,proxyAddresses,onPremisesImmutableId\n"
        + "user,\(ada),Other,,of-another-forest\n"
        + "contact,,Somebody,smtp:chair@contoso.test,of-a-third\n"

    @Test("values that are kept back are told once, and the object is not as the rules want it")
    func keptBack() async throws {
        _ = try await fixture.ready()
        try addresses(["SMTP:ada@contoso.test", "smtp:chair@contoso.test"])
        let workspace = try await exported(after: Self.others)
        let answer = try await ExplainObject(in: workspace).run(Self.ada, attribute: nil)
        #expect(
            answer.sentence == "\(Self.ada) is in the tenant, which keeps back values of proxyAddresses and "
                + "userPrincipalName, since other objects have them."
        )
        let step = try #require(answer.steps.last)
        #expect(step.stage == .tenant && step.verdict == .notice && step.details.count == 2, "\(step.details)")
        #expect(step.details.first { $0.hasPrefix("userPrincipalName ") }?.contains("the tenant shows \"ada") == true)
        #expect(try await ViewObject(in: workspace).run(Self.ada).sentence.hasSuffix(", but keeps some values back."))
    }

    @Test("an attribute of which one of several values is kept back does get to the tenant")
    func oneOfSeveral() async throws {
        _ = try await fixture.ready()
        try addresses(["SMTP:ada@contoso.test", "smtp:chair@contoso.test"])
        let task = ExplainObject(in: try await exported(after: Self.others))
        let some = try await task.run(Self.ada, attribute: "proxyAddresses")
        #expect(
            some.sentence.hasPrefix("proxyAddresses of \(Self.ada) is \"SMTP:ada@contoso.test\""),
            "\(some.sentence)"
        )
        #expect(some.sentence.contains("The tenant keeps proxyAddresses \"smtp:chair@contoso.test\" back since "))
        #expect(some.steps.last?.verdict == .notice)
        let none = try await task.run(Self.ada, attribute: "userPrincipalName")
        #expect(none.sentence.contains("does not get to the tenant: the tenant keeps userPrincipalName"))
        #expect(none.sentence.contains(" in its place."), "\(none.sentence)")
        let other = try await task.run(Self.ada, attribute: "title")
        #expect(other.steps.last?.verdict == .passes && !other.sentence.contains("keeps"), "\(other.sentence)")
    }

    @Test("a name that is shown otherwise is told with what is shown")
    func otherwise() async throws {
        _ = try await fixture.ready()
        let workspace = try await exported(domains: ["contoso.test"])
        let shown = try #require(
            try await TenantListing.read(workspace, .present).objects.map(\.label)
                .first { $0.hasSuffix("@dryad.onmicrosoft.com") }
        )
        let answer = try await ExplainObject(in: workspace).run(shown, attribute: nil)
        #expect(
            answer.sentence
                == "\(answer.label) is in the tenant, which shows userPrincipalName otherwise than it was sent."
        )
        #expect(answer.steps.last?.details.count == 1, "\(answer.steps)")
        #expect(answer.steps.last?.details.first?.hasSuffix("is shown as \"\(shown)\"") == true)
        let name = try await ExplainObject(in: workspace).run(shown, attribute: "userPrincipalName")
        #expect(name.sentence.hasSuffix("and the tenant shows \"\(shown)\"."), "\(name.sentence)")
    }

    @Test("an object of the cloud alone is said to be one, and is called by what it has")
    func cloud() async throws {
        _ = try await fixture.ready()
        let workspace = try await exported(
            after: "objectType,id,userPrincipalName,displayName\nuser,,cloud@contoso.test,Of the Cloud\n"
                + "group,33333333-1111-4111-8111-111111111101,,\n"
        )
        let (task, name) = (ExplainObject(in: workspace), "cloud@contoso.test")
        let answer = try await task.run(name, attribute: nil)
        #expect(answer.label == name && answer.sentence.hasPrefix("\(name) is an object of the cloud alone"))
        #expect(!answer.steps.contains { $0.verdict == .stops }, "\(answer.steps)")
        let view = try await ViewObject(in: workspace).run(name)
        #expect(view.label == name && view.sentence == "It is an object of the cloud alone.", "\(view.sentence)")
        let preview = try await PreviewObject(in: workspace).run(name, set: [])
        #expect(preview.sentence.hasSuffix("\(name): it is an object of the cloud alone."), "\(preview.sentence)")
        for (attribute, said) in [
            ("displayName", " is \"Of the Cloud\", and no rule gives it. "),
            ("jobTitle", ", which is title here, is not known, since the seed did not tell it, and no rule gives it. "),
        ] {
            let sentence = try await task.run(name, attribute: attribute).sentence
            #expect(sentence.hasPrefix("\(attribute) of \(name)\(said)No connector space has it: "), "\(sentence)")
        }
        let nameless = "33333333-1111-4111-8111-111111111101"
        #expect(try await ViewObject(in: workspace).run(nameless).label == nameless)
    }

    @Test("a forest is called what it is called, also where its name has no dot and begins what stops an object")
    func forestName() async throws {
        let file = try fixture.write("contoso.test", [], as: "contoso.test.ldif")
        _ = try await AddForest(in: try await fixture.open()).run(name: "Contoso", source: .file(file))
        let refresh = RefreshSchema(in: try await fixture.open())
        try await refresh.apply(try await refresh.prepare { _ in })
        let answer = try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: nil)
        #expect(
            answer.sentence.contains(" does not get to the tenant: Contoso shows it now, and the last import did not"),
            "\(answer.sentence)"
        )
    }
}
