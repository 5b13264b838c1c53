import Foundation
import Lab
import TestSupport
import Testing

/// One task, one plan: by a command, by the wizard's prompts and on the console's pages.
@Suite("The three faces of a task", .forest(.slapd, .device))
struct ThreeFacesTests {
    /// A task in the words of each face.
    private struct Case: Sendable {
        let command: [String]
        let answers: [String]
        let page: String
        let fields: @Sendable (_ page: String) throws -> [(String, String)]
    }

    private static let refresh = Case(
        command: ["schema", "refresh"],
        answers: ["task: refresh", "forests: +fabrikam.test"],
        page: "/tasks/refresh"
    ) { _ in [("forest", "fabrikam.test")] }

    /// What the page of optional features sends, with other values for some of its fields.
    private static func features(
        _ page: String,
        on features: [String] = ["passwordHashSync"],
        without attribute: String? = nil,
        extensions: String = ""
    ) throws -> [(String, String)] {
        let shown = try #require(ConsoleVisit.value(of: "shown", in: page))
        let kept = ConsoleVisit.ticked(page, "attribute").filter { $0 != attribute }.map { ("attribute", $0) }
        return [("shown", shown), ("extensions", extensions)] + features.map { ("feature", $0) }
            + ConsoleVisit.ticked(page, "application").map { ("application", $0) } + kept
    }

    /// The tasks that people sign in at AD FS for, or that a group filter is there for, come last.
    private static let further: [Case] = [
        Case(
            command: ["customize", "options", "exchangeHybrid=on", "extensions=user.description"],
            answers: [
                "task: customize", "customize: features", "features: +exchangeHybrid; +extensions",
                "extensions: user.description",
            ],
            page: "/tasks/features"
        ) { page in
            try features(page, on: ["exchangeHybrid", "passwordHashSync"], extensions: "user.description")
        },
        Case(
            command: ["customize", "options", "excludedAttributes=displayName"],
            answers: [
                "task: customize", "customize: features", "features: +filtering",
                "applications: ExchangeOnline; DynamicsCRM; Intune; LyncOnline; SharePointOnline; AzureRMS; OfficeProPlus",
                "attributes: -displayName",
            ],
            page: "/tasks/features"
        ) { page in try features(page, without: "displayName") },
        Case(
            command: ["customize", "options", "applications=ExchangeOnline,Intune", "groupWriteback=on"],
            answers: [
                "task: customize", "customize: features", "features: +filtering; +groupWriteback",
                "applications: ExchangeOnline; Intune", "attributes: +displayName",
            ],
            page: "/tasks/features"
        ) { page in
            let all = try features(page, on: ["groupWriteback", "passwordHashSync"])
            return all.filter { $0.0 != "application" || ["ExchangeOnline", "Intune"].contains($0.1) }
        },
        Case(
            command: ["customize", "group-filter", "remove", "fabrikam.test"],
            answers: ["task: customize", "customize: group-filter", "forest: fabrikam.test"],
            page: "/tasks/group-filter"
        ) { _ in [("forest", "fabrikam.test")] },
        Case(
            command: ["device-options", "writeback", "on"],
            answers: ["task: devices", "device: writeback"],
            page: "/tasks/devices"
        ) { _ in [("device", "writeback")] },
        Case(command: ["source-anchor", "switch"], answers: ["task: source-anchor"], page: "/tasks/source-anchor") {
            _ in
            []
        },
        Case(
            command: ["federation", "add-domain", "woodgrove.com"],
            answers: ["task: federation", "federation: add", "domain: woodgrove.com"],
            page: "/tasks/federation"
        ) { _ in [("action", "add"), ("domain", "woodgrove.com")] },
        Case(
            command: ["federation", "convert", "fabrikam.com", "--to", "managed"],
            answers: ["task: federation", "federation: manage", "domain: fabrikam.com"],
            page: "/tasks/federation"
        ) { _ in [("action", "manage"), ("domain", "fabrikam.com")] },
    ]

    private static func others(_ unit: String) -> [Case] {
        [
            Case(command: ["staging", "off"], answers: ["task: staging", "staging: off"], page: "/tasks/staging") { _ in
                []
            },
            Case(
                command: ["sign-in", "set", "pass-through", "--no-seamless-sso"],
                answers: ["task: sign-in", "method: pass-through", "seamlessSSO: off"],
                page: "/tasks/sign-in"
            ) { _ in [("method", "pass-through")] },
            Case(
                command: [
                    "sign-in", "set", "federation", "--federation-service", "sts.fabrikam.com", "--domain",
                    "fabrikam.com",
                ],
                answers: [
                    "task: sign-in", "method: federation", "federationService: sts.fabrikam.com",
                    "domains: fabrikam.com",
                ],
                page: "/tasks/sign-in"
            ) { _ in
                [("method", "federation"), ("federationService", "sts.fabrikam.com"), ("domain", "fabrikam.com")]
            },
            Case(
                command: ["customize", "filter", "fabrikam.test", "--skip", unit, "--new", "skip"],
                answers: ["task: customize", "customize: filter", "containers: -\(unit)", "new: skip"],
                page: "/tasks/filter"
            ) { page in
                let kept = ConsoleVisit.ticked(page).filter { !$0.hasSuffix(unit) }.map { ("container", $0) }
                let shown = try #require(ConsoleVisit.value(of: "shown", in: page))
                return [("forest", "fabrikam.test"), ("shown", shown), ("new", "skip")] + kept
            },
        ]
    }

