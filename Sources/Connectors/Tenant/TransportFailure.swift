/// Why a request has no answer.
public enum TransportFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// No connection came about: nothing was sent.
    case unreachable(String)
    /// The connection ended before the answer did: what was asked for may be done or not.
    case noAnswer(String)
    /// The answer to a request is longer than what is read: what was asked for may be done or not.
    case tooLong(request: String, limit: Int)

    /// One sentence.
    public var description: String {
        switch self {
        case .unreachable(let reason): "The tenant cannot be reached: \(reason)"
        case .noAnswer(let reason): "The tenant did not answer: \(reason)"
        case .tooLong(let request, let limit):
            "The tenant's answer to \(request) has more than \(limit) bytes, and more is not read at once. Either one object is "
                + "as large as that, such as a group of very many members: work on the tenant's file then (`store` below tenant "
                + "in dryad.yaml). Or the tenant is served by an earlier version of Dryad: serve it with this one."
        }
    }
}
