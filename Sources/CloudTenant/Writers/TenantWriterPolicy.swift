/// What the tenant does with changes of somebody who is not its active writer.
public enum TenantWriterPolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// They are taken, and the answer says who else writes; the product does no more than that.
    case report
    /// They are refused.
    case refuse
}
