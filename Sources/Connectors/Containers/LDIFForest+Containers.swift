import Directory

extension LDIFForest {
    /// The containers of the file's domain.
    public func containers() async throws -> [DomainContainers] {
        let records = try records()
        guard let domain = try root(of: records)?.texts("defaultNamingContext").first else {
            throw ConnectorError(
                .noPartition,
                "The file \(name) has no root entry (\"dn:\" without a name) with a defaultNamingContext, so its domain is "
                    + "not known."
            )
        }
        let described = ForestDomain(name: domain)
        return [
            DomainContainers(
                domain: domain,
                dnsName: described.dnsName,
                isExcluded: false,
                containers: Self.containers(records, domain: domain),
                failure: nil
            )
        ]
    }

    static func containers(_ records: [LDIFRecord], domain: String) -> [ForestContainer] {
        let table = AttributeTable()
        var packer = EntryPacker()
        let base = DistinguishedName(domain)
        let classes = Set(ForestContainer.classes.map(\.folded))
        func entry(_ record: LDIFRecord) -> Entry {
            let chosen = record.values.filter { ForestContainer.attributes.contains($0.name) }
            return Entry(LDIFRecord(dn: record.dn, values: chosen).packed(with: &packer, table: table), table: table)
        }
        let outside = records.first { $0.dn.isEmpty }.map { root in
            (root.texts("configurationNamingContext") + root.texts("schemaNamingContext"))
                .compactMap { DistinguishedName($0) }
        }
        let found = records.filter { record in
            guard record.texts("objectClass").contains(where: { classes.contains(ASCII.lowercased($0)) }) else {
                return false
            }
            guard let base, let name = DistinguishedName(record.dn) else { return false }
            return name.isWithin(base) && !(outside ?? []).contains { name.isWithin($0) }
        }.map(entry)
        let own = records.first { !$0.dn.isEmpty && ForestDomain.isSame($0.dn, domain) }.map(entry)
        return ForestContainer.tree(found, domain: own, base: domain)
    }
}
