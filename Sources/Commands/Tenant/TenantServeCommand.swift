import ArgumentParser
import Console
import Foundation
import WizardTasks

/// The command `dryad tenant serve`.
struct TenantServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the tenant over HTTP to this machine, for other workspaces and for one's own scripts.",
        discussion: """
            The first line of the output is the address. Below /v1.0 it is read in the shape of Microsoft Graph: users, groups, \
            devices, contacts, with $select, $filter, $top, $orderby, $count and delta. Below /dryad other workspaces \
            export. Everything needs the token as a bearer token; it is the first line of a file that its owner alone may \
            read, and that is made when it is not there. Ctrl-C ends it.
            """
    )

    @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes a free one.", valueName: "number"))
    var port = 0
    @Option(help: ArgumentHelp("The file of the token; .dryad/tenant.token in the workspace.", valueName: "file"))
    var tokenFile: String?
    @OptionGroup var workspace: WorkspaceOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let opened = try await workspace.open()
        let path = tokenFile ?? opened.folder.resolve(TenantAddress.defaultTokenFile)
        let token = try TenantToken.readOrMake(path)
        do {
            try await TenantServer(opened, port: port, token: token).run { address in
                FileHandle.standardOutput.write(Data((address + "\n").utf8))
                Output.note("The token is in \(path). Ctrl-C ends the service.")
            }
        } catch is CancellationError {
            // Ctrl-C is how it ends.
        }
    }
}
