/// Why changes cannot be told and everything has to be read once more.
public enum FullReadReason: Sendable, Hashable, CustomStringConvertible {
    /// The cursor was made by another way of reading changes.
    case anotherMethod
    /// The cursor belongs to another base.
    case anotherContext
    /// Another controller answers, or the same one with another database: restored from a backup, or made anew.
    case anotherServer(was: ServerIdentity?, is: ServerIdentity?)
    /// The server counts fewer changes than it had: its database is older than the cursor.
    case countWentBack(from: Int64, to: Int64)
    /// The server does not take the cookie.
    case cookieRefused
    /// The server asks for a refresh (e-syncRefreshRequired, RFC 4533 section 2.6).
    case refreshRequired
    /// The server could be asked before, and cannot any more.
    case notTold

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .anotherMethod: "The last reading asked for changes in another way."
        case .anotherContext: "The last reading was of another part of the directory."
        case .anotherServer(let was, let now):
            was?.serviceName == now?.serviceName
                ? "The server's database is not the one that was read last: it was restored or made anew."
                : "Another server was read last."
        case .countWentBack(let from, let to):
            "The server has counted \(to) changes and had counted \(from): it was set back."
        case .cookieRefused: "The server does not know any more what was read last."
        case .refreshRequired: "The server asks to be read anew."
        case .notTold: "The server does not tell what has changed any more."
        }
    }
}
