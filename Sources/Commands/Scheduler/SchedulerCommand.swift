import ArgumentParser
import SyncEngine
import WizardTasks

/// The command `dryad scheduler …`.
struct SchedulerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheduler",
        abstract: "Run cycles at an interval: show it, change it, serve it.",
        subcommands: [
            SchedulerShowCommand.self, SchedulerSetCommand.self, SchedulerOverrideCommand.self,
            SchedulerServeCommand.self,
        ]
    )
}

/// The command `dryad scheduler show`.
struct SchedulerShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show when the next cycle is due, and what it has to do."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(SchedulerReport(result: try await SchedulerState.read(try await workspace.open())))
    }
}

/// The command `dryad scheduler set`.
struct SchedulerSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "Change the schedule in dryad.yaml.")

    @Option(help: ArgumentHelp("From the beginning of one cycle to that of the next.", valueName: "minutes"))
    var interval: Int?
    @Flag(inversion: .prefixedEnableDisable, help: "Whether cycles are run.")
    var sync: Bool?
    @Option(help: ArgumentHelp("How long the history of runs is kept.", valueName: "days"))
    var historyDays: Int?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let interval, !(1...43_200).contains(interval) {
            throw ValidationError("--interval is a number of minutes from 1 to 43200.")
        }
        if let historyDays, !(1...36_500).contains(historyDays) {
            throw ValidationError("--history-days is a number from 1 to 36500.")
        }
        if interval == nil, sync == nil, historyDays == nil { throw ValidationError("Say what to change.") }
    }

    func run() async throws {
        try await ConfigureScheduler(in: try await workspace.open())
            .set(interval: interval, isEnabled: sync, historyDays: historyDays)
        try output.show(SchedulerReport(result: try await SchedulerState.read(try await workspace.open())))
    }
}

/// The command `dryad scheduler override`.
struct SchedulerOverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract: "Ask for more of the next cycle: a full import or synchronization of a forest, once."
    )

    @Argument(help: "The forests; all where none is named.")
    var forests: [String] = []
    @Flag(help: "Everything of the forest is imported.")
    var fullImport = false
    @Flag(help: "Every object runs through the rules.")
    var fullSync = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !fullImport, !fullSync { throw ValidationError("Say --full-import, --full-sync, or both.") }
    }

    func run() async throws {
        var kinds: [RunRequirement.Kind] = []
        if fullImport { kinds.append(.fullImport) }
        if fullSync { kinds.append(.fullSynchronization) }
        try await ConfigureScheduler(in: try await workspace.open()).require(kinds, of: forests)
        try output.show(SchedulerReport(result: try await SchedulerState.read(try await workspace.open())))
    }
}
