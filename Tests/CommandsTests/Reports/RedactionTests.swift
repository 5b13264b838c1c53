@testable import Commands
import Directory
import DirectorySchema
import Foundation
import Plans
import SyncRules
import Testing
import TestSupport
@testable import WizardTasks

@Suite("A plan without names")
struct RedactionTests {
    private static let canary = "CanaryXq"

    private func key(_ byte: UInt8) throws -> RedactionKey {
        try #require(RedactionKey([UInt8](repeating: byte, count: 16)))
    }

    /// The four forms in which a plan is shown.
    private func forms(_ plan: Plan<RefreshContent>) throws -> [String] {
        let report = RefreshReport(plan: plan, stage: .shown, listsAll: true)
        return [
            report.text(.plain), try CanonicalJSON.pretty(report.result),
            PlanDocument(plan: plan, form: .markdown).text, PlanDocument(plan: plan, form: .html).text,
        ]
    }

    @Test("no name, value or number of the plan is in any form")
    func canary() throws {
        let plan = try PlanFixture.marked(Self.canary)
        let secrets = [Self.canary.lowercased(), "918273", "918274", plan.digest.short, Fingerprint(of: [1]).short]
        for (shown, redacted) in zip(
            try forms(plan),
            try forms(try Redaction(key: try key(1)).redact(plan))
        ) {
            #expect(shown.lowercased().contains(Self.canary.lowercased()), "the check would find it")
            for secret in secrets { #expect(!redacted.lowercased().contains(secret), "\(secret)") }
        }
    }

    @Test("equal names are equal within a report and among reports with one key, and no others")
    func equal() async throws {
        let plan = try await PlanFixture.plan.value
        let (one, same) = (try Redaction(key: try key(1)).redact(plan), try Redaction(key: try key(1)).redact(plan))
        #expect(one.digest == same.digest)
        #expect(try Redaction(key: try key(2)).redact(plan).digest != one.digest)
        let shown = try key(1).pseudonym("attr", of: "department")
        let forest = try #require(one.content.forests.last)
        #expect(forest.diff.changes.map(\.name.spelling).contains(shown))
        #expect(forest.impacts.map(\.change.name.spelling).contains(shown))
        #expect(one.hazards.contains { $0.kind == "removesAttribute" && $0.sentence.contains(shown) })
        #expect(one.hazards.map(\.kind) == plan.hazards.map(\.kind))
        #expect(one.content.rules.changes.count == plan.content.rules.changes.count)
        #expect(try key(1).pseudonym("class", of: "department").dropFirst(6) != shown.dropFirst(5))
        #expect(Redaction(key: try key(1)).name(.attribute, "DEPARTMENT") == shown)
    }

    private static let reasons = [
        "class Qx is not in the schema", "attribute Qx is allowed on class Qy through Qz",
        "class Qx allows none of Qy, Qz", "attribute Qx is now allowed on class Qy; Qz", "the option Qx is off",
        "class is is gone", "Qx: not a word", "",
    ]

    @Test("a reason keeps Dryad's words and loses every other", arguments: reasons)
    func reason(_ reason: String) throws {
        let shown = Redaction(key: try key(1)).name(.reason, reason)
        #expect(!shown.contains("Q"))
        #expect(shown.split(separator: " ").count == reason.split(separator: " ").count)
        #expect(reason.contains("class is is") == shown.hasSuffix(" is gone"))
    }

    @Test("a key is private and long enough; without a file each report has its own")
    func keys() async throws {
        let folder = try TemporaryFolder()
        let plan = folder.file("plan.json").path(percentEncoded: false)
        try PlanFile.write(try await PlanFixture.plan.value, to: plan)
        let dryad = DryadProgram(in: folder.url)
        let show = ["plan", "show", plan, "--format", "markdown"]
        for (text, mode, isTaken) in [("0123456789abcdef\n", 0o600, true), ("short", 0o600, false)]
            + [("0123456789abcdef", 0o644, false)]
        {
            let file = try folder.write(text, to: "key")
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: file.path(percentEncoded: false)
            )
            let outcome = try dryad.run(show + ["--redact", "--redact-key", "key"])
            #expect((outcome.code == 0) == isTaken, "\(outcome.errors)")
            guard isTaken else { continue }
            #expect(outcome.output == (try dryad.run(show + ["--redact", "--redact-key", "key"]).output))
            #expect(!outcome.output.contains("department") && outcome.output.contains("attr-"))
        }
        let (one, other) = (try dryad.run(show + ["--redact"]), try dryad.run(show + ["--redact"]))
        #expect(one.code == 0 && other.code == 0 && one.output != other.output)
        #expect(try dryad.run(show + ["--redact-key", "key"]).code == 64)
    }
}
