/// Why a whole request got no verdicts.
public enum TenantRefusal: Sendable, Hashable, CustomStringConvertible {
    /// 429: too many changes; after how many seconds they may come again.
    case tooManyRequests(retryAfter: Int64)
    /// 503: the service is not there for a moment.
    case serviceUnavailable
    /// No answer came: the changes may be done or not, and have to be sent again.
    case noAnswer
    /// Another writer is the active one, and the tenant takes nothing from a second.
    case otherWriter(TenantWriter)

    /// One sentence.
    public var description: String {
        switch self {
        case .tooManyRequests(let seconds): "The tenant takes no more changes for \(seconds) s (429)."
        case .serviceUnavailable: "The tenant cannot be used at the moment (503)."
        case .noAnswer: "The tenant did not answer: the changes may be done or not."
        case .otherWriter(let writer):
            "The tenant is written by \(writer), and takes nothing from another workspace."
        }
    }
}
