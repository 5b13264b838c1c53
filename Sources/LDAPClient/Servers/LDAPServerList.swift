import Directory

/// Servers that hold the same, of which the first that can be used is used.
///
/// They are tried in order: those that are listed, then those that are found for a domain. The next one is tried only
/// when a server cannot be reached, does not answer or is busy. A certificate that is refused ends it, since somebody may
/// stand between; so do wrong credentials, since the servers of a domain know the same accounts, and every attempt
/// brings the account nearer to being locked.
public struct LDAPServerList: Sendable {
    /// The servers that are listed, in order.
    public let servers: [LDAPEndpoint]
    /// How others are found when none of these can be used.
    public let discovery: ServerDiscovery?

    /// Makes a list.
    public init(_ servers: [LDAPEndpoint], discovery: ServerDiscovery? = nil) {
        self.servers = servers
        self.discovery = discovery
    }

    /// Opens a connection to the first server that can be used, and signs in there where credentials are given.
    ///
    /// When none can be used, the error names each of them with its reason.
    public func connect(as credentials: LDAPCredentials? = nil) async throws(LDAPError) -> LDAPConnection {
        var failures: [LDAPError] = []
        var tried: Set<LDAPURL> = []
        for server in servers where tried.insert(server.url).inserted {
            if let connection = try await attempt(server, credentials, &failures) { return connection }
        }
        for server in try await discovered(&failures) where tried.insert(server.url).inserted {
            if let connection = try await attempt(server, credentials, &failures) { return connection }
        }
        throw LDAPError.none(of: failures)
    }

    private func discovered(_ failures: inout [LDAPError]) async throws(LDAPError) -> [LDAPEndpoint] {
        guard let discovery else { return [] }
        do throws(LDAPError) {
            return try await discovery.servers()
        } catch {
            failures.append(error)
            return []
        }
    }

    /// A connection, or nothing and one failure more when the next server may be tried.
    private func attempt(
        _ server: LDAPEndpoint,
        _ credentials: LDAPCredentials?,
        _ failures: inout [LDAPError]
    ) async throws(LDAPError) -> LDAPConnection? {
        guard !Task.isCancelled else {
            throw LDAPError(.cancelled, "\(server.url): opening a connection was cancelled.", at: server)
        }
        do throws(LDAPError) {
            let connection = try await LDAPConnection.connect(to: server)
            guard let credentials else { return connection }
            do throws(LDAPError) {
                try await connection.bind(credentials)
            } catch {
                await connection.close()
                throw error
            }
            return connection
        } catch {
            guard error.allowsAnotherServer else { throw hasOthers ? error.endingTheList() : error }
            failures.append(error)
            return nil
        }
    }

    private var hasOthers: Bool { servers.count > 1 || discovery != nil }
}
