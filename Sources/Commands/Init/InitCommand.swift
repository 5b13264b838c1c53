import ArgumentParser
import WizardTasks

/// The command `dryad init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a workspace: dryad.yaml, its store, an empty tenant."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let creation = try Workspace.create(in: workspace.folder, surroundings: .real)
        try output.show(InitReport(result: .init(folder: workspace.folder.path, creation: creation)))
    }
}

/// What `dryad init` made.
struct InitReport: Report {
    struct Result: Encodable {
        let folder: String
        let creation: Workspace.Creation
    }

    static let kind = "init"
    let result: Result

    func text(_ style: Style) -> String {
        guard result.creation == .new else {
            return """
                The workspace in \(result.folder) lacked a part and is whole now; what was there was kept.
                What is computed is empty where it was lost: run `dryad schema refresh`.
                """
        }
        return """
            A new workspace in \(result.folder), in staging mode: nothing is exported until you say so.
            Add a forest with `dryad forest add NAME --url ldaps://…`, then `dryad schema refresh`.
            """
    }
}
