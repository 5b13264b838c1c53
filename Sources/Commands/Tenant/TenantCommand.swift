import ArgumentParser

/// The command `dryad tenant …`.
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Look into the simulated tenant, and set it up.",
        subcommands: [
            TenantShowCommand.self, TenantObjectsCommand.self, TenantSeedCommand.self, TenantSetCommand.self,
            TenantDomainCommand.self, TenantFlagsCommand.self, TenantHealCommand.self, TenantThrottleCommand.self,
            TenantWriterCommand.self, TenantFaultCommand.self, TenantDelayCommand.self, TenantServeCommand.self,
        ]
    )
}
