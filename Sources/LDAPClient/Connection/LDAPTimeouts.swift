/// How long each kind of waiting may last.
public struct LDAPTimeouts: Sendable, Hashable {
    /// For the socket, all addresses of the host together.
    public var connect: Duration
    /// For the TLS handshake.
    public var handshake: Duration
    /// For the answer to one request; of a paged search, for one page.
    public var operation: Duration
    /// For a whole search, all its pages together; looked at between pages, so that the time in which somebody works on
    /// a page counts too.
    public var search: Duration

    /// 10 s, 10 s, 120 s, and two hours for a whole search.
    public static let standard = LDAPTimeouts(connect: .seconds(10), handshake: .seconds(10), operation: .seconds(120))

    /// Makes timeouts.
    public init(connect: Duration, handshake: Duration, operation: Duration, search: Duration = .seconds(7200)) {
        self.connect = connect
        self.handshake = handshake
        self.operation = operation
        self.search = search
    }
}

extension Duration {
    /// Whole milliseconds, at least one, at most a day.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return max(1, Int(min(seconds, 86_400)) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
