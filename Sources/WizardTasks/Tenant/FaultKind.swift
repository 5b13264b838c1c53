import CloudTenant

/// The faults that people can order, by their words on the command line.
public enum FaultKind: String, Sendable, CaseIterable {
    /// Too many changes: nothing is done.
    case tooMany = "429"
    /// The service is not there: nothing is done.
    case unavailable = "503"
    /// Everything is done, and the answer does not arrive.
    case lostAcknowledgement = "lost-acknowledgement"
    /// A part is done.
    case partialBatch = "partial-batch"

    func fault(retryAfter: Int64) -> TenantFault {
        switch self {
        case .tooMany: .tooManyRequests(retryAfter: retryAfter)
        case .unavailable: .serviceUnavailable
        case .lostAcknowledgement: .lostAcknowledgement
        case .partialBatch: .partialBatch
        }
    }
}
