import Plans
import WizardTasks

/// A plan on its way to being applied: what it says, and how it is done.
struct PreparedTask: Sendable {
    /// The fingerprint of the plan that was shown; no other is applied.
    let digest: Fingerprint
    /// The plan as `dryad apply` takes it from a file; nothing where it is of a kind that no file has.
    let document: String?
    /// Whether there is nothing to apply.
    let isEmpty: Bool
    /// What would be done, in one sentence.
    let sentence: String
    /// What deserves a second look.
    let hazards: [Hazard]
    /// The plan, part by part, with a page of each table.
    let parts: Parts
    /// Whether a synchronization may follow, and would make sense.
    let offersSynchronization: Bool
    /// Does it on the workspace as it is now, and says what was done; refuses where the plan's basis has moved.
    let apply: Apply

    /// What shows a plan, when its tables are at given rows.
    typealias Parts = @Sendable (TablePages) -> [any PagePart]

    /// What applies a plan.
    typealias Apply = @Sendable (Workspace, @escaping @Sendable (TaskEvent) -> Void) async throws -> [String]

    /// Takes a plan of any content.
    init<Content>(
        _ plan: Plan<Content>,
        isEmpty: Bool,
        sentence: String,
        parts: @escaping Parts,
        offersSynchronization: Bool,
        document: String? = nil,
        apply: @escaping Apply
    ) {
        self.document = document
        digest = plan.digest
        hazards = plan.hazards
        self.isEmpty = isEmpty
        self.sentence = sentence
        self.parts = parts
        self.offersSynchronization = offersSynchronization
        self.apply = apply
    }
}
