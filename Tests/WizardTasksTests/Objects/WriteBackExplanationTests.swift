import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Why an attribute goes back to a forest, or does not")
struct WriteBackExplanationTests {
    private let fixture: WorkspaceFixture
    private static let person = "ada.andersson@contoso.test"
    private static let forest = "contoso.test"
    private static let legacy = "/o=ExchangeLabs/ou=Exchange/cn=Recipients/cn=ada"

    init() throws { fixture = try WorkspaceFixture() }

    private func explain(_ attribute: String, of name: String = person) async throws -> ObjectExplanation {
        try await ExplainObject(in: try await fixture.open()).run(name, attribute: attribute, forest: Self.forest)
    }

    /// The stage that stops it, and the answer.
    private func stop(_ answer: ObjectExplanation) -> ObjectExplanation.Stage? {
        answer.steps.first { $0.verdict == .stops }?.stage
    }

    private func step(_ stage: ObjectExplanation.Stage, _ answer: ObjectExplanation) throws -> ObjectExplanation.Step {
        try #require(answer.steps.first { $0.stage == stage })
    }

    private func expect(_ answer: ObjectExplanation, says parts: String...) {
        for part in parts { #expect(answer.sentence.contains(part), "\(part): \(answer.sentence)") }
    }

    /// Changes the person in the forest.
    private func change(_ change: @escaping (LDIFRecord) -> LDIFRecord) throws {
        try fixture.rewrite("contoso.test.ldif") { $0.texts("cn") == ["Ada Andersson"] ? change($0) : $0 }
    }

    /// Writes a rule of one's own, which gives a person's `info` in the forest something.
    private func rule(
        _ flow: String,
        as name: String = "Notes",
        precedence: Int = 60,
        to target: String = "user",
        scope: String = "",
        isDisabled: Bool = false
    ) throws {
        try fixture.writeRule(
            named: "Out to AD - \(name)",
            to: target,
            precedence: precedence,
            as: name.lowercased(),
            saying: """
                disabled: \(isDisabled)
                \(scope)flows:
                  - to: info
                    \(flow)
                """
        )
    }

    @Test("a value of the cloud is followed from the tenant to the copy, and to the import that reads it back")
    func story() async throws {
        _ = try await fixture.hybrid()
        let nothing = try await explain("proxyAddresses")
        #expect(nothing.forest == Self.forest && nothing.steps.map(\.stage) == ObjectExplanation.Stage.toForest)
        #expect(stop(nothing) == .null, "\(nothing)")
        expect(nothing, says: "is not written back to contoso.test: the metaverse has no cloudLegacyExchangeDN")

        _ = try await SetCloudAttribute(in: try await fixture.open())
            .run(Self.person, "cloudLegacyExchangeDN", to: [Self.legacy])
        try await fixture.switchStaging(to: true)
        _ = try await fixture.cycle()
        let waiting = try await explain("proxyAddresses")
        #expect(stop(waiting) == nil, "\(waiting)")
        expect(
            waiting,
            says: "waits to be written back to contoso.test: it gets \"x500:\(Self.legacy)\"",
            "by Out to AD - User Exchange Hybrid",
            "from In from AAD - User Exchange Hybrid",
            "of tenant; staging mode holds it back."
        )
        let nowhere = try step(.copy, waiting)
        #expect(nowhere.sentence.hasPrefix("Nothing of it has been written"))
        // By the name that the metaverse and the tenant have for it.
        let other = try await explain("cloudLegacyExchangeDN")
        expect(other, says: "cloudLegacyExchangeDN of \(Self.person), which goes back as proxyAddresses, waits")

        try await fixture.switchStaging(to: false)
        _ = try await fixture.cycle()
        let written = try await explain("proxyAddresses")
        expect(written, says: "was written back to the simulated copy", "the next import reads it.")
        let unread = try step(.copy, written)
        #expect(unread.sentence.hasSuffix("no import has read it yet."), "\(unread)")

        _ = try await fixture.cycle()
        let read = try await explain("proxyAddresses")
        expect(read, says: "x500:\(Self.legacy)", "in contoso.test, as it was written back to its simulated copy")
        let (export, copy) = (try step(.export, read), try step(.copy, read))
        #expect(export.sentence.contains("has it already"), "\(export)")
        #expect(copy.sentence.hasSuffix("the last import has read it."), "\(copy)")

        // The way to the tenant says that there is another one.
        let outwards = try await ExplainObject(in: try await fixture.open()).run(
            Self.person,
            attribute: "proxyAddresses"
        )
        #expect(outwards.forest == nil && outwards.steps.map(\.stage) == ObjectExplanation.Stage.toTenant)
        #expect(outwards.notes.contains { $0.contains("`--forest contoso.test`") }, "\(outwards.notes)")
        let plain = try await ExplainObject(in: try await fixture.open()).run(Self.person, attribute: "title")
        #expect(plain.notes.isEmpty, "\(plain.notes)")
    }

    @Test("an attribute that no rule writes says so, and why: it is unknown, switched off, or for others")
    func absence() async throws {
        _ = try await fixture.hybrid()
        let plain = try await explain("displayName")
        #expect(stop(plain) == .inclusion)
        expect(
            plain,
            says: "displayName of \(Self.person) is not written back to contoso.test: no rule writes displayName"
        )
        let unknown = try await explain("noSuchAttribute")
        #expect(stop(unknown) == .cache)
        let anchor = try await explain("mS-DS-ConsistencyGuid")
        #expect(stop(anchor) == .inclusion)
        expect(anchor, says: "Out to AD - User ImmutableId would write it", "the source anchor is objectGUID")
        try fixture.writeRule(
            "tag: Microsoft.OuttoADUserExchangeHybrid.003\nconnector: contoso.test\ndisabled: true\n",
            as: "off"
        )
        let off = try await explain("proxyAddresses")
        #expect(stop(off) == .inclusion)
        expect(off, says: "Out to AD - User Exchange Hybrid (", "would write it, and is switched off")
        try rule("constant: of the cloud", isDisabled: true)
        expect(try await explain("info"), says: "Out to AD - Notes (60) would write it, and is switched off")
        try rule("constant: of the cloud", to: "contact")
        expect(
            try await explain("info"),
            says: "Out to AD - Notes (60) writes it to objects of the class contact, and this one is a user."
        )
    }

    @Test(
        "rules of one's own are told with the clause that keeps the object out, their error, or what they leave alone"
    )
    func own() async throws {
        _ = try await fixture.hybrid()
        try rule("constant: of the cloud", scope: "scope:\n  - - title EQUAL Nobody\n")
        let out = try await explain("info")
        #expect(stop(out) == .export, "\(out)")
        expect(out, says: "Out to AD - Notes (60): it wants title EQUAL Nobody")
        try rule("expression: Error(\"not now\")")
        expect(try await explain("info"), says: "Out to AD - Notes (60) fails at info", "not now")
        try rule("expression: IgnoreThisFlow")
        expect(try await explain("info"), says: "rules leave info as it is in contoso.test")
        try rule("constant: of the cloud")
        let due = try await explain("info")
        let export = try step(.export, due)
        #expect(export.verdict == .notice, "\(export)")
        expect(due, says: "goes back to contoso.test after the next synchronization: it becomes \"of the cloud\"")
        // What another rule would write it of has no part in a constant.
        try rule("from: displayName", as: "Later", precedence: 61)
        expect(try await explain("info"), says: ": it becomes \"of the cloud\", by Out to AD - Notes (60).")
        try rule("from: displayName")
        expect(try await explain("info"), says: ", by Out to AD - Notes (60), from In from AD - ", " of contoso.test.")
    }

    @Test("what the forest has already is not written, and an object that the forest does not have gets nothing")
    func already() async throws {
        _ = try await fixture.writingBack()
        try change { record in
            let guid = LDIFRecord.Value(name: "mS-DS-ConsistencyGuid", bytes: Array(1...16))
            return LDIFRecord(dn: record.dn, values: record.values + [guid])
        }
        _ = try await fixture.cycle()
        let has = try await explain("mS-DS-ConsistencyGuid")
        #expect(stop(has) == nil && has.steps.last?.stage == .copy, "\(has)")
        expect(has, says: "in contoso.test already, so that nothing is written back.")
        let workspace = try await fixture.open()
        let fabrikam = try #require(workspace.configuration.forests.last).connector
        let contoso = try #require(workspace.configuration.forests.first).connector
        let known = Set(try await workspace.store.connectorSpace(of: contoso).compactMap(\.link))
        let alone = try #require(
            try await workspace.store.connectorSpace(of: fabrikam).first { object in
                object.objectClass == "user" && object.link.map { !known.contains($0) } == true
            }
        )
        let answer = try await explain("mS-DS-ConsistencyGuid", of: alone.entry.dn)
        #expect(stop(answer) == .filter, "\(answer)")
        expect(answer, says: "contoso.test has no object of it", "it comes from fabrikam.test.")
    }

