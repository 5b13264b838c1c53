/// The pages of one task: asks what it needs to know, and makes the plan of what was answered.
///
/// The next question depends on nothing but the answers before it, so that going back is forgetting the last of them.
protocol TaskFlow: AnyObject {
    /// The next page after these answers, by the questions' words; nothing where everything is said.
    func question(after given: [String: [String]]) async throws -> Question?
    /// What is to be done.
    func outcome(of given: [String: [String]]) async throws -> FlowOutcome
}
