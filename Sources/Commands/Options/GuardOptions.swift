import ArgumentParser
import WizardTasks

/// What is let pass staging mode or a guard, once, and why.
struct GuardOptions: ParsableArguments {
    @Flag(help: "Export once although staging mode is on; --reason is kept with the run.")
    var exportInStaging = false
    @Option(
        help: ArgumentHelp(
            """
            Let up to so many deletions go out in this run. Otherwise nothing goes out when more than deletionGuard (500) \
            wait, or of one type more than 50 that are more than deletionGuardPercent (30) percent of it.
            """,
            valueName: "number"
        )
    )
    var allowDeletes: Int?
    @Flag(help: "Take over an import that has lost more than the guard lets pass.")
    var allowDrop = false
    @Option(help: ArgumentHelp("Why; it stands in the history of runs.", valueName: "text"))
    var reason: String?

    func validate() throws {
        if let allowDeletes, allowDeletes < 0 { throw ValidationError("--allow-deletes is a number, 0 or more.") }
        guard let reason else {
            guard !exportInStaging, allowDeletes == nil, !allowDrop else {
                throw ValidationError(
                    "--export-in-staging, --allow-deletes and --allow-drop go with --reason: whoever lets something pass "
                        + "says why."
                )
            }
            return
        }
        guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason says why, and is not empty.") }
        guard !exportInStaging || StagingOverride.isReason(reason) else {
            throw ValidationError(
                "With --export-in-staging the --reason is in words, of at most \(StagingOverride.longestReason) bytes."
            )
        }
    }

    /// What is asked of a cycle, with a policy.
    func request(_ policy: CyclePolicy? = nil) -> CycleRequest {
        var request = CycleRequest()
        request.policy = policy
        request.exportsInStaging = exportInStaging
        request.allowedDeletions = allowDeletes
        request.allowsDrop = allowDrop
        request.reason = reason
        return request
    }
}
