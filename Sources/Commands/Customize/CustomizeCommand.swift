import ArgumentParser
import WizardTasks

/// The command `dryad customize …`.
struct CustomizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customize",
        abstract: "Customize synchronization options: filters and optional features.",
        discussion: "A directory is added with `dryad forest add`.",
        subcommands: [
            CustomizeShowCommand.self, CustomizeFilterCommand.self, CustomizeGroupFilterCommand.self,
            CustomizeOptionsCommand.self,
        ]
    )
}

/// The command `dryad customize show`.
struct CustomizeShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the optional features, and what cannot be changed any more, with the reason."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try output.show(FeatureReport(try await workspace.open().configuration)) }
}

/// The command `dryad customize options`.
struct CustomizeOptionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "options",
        abstract: "Plan optional features; --yes does it.",
        discussion: """
            dryad customize options exchangeHybrid=on extensions=user.badgeNumber

            `dryad customize show` lists the features with what each takes.
            """
    )

    @Argument(help: ArgumentHelp("A feature and its value.", valueName: "feature=value"))
    var values: [String]
    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard values.allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("A feature is set with FEATURE=VALUE, such as exchangeHybrid=on.")
        }
    }

    func run() async throws {
        let pairs = values.map { text in
            let sign = text.firstIndex(of: "=") ?? text.endIndex
            return (String(text[..<sign]), String(text[sign...].dropFirst()))
        }
        try await settings.carryOut(.options(OptionsRequest(Dictionary(pairs) { _, last in last })))
    }
}

/// The command `dryad customize group-filter`.
struct CustomizeGroupFilterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group-filter",
        abstract: "Plan to remove the filter by a group; --yes does it. It cannot be put back."
    )

    /// What can be done with it.
    enum Verb: String, ExpressibleByArgument, CaseIterable {
        case remove, enable
    }

    @Argument(help: "remove; enable is refused, with the reason.")
    var verb: Verb
    @Argument(help: "The forest.")
    var forest: String
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        guard verb == .remove else {
            Output.note(GroupFilterRequest.refusal)
            throw OutcomeCode.failed
        }
        try await settings.carryOut(.removeGroupFilter(GroupFilterRequest(forest: forest)))
    }
}
