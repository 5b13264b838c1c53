import Directory
import DirectorySchema
import LDAPClient
import SyncEngine
import SyncRules

/// The objects of all domains of a forest, read over LDAP page by page.
///
/// Each domain is a partition and is read from a server that holds it. One that cannot be read makes only itself
/// incomplete.
struct LDAPForestConnector: Connector {
    let identity: ConnectorID
    let forest: LDAPForest
    let schema: SchemaSnapshot

    func parameters() async throws -> RuleParameters {
        try await ForestView.of(forest).domains.parameters(identity)
    }

    func importObjects(
        _ request: ImportRequest,
        table: AttributeTable,
        deliver: (ImportPage) async throws -> Void
    ) async throws -> ImportOutcome {
        let view = try await ForestView.of(forest)
        let domains = DomainSelection(from: view.domains.domains, known: request.knownPartitions, forest.domains)
        let selected = domains.selected
        // It may only be hidden from this account.
        var outcome = try domains.outcome(
            of: "the forest",
            unlisted:
                "The forest does not list this domain any more, or this account may not see that it does. When it has "
                + "gone for good, write its DNS name below excludeDomains in dryad.yaml."
        )
        var failures: [(ForestDomain, any Error)] = []
        for domain in selected {
            try Task.checkCancellation()
            do {
                let (proof, start) = try await read(domain, view, request, table, deliver)
                outcome.record(domain.name, .complete(by: proof))
                switch start {
                case .cursor(let cursor): outcome.cursors[domain.name] = cursor.bytes
                case .unavailable(let reason): outcome.unmarked[domain.name] = reason
                }
            } catch let error as LDAPError where error.code != .cancelled {
                failures.append((domain, error))
                outcome.record(domain.name, .incomplete(reason: error.description))
            } catch let error as ConnectorError where [.noServer, .containerMoved].contains(error.code) {
                failures.append((domain, error))
                outcome.record(domain.name, .incomplete(reason: error.description))
            }
        }
        try Task.checkCancellation()
        guard failures.count < selected.count else { throw Self.nothing(failures) }
        return outcome
    }

    /// Reads one domain; when a server fails that may do better, from the beginning.
    private func read(
        _ domain: ForestDomain,
        _ view: ForestView,
        _ request: ImportRequest,
        _ table: AttributeTable,
        _ deliver: (ImportPage) async throws -> Void
    ) async throws -> (CompleteSearch, ChangeStart) {
        let (servers, reader) = try await reader(of: domain, view, request, table)
        return try await forest.retry.run {
            let connection = try await forest.open(servers)
            // Before anything is read, so that nothing that changes meanwhile is missed.
            let start = try await connection.changeStart(of: domain.name)
            try await refuseMoved(domain, connection)
            var reader = reader
            reader.known = try await KnownAttributes.of(connection, below: domain.name)
            let proof = try await reader.read(connection, deliver)
            await connection.close()
            return (proof, start)
        }
    }

    /// From which servers a domain is read, and how.
    func reader(
        of domain: ForestDomain,
        _ view: ForestView,
        _ request: ImportRequest,
        _ table: AttributeTable
    ) async throws -> (LDAPServerList, DomainReader) {
        guard let servers = forest.domains.list(for: domain, in: view, of: forest.servers) else {
            throw ConnectorError(
                .noServer,
                "No server for it is named in dryad.yaml, and \(view.server.url) does not hold it. Write a line "
                    + "\"\(domain.dnsName): ldaps://…\" below the forest's domains, or set discover."
            )
        }
        let members = try await members(view)
        let reader = DomainReader(
            domain: domain,
            others: view.domains.domains.filter { $0.dnsName != domain.dnsName },
            request: request,
            table: table,
            maker: try ObjectMaker(
                connector: identity,
                partition: domain.name,
                schema: schema,
                request: request,
                table: table,
                scope: forest.filter.scope,
                members: members
            )
        )
        return (servers, reader)
    }

    /// Refuses to read a domain whose filter names a container by a name that it no longer has.
    func refuseMoved(_ domain: ForestDomain, _ connection: LDAPConnection) async throws {
        guard !forest.filter.scope.entries.isEmpty else { return }
        try forest.filter.refuseMoved(try await forest.containers(of: domain, connection))
    }

    /// The members of the group that alone are read, wherever in the forest it is; nothing where there is no such group.
    private func members(_ view: ForestView) async throws -> Set<String>? {
        guard let group = forest.filter.group else { return nil }
        let name = DistinguishedName(group)
        let holder = view.domains.domains.filter { domain in
            guard let name, let base = DistinguishedName(domain.name) else { return false }
            return name.isWithin(base)
        }.max { $0.name.count < $1.name.count }
        let servers = holder.flatMap { forest.domains.list(for: $0, in: view, of: forest.servers) } ?? forest.servers
        return try await forest.retry.run {
            let connection = try await forest.open(servers)
            let members = try await forest.members(of: group, connection)
            await connection.close()
            return members
        }
    }

    /// The error of an import that brought no domain.
    static func nothing(_ failures: [(ForestDomain, any Error)]) -> any Error {
        if failures.count == 1, let (_, error) = failures.first { return error }
        let reasons = failures.map { "\($0.name): \($1)" }.joined(separator: "\n")
        return ConnectorError(.noServer, "No domain of the forest could be read.\n\(reasons)")
    }
}
