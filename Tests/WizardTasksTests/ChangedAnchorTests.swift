import Directory
import Foundation
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

/// entra-connect.md 6.4: at the synchronization, by an error of the rule.
@Suite("A source anchor that has changed")
struct ChangedAnchorTests {
    private let fixture: WorkspaceFixture

    init() throws {
        fixture = try WorkspaceFixture()
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("options:\n", with: "options:\n  sourceAnchor: mS-DS-ConsistencyGuid\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func change() throws {
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            let anchor = LDIFRecord.Value(name: "mS-DS-ConsistencyGuid", bytes: Array(repeating: 7, count: 16))
            let title = LDIFRecord.Value(name: "title", bytes: Array("Other".utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "title" } + [anchor, title])
        }
    }

    private func run(_ policy: CyclePolicy) async throws -> SynchronizationReport {
        var request = CycleRequest()
        request.policy = policy
        return try await Synchronize(in: try await fixture.open(), request).run { _ in }
    }

    @Test(
        "is an error of an object that the tenant knows: it stays as it was",
        arguments: [CyclePolicy.delta, .initial]
    )
    func known(_ policy: CyclePolicy) async throws {
        _ = try await fixture.ready()
        let staging = SwitchStagingMode(in: try await fixture.open())
        try await staging.apply(try await staging.plan(to: false))
        try #require(try await run(.initial).outcome == "success")
        try change()
        for _ in 0..<2 {
            let report = try await run(policy)
            #expect(report.outcome == "completed-sync-errors" && report.export?.pending == [:], "\(report)")
            #expect(report.errors.map(\.code) == ["sync-rule-error-function-triggered"])
            #expect(report.errors.first?.message.contains("SourceAnchor attribute has changed.") == true)
        }
    }

    @Test("is told where no rule stops at it, since nothing brings in what the tenant knows")
    func unasked() async throws {
        _ = try await fixture.ready()
        try fixture.writeRule("tag: Microsoft.InfromAADUserJoin.004\nconnector: tenant\ndisabled: true\n", as: "off")
        try await fixture.switchStaging(to: false)
        _ = try await run(.initial)
        try change()
        let report = try await run(.delta)
        #expect(report.errors.first?.message.contains("The tenant knows the object by ") == true, "\(report.errors)")
        let name = "Ada Andersson"
        let whole = try await ExplainObject(in: try await fixture.open()).run(name, attribute: nil)
        let title = try await ExplainObject(in: try await fixture.open()).run(name, attribute: "title")
        let shown = try await ViewObject(in: try await fixture.open()).run(name)
        for sentence in [whole.sentence, title.sentence, shown.sentence] {
            #expect(sentence.contains(": its source anchor has changed: the tenant knows it by "), "\(sentence)")
        }
        for answer in [whole, title] {
            #expect(answer.steps.first { $0.verdict == .stops }?.stage == .export, "\(answer.steps)")
        }
    }

    @Test("is none where the tenant has not got the object yet")
    func unknown() async throws {
        _ = try await fixture.ready()
        let before = try await run(.initial)
        try change()
        let preview = try await PreviewObject(in: try await fixture.open()).run("Ada Andersson", set: [])
        #expect(preview.errors.isEmpty && preview.operation == "add", "\(preview)")
        let report = try await run(.delta)
        #expect(report.outcome == "success" && report.errors.isEmpty, "\(report)")
        #expect(report.export?.pending == before.export?.pending)
    }

    @Test("two objects with one are told apart: the one that is not exported is told with the other")
    func shared() async throws {
        _ = try await fixture.ready()
        let bytes: [UInt8] = Array(repeating: 7, count: 16)
        var holders: [String] = []
        try fixture.rewrite("contoso.test.ldif") { record in
            guard let name = record.texts("cn").first, ["Ada Andersson", "Fatima Eriksen"].contains(name) else {
                return record
            }
            holders.append(name)
            let anchor = LDIFRecord.Value(name: "mS-DS-ConsistencyGuid", bytes: bytes)
            let kept = record.values.filter { $0.name != "mS-DS-ConsistencyGuid" }
            return LDIFRecord(dn: record.dn, values: kept + [anchor])
        }
        try #require(holders.count == 2, "\(holders)")
        let report = try await run(.initial)
        #expect(report.errors.map(\.code) == ["cd-existing-object"], "\(report.errors)")
        let lost = try #require(report.errors.first?.label)
        let explained = try await ExplainObject(in: try await fixture.open()).run(lost, attribute: nil)
        let name = try await ExplainObject(in: try await fixture.open()).run(lost, attribute: "givenName")
        let shown = try await ViewObject(in: try await fixture.open()).run(lost)
        let anchor = Data(bytes).base64EncodedString()
        for sentence in [explained.sentence, name.sentence, shown.sentence] {
            #expect(sentence.contains("does not get to the tenant: another object, "), "\(sentence)")
            #expect(sentence.contains(", has the source anchor \"\(anchor)\" too"), "\(sentence)")
        }
        for answer in [explained, name] {
            let step = try #require(answer.steps.first { $0.verdict == .stops })
            #expect(step.stage == .export && step.sentence.hasPrefix("Another object, "), "\(step)")
        }
    }

    @Test(
        "a trial of rules tells of it where the tenant knows the object, and not where it waits",
        arguments: [false, true]
    )
    func tried(_ isKnown: Bool) async throws {
        _ = try await fixture.ready()
        if isKnown { try await fixture.switchStaging(to: false) }
        _ = try await run(.initial)
        let file = try fixture.folder.write(
            """
            name: In from AD - Anchor
            connector: contoso.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            scope:
              - - displayName EQUAL Ada Andersson
            flows:
              - to: sourceAnchor
                constant: another
            """,
            to: "try.yaml"
        ).path(percentEncoded: false)
        let outcome = try await TryRules(in: try await fixture.open()).run(file)
        #expect(outcome.errors.isEmpty != isKnown, "\(outcome.errors)")
        let operations = outcome.comparison.objects.flatMap { [$0.first, $0.second] }.compactMap(\.self)
        #expect(operations.contains("add") != isKnown, "\(outcome.comparison)")
    }
}
