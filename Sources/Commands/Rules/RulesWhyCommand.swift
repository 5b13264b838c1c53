import ArgumentParser
import Diagnostics
import SQLiteStore
import SyncRules
import WizardTasks

/// The command `dryad rules why`.
struct RulesWhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say why a standard rule is there or is not, connector by connector.",
        discussion: "dryad rules why \"Device Common\""
    )

    @Argument(help: "The rule's name, or a part of it.")
    var name: String
    @Option(help: "Only for this forest.")
    var forest: String?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let wanted = try forest.map { try workspace.configuration.forest(named: $0).connector }
        let rules = try await WorkspaceRules.read(workspace)
        let decisions = rules.generated.decisions.filter {
            $0.name.lowercased().contains(name.lowercased()) && (wanted == nil || $0.identity.connector == wanted)
        }
        let standings = rules.standings(of: decisions.map(\.identity))
        try output.show(
            RulesWhyReport(
                result: decisions.map {
                    .init(
                        $0,
                        connector: workspace.configuration.name(of: $0.identity.connector),
                        standing: standings[$0.identity] ?? .absent
                    )
                }
            )
        )
        if decisions.isEmpty { throw OutcomeCode.failed }
    }
}

/// What generation decided about rules.
struct RulesWhyReport: Report {
    struct Decision: Encodable {
        let name: String
        let connector: String
        let isPresent: Bool
        let reason: String
        let omitted: [String]
        let kept: [String]
        let standing: WorkspaceRules.Standing

        init(_ decision: GenerationDecision, connector: String, standing: WorkspaceRules.Standing) {
            self.standing = standing
            name = decision.name
            self.connector = connector
            isPresent = decision.isPresent
            reason = decision.reason
            kept = (decision.kept ?? []).map { "\($0.part) (\($0.missing) is null)" }
            omitted = decision.omissions.map { "\($0.part) (\($0.missing) is not allowed)" }
        }
    }

    static let kind = "rules.why"
    let result: [Decision]

    /// What people made of it, where that is something else than what is generated.
    private func words(_ one: Decision) -> String {
        switch (one.isPresent, one.standing) {
        case (true, .enabled), (false, .absent): ""
        case (true, .absent): " A file in rules/ takes it away."
        case (_, .disabled): " It is switched off by a file in rules/."
        case (false, .enabled): " A file in rules/ keeps it all the same."
        }
    }

    func text(_ style: Style) -> String {
        guard !result.isEmpty else {
            return "No standard rule has that in its name; `dryad rules list` lists those that are there."
        }
        return result.map { one in
            let verdict = one.isPresent ? style.good("is generated") : style.attention("is not generated")
            let head = "\(one.name) of \(one.connector) \(verdict): \(one.reason)." + words(one)
            let lists = [("left out: ", one.omitted), ("kept, since other rules need it: ", one.kept)]
            return lists.filter { !$0.1.isEmpty }.reduce(head) { text, list in
                let words = [list.0 + list.1.joined(separator: ", ")]
                return text + "\n" + WordList.wrap(words, indent: "  ", width: Output.width)
            }
        }.joined(separator: "\n")
    }
}
