import ArgumentParser
import WizardTasks

/// Whose pending exports are wanted: the tenant's and all forests', or those of one of them.
struct PendingTargetOptions: ParsableArguments {
    @Option(
        name: [.customLong("forest"), .customLong("connector")],
        help: ArgumentHelp(
            "Only what waits to be written back to this forest; tenant for what waits for the tenant alone.",
            valueName: "name"
        )
    )
    var connector: String?

    private var isTenant: Bool { connector?.lowercased() == "tenant" }

    /// Whether what waits for the tenant is wanted.
    var wantsTenant: Bool { connector == nil || isTenant }

    /// Whether one connector was asked for.
    var isOne: Bool { connector != nil }

    /// What waits for forests, beside what waits for the tenant; nothing where that is not wanted.
    func writeBacks(_ workspace: Workspace, beside pages: PendingPages?) async throws -> WriteBackListing? {
        isTenant ? nil : try await WriteBackListing.read(workspace, forest: connector, beside: pages)
    }
}
