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
            and not empty. Graph shows the source anchor of users alone: other synchronized objects are found by deviceId, \
            onPremisesSecurityIdentifier or their addresses when they are exported. Either all of the file is taken or nothing; \
            an object that is there already is left alone.
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
        let first = "\(WordList.join(added)) added from \(Terminal.visible(result.file))." + present
        return [first, found, lost].compactMap { $0 }.joined(separator: "\n")
    }

    /// By what exports find synchronized objects whose source anchor the file does not have.
    private var found: String? {
        let means = result.withoutAnchor.sorted { $0.key < $1.key }
        guard !means.isEmpty else { return nil }
        let count = WordList.count(means.reduce(0) { $0 + $1.value }, "synchronized object")
        return "\(count) without a source anchor: what is exported is matched with "
            + WordList.join(means.map { "\($0.value) by \($0.key)" }) + "."
    }

    /// How many of them no export finds.
    private var lost: String? {
        guard result.unrecognizable > 0 else { return nil }
        let isOne = result.unrecognizable == 1
        let count = WordList.count(result.unrecognizable, "synchronized object has", "synchronized objects have")
        return "\(count) neither a source anchor nor a deviceId, an onPremisesSecurityIdentifier, a userPrincipalName "
            + "or an address: no export finds \(isOne ? "it" : "them"), and one makes a second object beside "
            + "\(isOne ? "it" : "each"). Have Graph select these properties before a tenant is seeded."
    }
}
