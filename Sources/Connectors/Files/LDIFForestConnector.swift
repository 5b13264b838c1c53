import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// The objects of a forest's domain in an LDIF file.
struct LDIFForestConnector: Connector {
    let identity: ConnectorID
    let forest: LDIFForest
    let schema: SchemaSnapshot
    /// A file holds what is, and not what was.
    var tellsChanges: Bool { false }

    func parameters() async throws -> RuleParameters {
        let records = try forest.records()
        let domain = try domain(in: records)
        let table = AttributeTable()
        var packer = EntryPacker()
        let references = records.filter { !$0.texts("nETBIOSName").isEmpty }
            .map { Entry($0.packed(with: &packer, table: table), table: table) }
        let root = try forest.root(of: records)?.texts("rootDomainNamingContext").first
        return DomainNames(domain: domain, forest: root ?? domain, netbios: DomainNames.netbios(of: references))
            .parameters(identity)
    }

    func importObjects(
        _ request: ImportRequest,
        table: AttributeTable,
        deliver: (ImportPage) async throws -> Void
    ) async throws -> ImportOutcome {
        let (records, _, isCut) = try forest.read()
        let domain = try domain(in: records)
        guard let base = DistinguishedName(domain) else {
            throw ConnectorError(.noPartition, "\(forest.name): the domain \(domain) is not a distinguished name.")
        }
        try forest.filter.refuseMoved(LDIFForest.containers(records, domain: domain))
        let outside = try forest.root(of: records).map { root in
            (root.texts("configurationNamingContext") + root.texts("schemaNamingContext"))
                .compactMap(DistinguishedName.init)
        }
        let own = records.compactMap { record -> (name: DistinguishedName, record: LDIFRecord)? in
            guard let name = DistinguishedName(record.dn), name.isWithin(base),
                !(outside ?? []).contains(where: { name.isWithin($0) })
            else { return nil }
            return (name, record)
        }
        let maker = try ObjectMaker(
            connector: identity,
            partition: domain,
            schema: schema,
            request: request,
            table: table,
            scope: forest.filter.scope,
            members: try members(records),
            doubts: FileDoubts(own, last: records.last.flatMap { DistinguishedName($0.dn) }, isCut: isCut)
        )
        // Only what a server would have been asked for: attributes that no rule uses stay in the file.
        let wanted = Set(request.attributes + ["objectClass", "objectGUID"])
        var packer = EntryPacker()
        var entries: [PackedEntry] = []
        var isFirst = true
        for (_, record) in own {
            let chosen = LDIFRecord(dn: record.dn, values: record.values.filter { wanted.contains($0.name) })
            entries.append(chosen.packed(with: &packer, table: table))
            if entries.count == request.pageSize {
                try await deliver(maker.page(of: entries, begins: isFirst))
                (entries, isFirst) = ([], false)
            }
        }
        try await deliver(maker.page(of: entries, begins: isFirst, completes: true))
        guard isCut else { return .complete(domain) }
        var outcome = ImportOutcome()
        outcome.record(
            domain,
            .partial(
                reason:
                    "The file \(forest.name) does not end with a line end and may have been cut off. Get it anew; if it is "
                    + "whole, end its last line."
            )
        )
        return outcome
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
        return Set(found.texts("member").map(ForestDomain.normalized))
    }

    private func domain(in records: [LDIFRecord]) throws -> String {
        guard let domain = try forest.root(of: records)?.texts("defaultNamingContext").first else {
            throw ConnectorError(
                .noPartition,
                "The file \(forest.name) has no root entry (\"dn:\" without a name) with a defaultNamingContext, so its "
                    + "domain is not known."
            )
        }
        return domain
    }
}
