/// What goes wrong with a request, on purpose.
public enum TenantFault: Sendable, Hashable, Codable {
    /// 429: nothing is done; the request may come again after so many seconds.
    case tooManyRequests(retryAfter: Int64)
    /// 503: nothing is done.
    case serviceUnavailable
    /// Everything is done, and the answer does not arrive.
    case lostAcknowledgement
    /// What stands before the change is done, and the change with what follows is not.
    case partialBatch
}
