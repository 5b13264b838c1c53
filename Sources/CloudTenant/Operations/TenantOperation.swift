/// What the tenant remembers of one change that had a name.
public struct TenantOperation: Sendable, Hashable {
    /// What became of it.
    public enum Outcome: Sendable, Hashable {
        /// The tenant took it, or refused it.
        case verdict(TenantVerdict)
        /// It had not come when its sender asked for it: it will not be carried out any more, however late it comes.
        case withdrawn
    }

    /// For how many seconds it is remembered: 7 days.
    static let memory: Int64 = 7 * 86_400

    /// The name.
    public let id: TenantOperationID
    /// The source anchor of the object that it was about.
    public let anchor: String
    /// When it came, or was withdrawn.
    public let at: TenantInstant
    /// What became of it.
    public let outcome: Outcome

    /// Notes an operation.
    public init(id: TenantOperationID, anchor: String, at: TenantInstant, outcome: Outcome) {
        self.id = id
        self.anchor = anchor
        self.at = at
        self.outcome = outcome
    }

    /// What is said when it comes again.
    var verdict: TenantVerdict {
        switch outcome {
        case .verdict(let verdict): verdict
        case .withdrawn:
            .rejected(
                code: "operation-withdrawn",
                message: "The operation \(id) was asked for before it came, and is not carried out any more."
            )
        }
    }
}
