import Foundation
import TestSupport
import Testing

@Suite("The wizard, with answers from a file")
struct WizardAnswerTests {
    /// A task as a command and as answers.
    struct Case: Sendable, CustomTestStringConvertible {
        let command: String
        let answers: [String]
        var before: [String] = []
        var testDescription: String { command }
    }

    private static let federated = [
        "tenant domain add contoso.com", "tenant domain verify contoso.com",
        "sign-in set federation --federation-service sts.contoso.com --yes",
    ]

    static let cases = [
        Case(command: "staging off", answers: ["task: staging", "staging: off"]),
        Case(
            command: "sign-in set pass-through --no-seamless-sso",
            answers: ["task: sign-in", "method: pass-through", "seamlessSSO: off"]
        ),
        Case(
            command: "sign-in set federation --federation-service sts.contoso.com --domain contoso.com",
            answers: [
                "task: sign-in", "method: federation", "federationService: sts.contoso.com", "domains: contoso.com",
            ],
            before: Array(federated.prefix(2))
        ),
        Case(
            command: "federation convert contoso.com --to managed",
            answers: ["task: federation", "federation: manage", "domain: contoso.com"],
            before: federated
        ),
        Case(
            command: "customize filter contoso.test --skip OU=People,DC=contoso,DC=test",
            answers: [
                "task: customize", "customize: filter", "forest: contoso.test",
                "containers: -OU=People,DC=contoso,DC=test", "new: read",
            ]
        ),
        Case(
            command: "customize options exchangeHybrid=on extensions=user.description",
            answers: [
                "task: customize", "customize: features", "features: +exchangeHybrid; +extensions",
                "extensions: user.description",
            ]
        ),
        Case(
            command: "customize options excludedAttributes=displayName",
            answers: [
                "task: customize", "customize: features", "features: +filtering",
                "applications: ExchangeOnline; DynamicsCRM; Intune; LyncOnline; SharePointOnline; AzureRMS; OfficeProPlus",
                "attributes: -displayName",
            ]
        ),
        Case(command: "device-options hybrid-join", answers: ["task: devices", "device: hybrid-join"]),
        Case(command: "source-anchor switch", answers: ["task: source-anchor"]),
        Case(command: "schema refresh", answers: ["task: refresh", "forests: +contoso.test"]),
    ]

    private func ready(_ before: [String] = []) throws -> WorkspaceOnDisk {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        for line in ["schema refresh --yes", "sync run"] + before {
            let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
            #expect(outcome.code == 0, "\(line): \(outcome.errors)")
        }
        return workspace
    }

    private func write(_ lines: [String], in workspace: WorkspaceOnDisk) throws -> String {
        try workspace.folder.write(lines.joined(separator: "\n") + "\n", to: "answers.txt").path(percentEncoded: false)
    }

    /// A plan's bytes without who made it and when, which stand at the end, outside of the digest.
    private func plan(_ name: String, in workspace: WorkspaceOnDisk) throws -> Substring {
        let text = try String(contentsOf: workspace.folder.file(name), encoding: .utf8)
        let end = try #require(text.range(of: ",\"origin\":{", options: .backwards))
        return text[..<end.lowerBound]
    }

    @Test("the same task as a command and in the wizard gives the same plan, byte for byte", arguments: cases)
    func samePlan(_ one: Case) throws {
        let workspace = try ready(one.before)
        let command = one.command.split(separator: " ").map(String.init)
        let typed = try workspace.dryad.run(command + ["--plan", "command.json"])
        #expect([0, 2].contains(typed.code), "\(typed.errors)")
        let configuration = try String(contentsOf: workspace.folder.file("dryad.yaml"), encoding: .utf8)
        let path = try write(one.answers + ["ready: quit"], in: workspace)
        let asked = try workspace.dryad.run("wizard", "--answers", path, "--plan", "wizard.json")
        #expect(asked.code == 0 && asked.output.contains("nothing has changed"), "\(asked.errors)\(asked.output)")
        #expect(try plan("command.json", in: workspace) == plan("wizard.json", in: workspace))
        #expect(try String(contentsOf: workspace.folder.file("dryad.yaml"), encoding: .utf8) == configuration)
        guard typed.code == 2 else { return }
        // What the wizard planned can be looked at and applied as any other plan.
        #expect(try workspace.dryad.run("plan", "show", "wizard.json").code == 0)
        let applied = try workspace.dryad.run("apply", "wizard.json")
        #expect(applied.code == 0, "\(applied.errors)")
        #expect(try workspace.dryad.run("apply", "command.json").code == 4)
    }

