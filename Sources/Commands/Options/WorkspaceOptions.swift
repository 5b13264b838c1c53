import ArgumentParser
import WizardTasks

/// Which workspace a command works on.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: [.short, .long], help: ArgumentHelp("The folder of the workspace.", valueName: "folder"))
    var workspace = "."

    var folder: WorkspaceFolder { WorkspaceFolder(path: workspace) }

    func open() async throws -> Workspace { try await Workspace.open(folder, surroundings: .real) }

    /// Schemas wherever they are; the workspace need not exist.
    var schemas: SchemaSources { SchemaSources(folder: folder, surroundings: .real) }
}
