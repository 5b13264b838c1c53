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
        let domains = view.domains.domains.map { $0.called(asIn: request.knownPartitions) }
        let selected = domains.filter { !forest.domains.excludes($0) }
        guard !selected.isEmpty else {
            throw ConnectorError(
                .noPartition,
                "No domain of the forest is left to be read: \(domains.map(\.dnsName).joined(separator: ", ")) are excluded."
            )
        }
        var outcome = left(domains, request.knownPartitions)
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
            } catch let error as ConnectorError where error.code == .noServer {
                failures.append((domain, error))
                outcome.record(domain.name, .incomplete(reason: error.description))
            }
        }
        try Task.checkCancellation()
        guard failures.count < selected.count else { throw Self.nothing(failures) }
        return outcome
    }

    /// What is known of domains that are not read: of one that somebody has excluded nothing stays; one that the forest
    /// does not list any more may only be hidden from this account.
    func left(_ listed: [ForestDomain], _ known: [String]) -> ImportOutcome {
        var outcome = ImportOutcome()
        for name in known {
            let domain = listed.first { $0.name == name }
            if forest.domains.excludes(domain ?? ForestDomain(name: name)) {
                outcome.record(name, .complete)
            } else if domain == nil {
                let reason =
                    "The forest does not list this domain any more, or this account may not see that it does. When it has "
                    + "gone for good, write its DNS name below excludeDomains in dryad.yaml."
                outcome.record(name, .incomplete(reason: reason))
            }
        }
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
        let (servers, reader) = try reader(of: domain, view, request, table)
        return try await forest.retry.run {
            let connection = try await forest.open(servers)
            // Before anything is read, so that nothing that changes meanwhile is missed.
            let start = try await connection.changeStart(of: domain.name)
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
    ) throws -> (LDAPServerList, DomainReader) {
        guard let servers = forest.domains.list(for: domain, in: view, of: forest.servers) else {
            throw ConnectorError(
                .noServer,
                "No server for it is named in dryad.yaml, and \(view.server.url) does not hold it. Write a line "
                    + "\"\(domain.dnsName): ldaps://…\" below the forest's domains, or set discover."
            )
        }
        let reader = DomainReader(
            domain: domain,
            others: view.domains.domains.filter { $0.dnsName != domain.dnsName },
            request: request,
            table: table,
            maker: try ObjectMaker(
                connector: identity,
                partition: domain.name,
                schema: schema,
                classes: request.classes,
                table: table
            )
        )
        return (servers, reader)
    }

    /// The error of an import that brought no domain.
    static func nothing(_ failures: [(ForestDomain, any Error)]) -> any Error {
        if failures.count == 1, let (_, error) = failures.first { return error }
        let reasons = failures.map { "\($0.name): \($1)" }.joined(separator: "\n")
        return ConnectorError(.noServer, "No domain of the forest could be read.\n\(reasons)")
    }
}
