import Directory

extension PagedSearch {
    /// Hands out page after page, of this server and then of those listed ones to which it refers.
    ///
    /// Gives the referrals that lead to nobody who is listed; without any the search was complete everywhere. Throws
    /// where a server that is listed does not answer in full: something is missing then.
    public func deliver(
        following policy: ReferralPolicy,
        _ body: (SearchPage) async throws -> Void
    ) async throws -> [String] {
        var open: [String] = []
        var left: [String] = []
        var seen: Set<Referral> = []
        _ = try await deliver { page in
            open += page.referrals
            try await body(page)
        }
        while let text = open.popLast() {
            guard let referral = Referral(text), let server = policy.server(of: referral) else {
                left.append(text)
                continue
            }
            guard seen.insert(referral).inserted else { continue }
            guard seen.count <= policy.limit else {
                throw LDAPError(
                    .protocolViolation,
                    "\(connection.endpoint.url) and those that it refers to refer to more than \(policy.limit) others; "
                        + "the search was given up.",
                    at: connection.endpoint
                )
            }
            let other = try await LDAPConnection.connect(to: server)
            try await other.bind(policy.credentials)
            _ = try await other.search(continued(at: referral), table: table).deliver { page in
                open += page.referrals
                try await body(page)
            }
            await other.close()
        }
        return left
    }

    /// A search of one level goes on at the entry itself (RFC 4511 section 4.5.3).
    private func continued(at referral: Referral) -> SearchRequest {
        var request = request
        request.base = referral.base ?? request.base
        request.scope = referral.scope ?? (request.scope == .oneLevel ? .base : request.scope)
        return request
    }
}
