extension LDAPError {
    /// Whether another server of the same list may be tried after this error.
    var allowsAnotherServer: Bool {
        [Code.hostNotFound, .unreachable, .timeout, .tlsFailed, .serverDown, .busy].contains(code)
    }

    /// The error with why the other servers of its list were left alone.
    func endingTheList() -> LDAPError {
        let reason: String? =
            switch code {
            case .certificateUntrusted, .certificateForAnotherHost:
                "a refused certificate may mean that somebody stands between"
            case .invalidCredentials:
                "they know the same accounts, and every attempt brings the account nearer to being locked"
            default: nil
            }
        guard let reason else { return self }
        return LDAPError(self, saying: description + " The other servers were not tried: \(reason).")
    }

    /// The one error for a list of servers none of which can be used.
    ///
    /// Where one of the failures may pass, so may the whole one.
    static func none(of failures: [LDAPError]) -> LDAPError {
        guard let first = failures.first else { return LDAPError(.library, "No server is named.") }
        guard failures.count > 1 else { return first }
        let code = (failures.first(where: \.isRetriable) ?? first).code
        let reasons = failures.enumerated().map { "(\($0 + 1)) \($1.description)" }.joined(separator: " ")
        return LDAPError(code, "None of the servers can be used. \(reasons)")
    }
}
