extension LDAPConnection {
    /// Opens a connection to the first of several servers that can be used; nobody is signed in yet.
    ///
    /// `LDAPServerList` says when the next one is tried and when not.
    public static func connect(toFirstOf endpoints: [LDAPEndpoint]) async throws(LDAPError) -> LDAPConnection {
        try await LDAPServerList(endpoints).connect()
    }
}
