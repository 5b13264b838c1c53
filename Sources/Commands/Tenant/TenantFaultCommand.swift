import ArgumentParser
import WizardTasks

/// The command `dryad tenant fault …`.
struct TenantFaultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault",
        abstract: "Let something go wrong with the next exports, on purpose.",
        subcommands: [TenantFaultListCommand.self, TenantFaultAddCommand.self, TenantFaultClearCommand.self],
        defaultSubcommand: TenantFaultListCommand.self
    )
}

/// The command `dryad tenant fault list`.
struct TenantFaultListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the faults that are ordered.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(TenantFaultReport(result: try await TenantOverview.read(try await workspace.open()).faults))
    }
}

/// The command `dryad tenant fault add KIND`.
struct TenantFaultAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Order a fault; it is kept with the tenant until it has come.",
        discussion: """
            429 and 503 do nothing and want to be waited for. lost-acknowledgement does everything and does not answer. \
            partial-batch does what stands before the change that is hit, and puts the rest off.
            """
    )

    @Argument(help: "429, 503, lost-acknowledgement or partial-batch.")
    var kind: FaultKind
    @Option(help: ArgumentHelp("How many changes pass before it.", valueName: "number"))
    var after = 0
    @Option(help: ArgumentHelp("How many requests it hits, one after another.", valueName: "number"))
    var times = 1
    @Option(help: ArgumentHelp("After how many seconds a 429 says that changes may come again.", valueName: "seconds"))
    var retryAfter: Int64 = 30
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...1_000_000_000).contains(after), (1...1_000_000_000).contains(times),
            (0...86_400).contains(retryAfter)
        else {
            throw ValidationError("--after is 0 or more, --times 1 or more, --retry-after 0 to 86400.")
        }
    }

    func run() async throws {
        let workspace = try await workspace.open()
        let task = ConfigureTenant(in: workspace)
        try await task.order(kind, after: after, times: times, retryAfter: retryAfter)
        try output.show(TenantFaultReport(result: try await TenantOverview.read(workspace).faults))
    }
}

/// The command `dryad tenant fault clear`.
struct TenantFaultClearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "clear", abstract: "Take all ordered faults back.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        try await ConfigureTenant(in: workspace).clearFaults()
        try output.show(TenantFaultReport(result: try await TenantOverview.read(workspace).faults))
    }
}

/// The faults that are ordered.
struct TenantFaultReport: Report {
    static let kind = "tenant.faults"
    let result: [TenantOverview.Fault]

    static func phrase(_ fault: TenantOverview.Fault) -> String {
        let when = fault.after == 0 ? "with the next change" : "after \(WordList.count(fault.after, "change"))"
        return "\(fault.fault); \(when), \(WordList.count(fault.times, "request"))"
    }

    func text(_ style: Style) -> String {
        guard !result.isEmpty else { return "No fault is ordered." }
        return result.map { Self.phrase($0) }.joined(separator: "\n")
    }
}
