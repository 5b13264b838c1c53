import ArgumentParser
import WizardTasks

/// The root of the command line.
struct DryadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dryad",
        abstract: "Show what a directory synchronization would do, before it does it.",
        discussion: """
            Dryad reads the live schema of directory forests, compares it with the cached one, regenerates the \
            synchronization rules, and runs the whole synchronization into a simulated tenant. Nothing is ever written \
            to a directory. Commands that change the workspace show a plan first and act with --yes.

            Exit codes: 0 done or nothing differs, 1 failed, 2 changes are pending, 3 stopped by a guard, 4 stale plan, \
            5 locked by another, 64 wrong usage.
            """,
        version: DryadVersion.current,
        subcommands: [
            InitCommand.self, StatusCommand.self, ForestCommand.self, ConfigCommand.self, CustomizeCommand.self,
            SignInCommand.self, FederationCommand.self, DeviceOptionsCommand.self, SourceAnchorCommand.self,
            TroubleshootCommand.self, WizardCommand.self, ConsoleCommand.self, SchemaCommand.self, RulesCommand.self,
            ExprCommand.self, PlanCommand.self, ApplyCommand.self, StagingCommand.self, SyncCommand.self,
            RunCommand.self, SchedulerCommand.self, PendingCommand.self, ObjectCommand.self, JoinsCommand.self,
            AnchorCommand.self, CalibrateCommand.self, TenantCommand.self, LabCommand.self,
        ]
    )
}
