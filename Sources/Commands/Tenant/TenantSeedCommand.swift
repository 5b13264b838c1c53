import ArgumentParser
import Diagnostics
import WizardTasks

/// The command `dryad tenant seed FILE`.
struct TenantSeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Put objects that exist in a real tenant into the simulated one.",
        discussion: """
            The file is CSV with Graph's names in its heading (objectType, id, userPrincipalName, mail, displayName, \
            proxyAddresses with semicolons between them, onPremisesImmutableId, onPremisesSyncEnabled, roles, and others), or \
            JSON: what Graph answers, an array, or one object a line. An attribute that the file does not have is unknown, \
            and not empty. Either all of the file is taken or nothing; an object that is there already is left alone.
            """
    )

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(TenantSeedReport(result: try await SeedTenant(in: try await workspace.open()).run(file)))
    }
}

/// What a seed brought.
struct TenantSeedReport: Report {
    static let kind = "tenant.seed"
    let result: SeedTenant.Outcome

    func text(_ style: Style) -> String {
        let added = result.added.sorted { $0.key < $1.key }.map { WordList.count($0.value, $0.key) }
        let present =
            result.present == 0
            ? "" : " \(WordList.count(result.present, "object was", "objects were")) there already and left alone."
        guard !added.isEmpty else { return "Nothing was added from \(Terminal.visible(result.file))." + present }
        return "\(WordList.join(added)) added from \(Terminal.visible(result.file))." + present
    }
}
