import ArgumentParser
import WizardTasks

/// The command `dryad federation …`.
struct FederationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "federation",
        abstract: "Manage federation: the tenant's domains whose people sign in at AD FS.",
        discussion: "Offered where people sign in at AD FS. Farms, their certificates and proxies are not simulated.",
        subcommands: [
            FederationShowCommand.self, FederationAddDomainCommand.self, FederationConvertCommand.self,
            FederationVerifyCommand.self,
        ]
    )
}

/// The command `dryad federation show`.
struct FederationShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the farm, the domains with their settings, and what is not simulated."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(FederationReport(result: try await FederationOverview.read(try await workspace.open())))
    }
}

/// The command `dryad federation add-domain`.
struct FederationAddDomainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-domain",
        abstract: "Plan to add a domain to the tenant, and to federate it where it is verified; --yes does it."
    )

    @Argument(help: "The domain.")
    var domain: String
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await settings.carryOut(.federation(FederationRequest(action: .add, domain: domain)))
    }
}

/// The command `dryad federation convert`.
struct FederationConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Plan to make a domain federated, or managed with --to managed; --yes does it."
    )

    /// How people of a domain sign in.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case federated, managed
    }

    @Argument(help: "The domain.")
    var domain: String
    @Option(help: "What it becomes.")
    var to: Target = .federated
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        let action: FederationRequest.Action = to == .federated ? .federate : .manage
        try await settings.carryOut(.federation(FederationRequest(action: action, domain: domain)))
    }
}

/// The command `dryad federation verify`.
struct FederationVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare a domain's settings in the tenant with those of the farm; 2 where they differ."
    )

    @Argument(help: "The domain.")
    var domain: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let overview = try await FederationOverview.read(try await workspace.open())
        let found = try overview.domain(named: domain)
        try output.show(FederationReport(result: overview.only(found)))
        if !found.isSound { throw OutcomeCode.pending }
    }
}
