import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// The objects of a forest's domains in an LDIF file.
///
/// Each domain is a partition. One of which the file holds no entry at all was not written into it: that is no evidence
/// that its objects have gone. Nor is it where entries of the file lie in no domain, since they may be those objects.
struct LDIFForestConnector: Connector {
    let identity: ConnectorID
    let forest: LDIFForest
    let schema: SchemaSnapshot
    /// A file holds what is, and not what was.
    var tellsChanges: Bool { false }

    func parameters() async throws -> RuleParameters {
        try FileDomains(try forest.records(), of: forest.name).forest.parameters(identity)
    }

    func importObjects(
        _ request: ImportRequest,
        table: AttributeTable,
        deliver: (ImportPage) async throws -> Void
    ) async throws -> ImportOutcome {
        let (records, _, isCut) = try forest.read()
        let file = try FileDomains(records, of: forest.name)
        let domains = DomainSelection(from: file.forest.domains, known: request.knownPartitions, forest.domains)
        let (listed, selected) = (domains.listed, domains.selected)
        var outcome = try domains.outcome(
            of: forest.name,
            unlisted:
                "The file \(forest.name) has no crossRef object of this domain any more. When the domain has gone for "
                + "good, write its DNS name below excludeDomains in dryad.yaml."
        )
        let (entries, strays) = file.sorted(
            records,
            into: listed + others(than: listed, request.knownPartitions)
        )
        let doubt = isCut ? forest.cutReason : strays?.reason(in: forest.name)
        let doubts = FileDoubts(
            selected.flatMap { entries[$0.name] ?? [] },
            of: forest.name,
            attributes: request.attributes,
            last: records.last.flatMap { DistinguishedName($0.dn) },
            isCut: isCut
        )
        let members = try members(records)
        var failures: [(ForestDomain, any Error)] = []
        var isRead = false
        for domain in selected {
            try Task.checkCancellation()
            let own = entries[domain.name] ?? []
            do throws(ConnectorError) {
                if own.isEmpty, listed.count > 1 {
                    guard request.knownPartitions.contains(domain.name) else { continue }
                    throw lacking(domain)
                }
                try forest.filter.refuseMoved(LDIFForest.containers(own, of: domain.name))
            } catch {
                failures.append((domain, error))
                outcome.record(domain.name, .incomplete(reason: error.description))
                continue
            }
            let maker = try ObjectMaker(
                connector: identity,
                partition: domain.name,
                schema: schema,
                request: request,
                table: table,
                scope: forest.filter.scope,
                members: members,
                doubts: doubts
            )
            try await read(own, maker, request, table, deliver)
            outcome.record(domain.name, doubt.map { PartitionOutcome.partial(reason: $0) } ?? .complete)
            isRead = true
        }
        guard isRead || failures.isEmpty else { throw LDAPForestConnector.nothing(failures) }
        guard isRead else { throw noEntries(selected) }
        return outcome
    }

    private func read(
        _ entries: [FileDomains.FileEntry],
        _ maker: ObjectMaker,
        _ request: ImportRequest,
        _ table: AttributeTable,
        _ deliver: (ImportPage) async throws -> Void
    ) async throws {
        // Only what a server would have been asked for: attributes that no rule uses stay in the file.
        let wanted = Set(request.attributes + ["objectClass", "objectGUID"])
        var packer = EntryPacker()
        var packed: [PackedEntry] = []
        var isFirst = true
        for (_, record) in entries {
            let chosen = LDIFRecord(dn: record.dn, values: record.values.filter { wanted.contains($0.name) })
            packed.append(chosen.packed(with: &packer, table: table))
            if packed.count == request.pageSize {
                try await deliver(maker.page(of: packed, begins: isFirst))
                (packed, isFirst) = ([], false)
            }
        }
        try await deliver(maker.page(of: packed, begins: isFirst, completes: true))
    }

    /// Domains that the file does not list, and whose entries are not another domain's all the same: those of which objects
    /// are known, and those that somebody has excluded.
    private func others(than domains: [ForestDomain], _ known: [String]) -> [ForestDomain] {
        (known.map { ForestDomain(name: $0) } + forest.domains.excludedDomains).filter { other in
            !domains.contains { ForestDomain.isSame($0.name, other.name) }
        }
    }

    /// The direct members of the group that alone are read; nothing where there is no such group.
    private func members(_ records: [LDIFRecord]) throws(ConnectorError) -> Set<String>? {
        guard let group = forest.filter.group else { return nil }
        guard let found = records.first(where: { ForestDomain.isSame($0.dn, group) }) else {
            throw ConnectorError(
                .noPartition,
                "\(forest.name) holds no group \(group), whose members alone are to be read (groupFilter in dryad.yaml)."
            )
        }
        guard !found.incomplete.contains("member") else {
            throw ConnectorError(
                .unreadableFile,
                "\(found.partly("member", in: forest.name)) Only the members of \(group) are to be read (groupFilter in "
                    + "dryad.yaml), and nothing was read: the others would look as if they had gone."
            )
        }
        return Set(found.texts("member").map(ForestDomain.normalized))
    }

    // MARK: What is said

    private func lacking(_ domain: ForestDomain) -> ConnectorError {
        ConnectorError(
            .noPartition,
            "The file \(forest.name) lists this domain and holds no entry of it, not even the domain's own. Export the domain "
                + "into the file as well; when it is not to be read any more, write \(domain.dnsName) below excludeDomains in "
                + "dryad.yaml."
        )
    }

    private func noEntries(_ domains: [ForestDomain]) -> ConnectorError {
        ConnectorError(
            .noPartition,
            "The file \(forest.name) holds no entry of the domains that are read: "
                + "\(domains.map(\.dnsName).joined(separator: ", "))."
        )
    }
}
