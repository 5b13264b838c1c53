import Diagnostics

/// How many errors with objects a run may have; one more ends it where it stands.
struct ErrorLimit {
    /// The number.
    var count = Int.max
    /// What is doubtful about the rules, and may be the cause.
    var findings: [Diagnostic] = []
    /// The errors of the passes that are done.
    var earlier: [ObjectError] = []
    /// How many metaverse objects those have worked out.
    var evaluated = 0

    /// Throws `TooManyErrors` where the errors of a pass are one too many; `done` is how many metaverse objects it has
    /// worked out itself.
    func check(_ errors: [ObjectError], done: Int = 0) throws {
        guard errors.count > count - earlier.count else { return }
        throw TooManyErrors(
            errors: earlier + errors.sorted(by: ObjectError.order),
            evaluated: evaluated + done,
            findings: findings
        )
    }
}
