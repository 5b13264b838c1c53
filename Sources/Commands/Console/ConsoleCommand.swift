import ArgumentParser
import Console
import Foundation
import WizardTasks

/// The command `dryad console`.
struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Show the workspace on web pages, for the person at this desk.",
        discussion: """
            The first line of the output is a link that opens once, in a browser on this machine; it becomes a session \
            that ends after an hour without use. The pages are reached by programs of this account on this machine alone. \
            Ctrl-C ends it.
            """
    )

    @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes a free one.", valueName: "number"))
    var port = 0
    @OptionGroup var workspace: WorkspaceOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run() async throws {
        // A workspace that cannot be opened is said here, and not on the first page.
        _ = try await workspace.open()
        let console = Console(folder: workspace.folder, surroundings: .real, port: port)
        do {
            try await console.run { link in
                FileHandle.standardOutput.write(Data((link + "\n").utf8))
                Output.note("Open the link in a browser on this machine; it works once. Ctrl-C ends the console.")
            }
        } catch is CancellationError {
            // Ctrl-C is how it ends.
        }
    }
}
