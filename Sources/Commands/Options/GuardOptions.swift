import ArgumentParser
import WizardTasks

/// What is let pass a guard, once, and why.
struct GuardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Let up to so many deletions go out in this run, whatever the guard says.",
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
    }

    /// What is asked of a cycle, with a policy.
    func request(_ policy: CyclePolicy? = nil) -> CycleRequest {
        var request = CycleRequest()
        request.policy = policy
        request.allowedDeletions = allowDeletes
        request.allowsDrop = allowDrop
        request.reason = reason
        return request
    }
}
