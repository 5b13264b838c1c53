import ArgumentParser
import WizardTasks

/// The command `dryad tenant domain …`.
struct TenantDomainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "domain",
        abstract: "Say which domains the tenant has, and which of them are verified.",
        discussion: """
            While no domain has been added, nobody has said which domains the tenant has, and every suffix of a principal name \
            counts as verified. After that, a suffix that is not verified is replaced by the initial domain.
            """,
        subcommands: [TenantDomainAddCommand.self, TenantDomainVerifyCommand.self, TenantDomainInitialCommand.self]
    )
}

/// The command `dryad tenant domain add NAME`.
struct TenantDomainAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a domain; names of objects that are there stay as they are until they are sent again."
    )

    @Argument(help: "The domain, such as contoso.com.")
    var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        try await ConfigureTenant(in: workspace).add(domain: name)
        try output.show(TenantReport(result: try await TenantOverview.read(workspace)))
    }
}

/// The command `dryad tenant domain verify NAME`.
struct TenantDomainVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Note that the tenant owns a domain, and give principal names back that were replaced."
    )

    @Argument(help: "The domain.")
    var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let sweep = try await ConfigureTenant(in: try await workspace.open()).verify(domain: name)
        try output.show(TenantSweepReport(result: sweep, verified: name))
    }
}

/// The command `dryad tenant domain initial NAME`.
struct TenantDomainInitialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "initial",
        abstract: "Name the domain that the tenant has had from its first day."
    )

    @Argument(help: "The domain, such as contoso.onmicrosoft.com.")
    var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        try await ConfigureTenant(in: workspace).setInitial(domain: name)
        try output.show(TenantReport(result: try await TenantOverview.read(workspace)))
    }
}
