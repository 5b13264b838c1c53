import Plans
import WizardTasks

/// A plan on its way to being applied: what it says, and how it is done.
struct PreparedTask: Sendable {
    /// The fingerprint of the plan that was shown; no other is applied.
    let digest: Fingerprint
    /// Whether there is nothing to apply.
    let isEmpty: Bool
    /// What would be done, in one sentence.
    let sentence: String
    /// What deserves a second look.
    let hazards: [Hazard]
    /// The plan, part by part.
    let parts: [any PagePart]
    /// Whether a synchronization may follow, and would make sense.
    let offersSynchronization: Bool
    /// Does it, and says what was done; refuses where the plan's basis has moved.
    let apply: @Sendable (@escaping @Sendable (TaskEvent) -> Void) async throws -> [String]

    /// Takes a plan of any content.
    init<Content>(
        _ plan: Plan<Content>,
        isEmpty: Bool,
        sentence: String,
        parts: [any PagePart],
        offersSynchronization: Bool,
        apply: @escaping @Sendable (@escaping @Sendable (TaskEvent) -> Void) async throws -> [String]
    ) {
        digest = plan.digest
        hazards = plan.hazards
        self.isEmpty = isEmpty
        self.sentence = sentence
        self.parts = parts
        self.offersSynchronization = offersSynchronization
        self.apply = apply
    }
}
