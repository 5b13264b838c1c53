import SyncEngine

/// The domains of a forest that an import reads, among those that the forest lists.
struct DomainSelection: Sendable {
    /// All that it lists, each under the name by which its objects are known.
    let listed: [ForestDomain]
    /// Those of them that nobody has excluded.
    let selected: [ForestDomain]
    private let known: [String]
    private let servers: DomainServers

    /// Selects from what a forest lists; `known` are the partitions of which objects are known.
    init(from listed: [ForestDomain], known: [String], _ servers: DomainServers) {
        self.listed = listed.map { $0.called(asIn: known) }
        selected = self.listed.filter { !servers.excludes($0) }
        self.known = known
        self.servers = servers
    }

    /// What is known of domains that are not read; refuses an import that would read none.
    ///
    /// Of one that somebody has excluded nothing stays; of one that is not listed any more everything does.
    func outcome(of forest: String, unlisted reason: String) throws(ConnectorError) -> ImportOutcome {
        guard !selected.isEmpty else {
            throw ConnectorError(
                .noPartition,
                "No domain of \(forest) is left to be read: \(listed.map(\.dnsName).joined(separator: ", ")) are excluded."
            )
        }
        var outcome = ImportOutcome()
        for name in known {
            let domain = listed.first { $0.name == name }
            if servers.excludes(domain ?? ForestDomain(name: name)) {
                outcome.record(name, .complete)
            } else if domain == nil {
                outcome.record(name, .incomplete(reason: reason))
            }
        }
        return outcome
    }
}
