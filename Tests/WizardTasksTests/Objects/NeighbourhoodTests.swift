import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// What is read around an object is enough to tell of it what all of the workspace would tell.
@Suite("An object and what is around it")
struct NeighbourhoodTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// Two forests with a group, managers, joined people, some of whom the tenant has, and one that is going.
    private func workspace() async throws -> Workspace {
        _ = try await fixture.ready()
        try fixture.own(by: "Ada Andersson", in: "contoso.test.ldif")
        try await staging(false)
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        try await staging(true)
        try fixture.rewrite("contoso.test.ldif") { record in
            let isGoing = record.texts("cn") == ["Ada Andersson"]
            let changed = record.values.map { value in
                value.name == "title" ? LDIFRecord.Value(name: "title", bytes: Array("Other".utf8)) : value
            }
            let hidden = LDIFRecord.Value(name: "isCriticalSystemObject", bytes: Array("TRUE".utf8))
            return LDIFRecord(dn: record.dn, values: changed + (isGoing ? [hidden] : []))
        }
        // Several that want one address, of whom the tenant gives it to one.
        try fixture.rewrite("fabrikam.test.ldif") { record in
            guard record.texts("objectClass").contains("user"), record.texts("mail").count == 1 else { return record }
            let address = LDIFRecord.Value(name: "proxyAddresses", bytes: Array("SMTP:sales@contoso.test".utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "proxyAddresses" } + [address])
        }
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        return try await fixture.open()
    }

    private func staging(_ isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: isOn))
    }

    /// Every name that objects and images have.
    private func names(_ all: ObjectSpaces) -> [String] {
        let entries = all.spaces.flatMap(\.objects).map(\.entry) + (all.desired + all.exported).map(\.entry)
        let values = entries.flatMap { entry in
            [entry.dn, entry.dn.uppercased()]
                + ObjectName.levels.joined().flatMap { Entry(entry, table: all.table).texts($0) }
        }
        let identities = all.spaces.flatMap(\.objects).flatMap { object in
            [object.identity.anchor, object.link?.bytes].compactMap { $0 }.compactMap {
                ObjectGUID(bytes: $0)?.description
            }
        }
        let identifiers = all.spaces.flatMap(\.objects).flatMap { object in
            Entry(object.entry, table: all.table).bytes("objectSid").compactMap {
                SecurityIdentifier(bytes: $0)?.description
            }
        }
        return Set(values + identities + identifiers + (all.desired + all.exported).map(\.anchor) + ["nobody", ""])
            .sorted()
    }

    private func said(_ name: ObjectName, _ spaces: ObjectSpaces, _ rules: ObjectRules) async throws -> String {
        let subject: ObjectSubject?
        do {
            subject = try await spaces.find(name)
        } catch let error as TaskError {
            return error.description
        }
        guard let subject else { return "nothing" }
        let view = ViewObject.view(subject, spaces, rules)
        let verdict = try await TenantForecast.read(subject, spaces)
        let context = ExplanationContext(
            subject: subject,
            spaces: spaces,
            rules: rules,
            live: nil,
            label: spaces.label(subject)
        )
        let gaps = try rules.gaps()
        let explained = ["displayName", "manager", "member", "proxyAddresses", "registeredOwnerReference", "title"].map
        {
            AttributeExplainer(context: context, attribute: $0, verdict: verdict, liveValues: nil, gaps: gaps)
                .explain([])
        }
        let whole = WholeObjectExplainer(context: context, verdict: verdict).explain([])
        return try CanonicalJSON.pretty(view) + CanonicalJSON.pretty(explained) + CanonicalJSON.pretty(whole)
    }

    @Test("it is found and told of as in all of the workspace")
    func same() async throws {
        let workspace = try await workspace()
        let all = try await ObjectSpaces.read(workspace)
        let rules = try await ObjectRules.read(workspace)
        let names = names(all)
        #expect(names.count > 100)
        var (kept, keptBack) = (0, 0)
        for text in names {
            let name = ObjectName(text)
            var around = try await Neighbourhood.begin(workspace, about: name)
            try await around.findJoins(rules.tracer)
            let near = try await around.end()
            kept += near.spaces.reduce(0) { $0 + $1.objects.count }
            let (one, other) = (try await said(name, near, rules), try await said(name, all, rules))
            #expect(one == other, "\(text)")
            if one.contains("belongs to another object") || one.contains("keep values back") { keptBack += 1 }
        }
        #expect(keptBack > 0, "somebody's values are kept back")
        let everything = all.spaces.reduce(0) { $0 + $1.objects.count } * names.count
        #expect(kept * 4 < everything, "only what is around it is kept")
    }
}
