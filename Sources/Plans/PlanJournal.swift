/// Where the applying of a plan is written down before anything changes, so that a crash can be recovered from.
///
/// The order is: `begin`, temporary files, rename, `commit` in the same transaction as the computed state
/// (decision record 7). An entry that was begun and never ended names the files to finish or to remove.
public protocol PlanJournal: Sendable {
    /// Writes down that the plan is about to be applied, with the files that will be replaced.
    func begin(_ entry: PlanJournalEntry) async throws
    /// The applications that were begun and neither committed nor undone, oldest first.
    func unfinished() async throws -> [PlanJournalEntry]
    /// Ends an application: done, or undone.
    func end(_ identifier: String, outcome: PlanOutcome) async throws
}

/// How the applying of a plan ended.
public enum PlanOutcome: String, Sendable, Codable {
    /// Everything in it happened.
    case applied
    /// Nothing of it remains.
    case undone
}