    @Test("a forest that could not be read is told, since nothing is written to its copy in that run")
    func unread() async throws {
        _ = try await fixture.writingBack()
        _ = try await fixture.cycle()
        try await fixture.switchStaging(to: false)
        let file = fixture.folder.file("contoso.test.ldif")
        let content = try Data(contentsOf: file)
        try FileManager.default.removeItem(at: file)
        _ = try await fixture.cycle()
        let answer = try await explain("mS-DS-ConsistencyGuid")
        let filter = try step(.filter, answer)
        #expect(
            filter.verdict == .notice && filter.sentence.hasPrefix("Run 2 could not read contoso.test"),
            "\(filter)"
        )
        expect(answer, says: "waits to be written back to contoso.test: it becomes", "by Out to AD - User ImmutableId")
        try content.write(to: file)
        _ = try await fixture.cycle()
        let read = try step(.filter, try await explain("mS-DS-ConsistencyGuid"))
        #expect(read.verdict == .passes, "\(read)")
    }

    @Test("a forest without rules outwards, one that is not there, and a whole object are refused with what to do")
    func refusals() async throws {
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        let none = await #expect(throws: TaskError.self) { _ = try await explain("proxyAddresses") }
        #expect(none?.code == .options)
        #expect(
            none?.description.contains("No rule writes anything to contoso.test") == true,
            "\(none?.description ?? "")"
        )
        #expect(none?.description.contains("the option exchangeHybrid is off") == true, "\(none?.description ?? "")")
        #expect(
            none?.description.contains("`dryad customize options exchangeHybrid=on`") == true,
            "\(none?.description ?? "")"
        )
        let task = ExplainObject(in: try await fixture.open())
        let unknown = await #expect(throws: TaskError.self) {
            _ = try await task.run(Self.person, attribute: "proxyAddresses", forest: "nobody.test")
        }
        #expect(unknown?.code == .unknownForest)
        let whole = await #expect(throws: TaskError.self) {
            _ = try await task.run(Self.person, attribute: nil, forest: Self.forest)
        }
        #expect(whole?.description.contains("name the attribute") == true)
    }
}
