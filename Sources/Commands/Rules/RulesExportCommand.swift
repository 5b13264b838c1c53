import ArgumentParser
import Diagnostics
import SyncRules
import WizardTasks

/// The command `dryad rules export`.
struct RulesExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write rules in a form that other tools take.",
        discussion: """
            Rules that were not changed since they were read are written byte for byte as they were. --connector maps a \
            connector, by GUID or name, to the GUID that it has elsewhere.
            """
    )

    @Option(help: ArgumentHelp("Where the rules are: files, or a workspace.", valueName: "path"))
    var from = "."
    @Option(help: ArgumentHelp("The form.", valueName: "form"))
    var format: ExportRules.Form = .entraXML
    @Option(help: ArgumentHelp("Where to write to.", valueName: "path"))
    var to: String
    @Option(help: ArgumentHelp("Another connector for rules.", valueName: "old=new"))
    var connector: [String] = []

    func validate() throws {
        guard connector.allSatisfy({ $0.split(separator: "=").count == 2 }) else {
            throw ValidationError("--connector is OLD=NEW, such as corp.example=0b5c7e1a-93d4-4f2e-8a61-2d7f0c9b1e34.")
        }
    }

    func run() async throws {
        let pairs = connector.map { $0.split(separator: "=").map(String.init) }.map { ($0[0], $0[1]) }
        let task = try await ExportRules(
            from: from,
            connectors: Dictionary(pairs, uniquingKeysWith: { _, last in last }),
            surroundings: .real
        )
        let (files, losses) = try task.write(format, to: to)
        for problem in task.problems + losses where problem.severity > .note {
            let rule = problem.rule.map { " \($0):" } ?? ""
            Output.note(Terminal.visible("\(problem.severity.rawValue): \(problem.file):\(rule) \(problem.sentence)"))
        }
        print("\(WordList.count(task.rules.count, "rule")) written to \(WordList.count(files.count, "file")) in \(to).")
        if task.problems.contains(where: { $0.severity == .error }) { throw OutcomeCode.failed }
    }
}
