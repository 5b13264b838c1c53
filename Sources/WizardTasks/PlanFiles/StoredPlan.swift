public import Plans

/// A plan from a file, of whichever task.
public enum StoredPlan: Sendable {
    /// A plan to refresh the schema.
    case refresh(Plan<RefreshContent>)
    /// A plan to change settings.
    case settings(Plan<SettingsContent>)

    /// Reads a plan; one that was edited, or that another version wrote, is refused.
    public static func read(_ path: String) throws -> StoredPlan { try PlanFile.stored(path) }
}
