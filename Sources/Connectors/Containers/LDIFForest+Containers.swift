import Directory

extension LDIFForest {
    /// The containers of each of the file's domains.
    public func containers() async throws -> [DomainContainers] {
        let records = try records()
        let all = try FileDomains(records, of: name)
        let entries = all.entries(records, of: all.forest.domains)
        return all.forest.domains.map { domain in
            let own = entries[domain.name] ?? []
            let isAbsent = own.isEmpty && all.forest.domains.count > 1
            return DomainContainers(
                domain: domain.name,
                dnsName: domain.dnsName,
                isExcluded: domains.excludes(domain),
                containers: isAbsent ? [] : Self.containers(own, of: domain.name),
                failure: isAbsent ? "The file \(name) holds no entry of it." : nil
            )
        }
    }

    /// The containers of a domain among its entries.
    static func containers(_ entries: [FileDomains.FileEntry], of domain: String) -> [ForestContainer] {
        let table = AttributeTable()
        var packer = EntryPacker()
        let base = DistinguishedName(domain)
        let classes = Set(ForestContainer.classes.map(\.folded))
        func entry(_ record: LDIFRecord) -> Entry {
            let chosen = record.values.filter { ForestContainer.attributes.contains($0.name) }
            return Entry(LDIFRecord(dn: record.dn, values: chosen).packed(with: &packer, table: table), table: table)
        }
        let found = entries.filter { _, record in
            record.texts("objectClass").contains { classes.contains(ASCII.lowercased($0)) }
        }.map { entry($0.record) }
        let own = entries.first { $0.name == base }.map { entry($0.record) }
        return ForestContainer.tree(found, domain: own, base: domain)
    }
}
