import ArgumentParser
import WizardTasks

/// The command `dryad customize filter`.
struct CustomizeFilterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter",
        abstract: "Plan which containers and domains of a forest are read; --yes does it.",
        discussion: """
            dryad customize filter corp.example --skip "OU=Leavers,DC=corp,DC=example" --new skip

            The deepest container that is named decides; what is below none is read. Containers are read live, and a renamed \
            one is known by its objectGUID: without options, the command puts present names into dryad.yaml.
            """
    )

    /// What happens to organizational units that are made later.
    enum New: String, ExpressibleByArgument, CaseIterable {
        case read, skip
    }

    @Argument(help: "The forest.")
    var forest: String
    @Flag(help: "Show the containers as they are now, and change nothing.")
    var tree = false
    @Option(help: ArgumentHelp("A container that is read; may be given several times.", valueName: "dn"))
    var read: [String] = []
    @Option(help: ArgumentHelp("A container that is not read; may be given several times.", valueName: "dn"))
    var skip: [String] = []
    @Option(help: ArgumentHelp("A container that is decided by what is above it again.", valueName: "dn"))
    var forget: [String] = []
    @Option(help: "Whether organizational units that are made later are read.")
    var new: New?
    @Option(help: ArgumentHelp("A domain that is read again.", valueName: "name"))
    var readDomain: [String] = []
    @Option(help: ArgumentHelp("A domain that is not read.", valueName: "name"))
    var skipDomain: [String] = []
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        if tree {
            let workspace = try await settings.workspace.open()
            let described = try workspace.configuration.forest(named: forest)
            let found = try await ForestTree.read(described, workspace)
            return try settings.output.show(ForestTreeReport(found, described))
        }
        try await settings.carryOut(
            .filter(
                FilterRequest(
                    forest: forest,
                    read: read,
                    skip: skip,
                    forget: forget,
                    includesNew: new.map { $0 == .read },
                    readDomains: readDomain,
                    skipDomains: skipDomain
                )
            )
        )
    }
}