    @Test("back is forgetting one answer; applying ends with a synchronization where that was asked for")
    func back() throws {
        let workspace = try ready()
        let path = try write(
            [
                "# there and back", "", "task: sign-in", "method: federation", "federationService: back",
                "method: pass-through", "seamlessSSO: back", "method: back", "task: staging", "staging: 2",
                "ready: previous", "staging: off", "ready: start",
            ],
            in: workspace
        )
        let outcome = try workspace.dryad.run("wizard", "--answers", path)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains("Configuration complete.") && outcome.output.contains("38 accepted"),
            "\(outcome.output)"
        )
        #expect(try workspace.dryad.run("sign-in", "show").output.contains("password hash synchronization"))
    }

    @Test(
        "a mistake is told with its line, and nothing has changed",
        arguments: [
            ("task: staging\nstaging: maybe\n", "answers.txt:2: there is no \"maybe\" here; there are on, off"),
            ("task: staging\nready: start\n", "answers.txt:2: the wizard asks staging here, and not ready"),
            ("task: federation\n", "answers.txt:1: federation cannot be chosen: People do not sign in at AD FS"),
            ("# nothing\ntask: staging\n", "ends before the question staging"),
            ("task: staging\nwhat is this\n", "answers.txt:2: \"what is this\" is no answer"),
            (
                "task: customize\ncustomize: features\nfeatures: +sourceAnchor\n",
                "answers.txt:3: sourceAnchor cannot be changed"
            ),
            (
                "task: customize\ncustomize: group-filter\n",
                "answers.txt:2: group-filter cannot be chosen: Filtering by a group"
            ),
        ]
    )
    func mistakes(_ text: String, _ said: String) throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        _ = try workspace.folder.write(text, to: "answers.txt")
        let before = try workspace.contents()
        let outcome = try workspace.dryad.run("wizard", "--answers", "answers.txt")
        #expect(outcome.code == 64 && outcome.errors.contains(said), "\(outcome.errors)")
        #expect(try workspace.contents() == before)
        #expect(try workspace.dryad.run("status").output.contains("by nobody"))
    }

    @Test("without a terminal and without answers it says what it needs")
    func noTerminal() throws {
        let workspace = try WorkspaceOnDisk()
        let outcome = try workspace.dryad.run("wizard")
        #expect(outcome.code == 64 && outcome.errors.contains("--answers"), "\(outcome.errors)")
    }

    @Test("it does not begin while a synchronization runs, and does when that is killed")
    func synchronizing() throws {
        let workspace = try ready()
        let path = workspace.folder.file("dryad.yaml")
        let text = try String(contentsOf: path, encoding: .utf8)
        let asked = DispatchSemaphore(value: 0)
        // Takes connections and never says anything.
        let server = try ScriptedServer { _ in
            asked.signal()
            return [.silence]
        }
        let hanging = text.replacing("ldif: " + WorkspaceOnDisk.offline("contoso.before"), with: "url: \(server.url)")
        try Data(hanging.utf8).write(to: path)
        let (process, _, _) = try workspace.dryad.start(["sync", "run"])
        asked.wait()
        let answers = try write(["task: quit"], in: workspace)
        let refused = try workspace.dryad.run("wizard", "--answers", answers)
        #expect(refused.code == 5, "\(refused.errors)")
        for said in [
            "a synchronization runs (sync run)", "process \(process.processIdentifier)", "dryad sync stop", "since 20",
        ] {
            #expect(refused.errors.contains(said), "\(refused.errors)")
        }
        let status = try workspace.dryad.run("status").output
        #expect(
            status.contains("sync run, by ") && status.contains("process \(process.processIdentifier) on"),
            "\(status)"
        )
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try workspace.dryad.run("status").output.contains("by nobody"))
        let opened = try workspace.dryad.run("wizard", "--answers", answers)
        #expect(opened.code == 0, "\(opened.errors)")
    }
}
