/// Why a request has no answer.
public enum TransportFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// No connection came about: nothing was sent.
    case unreachable(String)
    /// The connection ended before the answer did: what was asked for may be done or not.
    case noAnswer(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .unreachable(let reason): "The tenant cannot be reached: \(reason)"
        case .noAnswer(let reason): "The tenant did not answer: \(reason)"
        }
    }
}
