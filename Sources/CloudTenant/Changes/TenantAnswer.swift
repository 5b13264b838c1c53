/// What the tenant says to a request.
public enum TenantAnswer: Sendable, Hashable {
    /// What became of each change, in the order in which they came; and who is the active writer, if that is another.
    case verdicts([TenantVerdict], activeWriter: TenantWriter?)
    /// Nothing was done, or nobody can tell.
    case refused(TenantRefusal)

    /// The verdicts; none where the request was refused.
    public var verdicts: [TenantVerdict] {
        switch self {
        case .verdicts(let verdicts, _): verdicts
        case .refused: []
        }
    }
}
