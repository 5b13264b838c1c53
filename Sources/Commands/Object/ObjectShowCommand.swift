import ArgumentParser
import WizardTasks

/// The command `dryad object show`.
struct ObjectShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an object in connector spaces, metaverse, image and tenant, with the rule behind each value."
    )

    @Argument(help: "The object's name, whatever kind of name it is.")
    var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let view = try await ViewObject(in: try await workspace.open()).run(name)
        try output.show(ObjectShowReport(result: view, width: Output.width))
    }
}
