import ArgumentParser
import WizardTasks

/// The command `dryad init`.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a workspace: dryad.yaml, its store, an empty tenant.",
        discussion: """
            --from-entra makes it of a server's configuration: the folder that `Get-ADSyncServerConfiguration -Path FOLDER` \
            writes on the server. `dryad schema refresh` then says what a refresh would change there.
            """
    )

    @Option(help: ArgumentHelp("A server's exported configuration.", valueName: "folder"))
    var fromEntra: String?
    @Option(
        help: ArgumentHelp("Where a forest of it is read: a URL or an LDIF file.", valueName: "forest=place")
    )
    var bind: [String] = []
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard bind.allSatisfy({ $0.split(separator: "=", maxSplits: 1).count == 2 }) else {
            throw ValidationError("--bind is FOREST=PLACE, such as corp.example=ldaps://dc1.corp.example.")
        }
        let forests = bind.compactMap { $0.split(separator: "=", maxSplits: 1).first?.lowercased() }
        guard Set(forests).count == forests.count else {
            throw ValidationError("A forest is bound twice; it is read from one place.")
        }
        guard bind.isEmpty || fromEntra != nil else { throw ValidationError("--bind needs --from-entra.") }
    }

    func run() async throws {
        if let fromEntra {
            let pairs = bind.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }.map { ($0[0], $0[1]) }
            let task = try AdoptServer(
                export: fromEntra,
                sources: Dictionary(pairs, uniquingKeysWith: { _, last in last })
            )
            let adopted = try await task.run(in: workspace.folder, surroundings: .real)
            return try output.show(AdoptedServerReport(result: adopted, folder: workspace.folder.path))
        }
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
