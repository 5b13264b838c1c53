import ArgumentParser
import SyncEngine
import WizardTasks

/// The command `dryad run CONNECTOR PROFILE`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run one run profile of one connector, as a person does who looks at each step.",
        discussion: """
            Profiles: full-import, delta-import, full-synchronization, delta-synchronization, export. An export to a \
            forest goes to Dryad's simulated copy of it.
            """
    )

    @Argument(help: "The name of a forest, or tenant.")
    var connector: String
    @Argument(help: "The run profile.", transform: RunCommand.profile)
    var profile: RunProfile
    @Flag(help: .evaluateAll)
    var evaluateAll = false
    @OptionGroup var guards: GuardOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !evaluateAll || [.fullSynchronization, .deltaSynchronization].contains(profile) else {
            throw ValidationError("--evaluate-all goes with full-synchronization and delta-synchronization.")
        }
        guard !guards.exportInStaging || profile == .export else {
            throw ValidationError("--export-in-staging goes with export.")
        }
    }

    func run() async throws {
        let progress = ProgressLine()
        defer { progress.finish() }
        var request = guards.request()
        request.evaluatesAll = evaluateAll
        let opened = try await workspace.open()
        let began = opened.surroundings.date
        let task = RunConnector(
            in: opened,
            connector: connector,
            profile: profile,
            request
        )
        let report = try await task.run(report: progress.report)
        progress.finish()
        let names = try await workspace.open().configuration
        try output.show(RunRecordReport(steps: report, from: began, to: opened.surroundings.date, names: names))
        try SyncRunCommand.end(report)
    }

    private static func profile(_ name: String) throws -> RunProfile {
        guard let profile = RunProfile(named: name) else {
            let known = RunProfile.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no run profile \(name); there are \(known).")
        }
        return profile
    }
}
