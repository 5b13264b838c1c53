import Directory
import LDAPClient
import SyncEngine
import SyncRules

extension LDAPForestConnector {
    /// Reads what has changed in each domain, from the servers that it is read from; a domain that cannot be read makes only
    /// itself incomplete, one that cannot tell its changes sends everything back to a full import.
    func importChanges(
        _ request: ImportRequest,
        since cursors: [String: [UInt8]],
        table: AttributeTable,
        deliver: (ChangesPage) async throws -> Void
    ) async throws -> ImportOutcome {
        guard forest.filter.group == nil else {
            var outcome = ImportOutcome()
            outcome.mustReadInFull.append(
                "Only the members of a group are read, and nobody tells who has become one: their own entries do not change."
            )
            return outcome
        }
        let view = try await ForestView.of(forest)
        let domains = DomainSelection(from: view.domains.domains, known: request.knownPartitions, forest.domains)
        let selected = domains.selected
        var outcome = ImportOutcome()
        for domain in selected where cursors[domain.name] == nil {
            outcome.mustReadInFull.append("\(domain.name) has not been imported yet, or could not say where it stands.")
        }
        for name in cursors.keys.sorted() where !selected.contains(where: { $0.name == name }) {
            outcome.mustReadInFull.append("\(name) is not read any more.")
        }
        guard outcome.mustReadInFull.isEmpty else { return outcome }
        var failures: [(ForestDomain, any Error)] = []
        for domain in selected {
            try Task.checkCancellation()
            guard let bytes = cursors[domain.name], let cursor = ChangeCursor(bytes: bytes) else {
                outcome.mustReadInFull.append("What is stored of where \(domain.name) stood cannot be read.")
                return outcome
            }
            do {
                switch try await changes(of: domain, since: cursor, view, request, table, deliver) {
                case .told(let next, let referencesFollow):
                    outcome.record(domain.name, .complete)
                    outcome.cursors[domain.name] = next.bytes
                    outcome.referencesFollow = referencesFollow || outcome.referencesFollow
                case .mustReadInFull(let reason):
                    outcome.mustReadInFull.append("\(domain.name): \(reason)")
                    return outcome
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

    private func changes(
        of domain: ForestDomain,
        since cursor: ChangeCursor,
        _ view: ForestView,
        _ request: ImportRequest,
        _ table: AttributeTable,
        _ deliver: (ChangesPage) async throws -> Void
    ) async throws -> DomainChanges.Outcome {
        let (servers, reader) = try await reader(of: domain, view, request, table)
        return try await forest.retry.run {
            let connection = try await forest.open(servers)
            try await refuseMoved(domain, connection)
            let changes = try await DomainChanges(reader, connection)
            let outcome = try await changes.read(since: cursor, deliver)
            await connection.close()
            return outcome
        }
    }
}