    /// Directories that are added: a server as dryad.yaml describes it, and a file.
    private static func directories(_ yaml: String) throws -> [Case] {
        func value(_ key: String) throws -> String {
            let line = try #require(yaml.split(separator: "\n").first { $0.contains(" \(key): ") }, "\(key) in \(yaml)")
            return String(line.split(separator: ": ", maxSplits: 1)[1].filter { $0 != "\"" })
        }
        let (url, account) = (try value("url"), try value("bind"))
        let (secret, authorities) = (try value("passwordFile"), try value("caFile"))
        let file = WorkspaceOnDisk.offline("contoso.before")
        return [
            Case(
                command: [
                    "forest", "add", "again.test", "--url", url, "--bind-dn", account, "--password-file", secret,
                    "--ca-file", authorities,
                ],
                answers: [
                    "task: customize", "customize: directory", "name: again.test", "where: \(url)",
                    "account: \(account)", "passwordFile: \(secret)", "caFile: \(authorities)",
                ],
                page: "/tasks/directory"
            ) { _ in
                [
                    ("name", "again.test"), ("where", url), ("account", account), ("passwordFile", secret),
                    ("caFile", authorities),
                ]
            },
            Case(
                command: ["forest", "add", "contoso.test", "--ldif", file],
                answers: ["task: customize", "customize: directory", "name: contoso.test", "where: \(file)"],
                page: "/tasks/directory"
            ) { _ in [("name", "contoso.test"), ("where", file)] },
        ]
    }

    /// A plan's bytes without who made it and when, which stand at the end, outside of the digest.
    private func bytes(_ text: String) throws -> Substring {
        let end = try #require(text.range(of: ",\"origin\":{", options: .backwards), "\(text)")
        return text[..<end.lowerBound]
    }

    @Test("give the same plan, byte for byte, of a forest that is read live")
    func samePlan() async throws {
        let test = try TestForest.current
        let workspace = try WorkspaceOnDisk()
        let lab = test.folder.url.path(percentEncoded: false)
        #expect(try workspace.dryad.run("forest", "add", "fabrikam.test", "--from-lab", "--lab", lab).code == 0)
        let console = try await ConsoleVisit(to: workspace)
        try await compare(Self.refresh, workspace, console)
        for line in [
            "schema refresh --yes", "sync run", "tenant domain add fabrikam.com", "tenant domain verify fabrikam.com",
        ] {
            let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
            #expect(outcome.code == 0, "\(line): \(outcome.errors)")
        }
        let page = try await console.get("/tasks/filter")
        let unit = try #require(
            ConsoleVisit.ticked(page.body).first { $0.lowercased().hasPrefix("ou=") },
            "\(page.body)"
        )
        _ = try await console.get("/tasks")
        for one in Self.others(unit) { try await compare(one, workspace, console) }
        for line in [
            "device-options hybrid-join --yes",
            "sign-in set federation --federation-service sts.fabrikam.com --domain fabrikam.com --yes",
        ] {
            let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
            #expect(outcome.code == 0, "\(line): \(outcome.errors)")
        }
        // As an installation may have it: no command puts a filter by a group there.
        let yaml = workspace.folder.file("dryad.yaml")
        let text = try String(contentsOf: yaml, encoding: .utf8)
        let end = try #require(text.firstRange(of: #/ +url:.*\n/#)).upperBound
        let group = "    groupFilter: \"cn=Pilot,dc=fabrikam,dc=test\"\n"
        try Data((text[..<end] + group + text[end...]).utf8).write(to: yaml)
        for one in Self.further { try await compare(one, workspace, console) }
        for one in try Self.directories(text) { try await compare(one, workspace, console) }
        // What is looked at is the same, too.
        #expect(try workspace.dryad.run("config", "export", "--to", "command.json").code == 0)
        let exported = try String(contentsOf: workspace.folder.file("command.json"), encoding: .utf8)
        #expect(try await console.get("/tasks/view/export").body == exported)
        #expect(console.end() == 0)
        // The file's directory was asked for last.
        let plan = try String(contentsOf: workspace.folder.file("wizard.json"), encoding: .utf8)
        let shown = try #require(plan.firstMatch(of: /forests\.contoso\.test\.id","to":"([-0-9a-f]+)"/)).1
        let applied = try workspace.dryad.run("apply", "wizard.json")
        #expect(applied.code == 0, "\(applied.errors)")
        #expect(try String(contentsOf: yaml, encoding: .utf8).contains("    id: \(shown)\n"))
        #expect(try workspace.dryad.run("apply", "wizard.json").code == 4)
    }

    private func compare(_ one: Case, _ workspace: WorkspaceOnDisk, _ console: ConsoleVisit) async throws {
        let name = one.command.joined(separator: " ")
        let typed = try workspace.dryad.run(one.command + ["--plan", "command.json"])
        #expect(typed.code == 2, "\(name): \(typed.errors)")
        let answers = try workspace.folder.write(
            (one.answers + ["ready: quit", ""]).joined(separator: "\n"),
            to: "answers.txt"
        )
        let asked = try workspace.dryad.run(
            "wizard",
            "--answers",
            answers.path(percentEncoded: false),
            "--plan",
            "wizard.json"
        )
        #expect(asked.code == 0, "\(name): \(asked.errors)\(asked.output)")
        let command = try bytes(try String(contentsOf: workspace.folder.file("command.json"), encoding: .utf8))
        let wizard = try bytes(try String(contentsOf: workspace.folder.file("wizard.json"), encoding: .utf8))
        let page = try bytes(try await console.plan(of: one.page, one.fields))
        #expect(command.count > 200 && command == wizard, "\(name): command and wizard differ")
        #expect(command == page, "\(name): command and console differ:\n\(command)\n\(page)")
    }
}
