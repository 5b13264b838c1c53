/// When a search of many requests has to be over; its time begins with the first look.
///
/// A server that always has one more page must not be able to keep a search going for ever.
struct SearchDeadline: Sendable {
    private var end: ContinuousClock.Instant?

    mutating func check(_ endpoint: LDAPEndpoint) throws(LDAPError) {
        let end = end ?? .now + endpoint.timeouts.search
        self.end = end
        guard end < .now else { return }
        throw LDAPError(
            .timeout,
            "\(endpoint.url): the whole search was not over after \(endpoint.timeouts.search).",
            at: endpoint
        )
    }
}
