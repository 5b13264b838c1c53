import Directory

/// The domains of a file, and which of its entries is in which.
///
/// They follow from the file's crossRef objects, as those of a server do from its own; a file without any has the domain
/// that its root entry names.
struct FileDomains: Sendable {
    /// An entry under its name.
    typealias FileEntry = (name: DistinguishedName, record: LDIFRecord)

    /// The domains.
    let forest: ForestDomains
    /// What is in no domain, although the names in it end as those of a domain do.
    private let outside: [DistinguishedName]
    /// What the file says of itself that it has, domains or not.
    private let contexts: [DistinguishedName]
    private let places: [(name: DistinguishedName, domain: ForestDomain)]

    /// Finds the domains in the records of a file.
    init(_ records: [LDIFRecord], of file: String) throws(ConnectorError) {
        guard let root = records.first(where: { $0.dn.isEmpty }), let own = root.texts("defaultNamingContext").first
        else {
            throw ConnectorError(
                .noPartition,
                "The file \(file) has no root entry (\"dn:\" without a name) with a defaultNamingContext, so its domain is "
                    + "not known. Write one into it, such as \"defaultNamingContext: DC=corp,DC=example\"."
            )
        }
        guard DistinguishedName(own) != nil else {
            throw ConnectorError(.noPartition, "\(file): the domain \(own) is not a distinguished name.")
        }
        let configuration = root.texts("configurationNamingContext")
        outside = (configuration + root.texts("schemaNamingContext")).compactMap { DistinguishedName($0) }
        let references = Self.crossReferences(records, configuration: configuration.first)
        contexts = (root.texts("namingContexts") + references.compactMap { $0.text("nCName") })
            .compactMap { DistinguishedName($0) }.filter { !$0.components.isEmpty }
        var described = references.compactMap { ForestDomain(crossReference: $0) }
        let short = DomainNames.netbios(of: references)[ForestDomain.normalized(own)]
        if let short, !described.contains(where: { ForestDomain.isSame($0.name, own) }) {
            // Whether it is a domain's need not be asked of the domain that the file is for.
            described.append(ForestDomain(name: own, netbios: short))
        }
        forest = ForestDomains(
            own: own,
            root: root.texts("rootDomainNamingContext").first ?? own,
            references: described
        )
        places = Self.places(forest.domains)
    }

    /// The domain with the longest name that a name ends with; nothing where there is none, or the name is of the
    /// configuration.
    func domain(of name: DistinguishedName) -> ForestDomain? {
        isOutside(name) ? nil : places.first { name.isWithin($0.name) }?.domain
    }

    /// The entries of each of these domains by its name, in the order of the file.
    func entries(_ records: [LDIFRecord], of domains: [ForestDomain]) -> [String: [FileEntry]] {
        sorted(records, into: domains).entries
    }

    /// The entries of each of these domains by its name, in the order of the file, and those that are in none and should be.
    func sorted(
        _ records: [LDIFRecord],
        into domains: [ForestDomain]
    ) -> (entries: [String: [FileEntry]], strays: FileStrays?) {
        let places = Self.places(domains)
        var found: [String: [FileEntry]] = [:]
        var strays: [LDIFRecord] = []
        for record in records {
            guard let name = DistinguishedName(record.dn), !isOutside(name) else { continue }
            if let place = places.first(where: { name.isWithin($0.name) }) {
                found[place.domain.name, default: []].append((name, record))
            } else if record.hasLostName || !record.isOfForest && !isElsewhere(name, domains: places.map { $0.name }) {
                strays.append(record)
            }
        }
        return (found, FileStrays(strays))
    }

    /// Whether an entry in no domain is where it may be: in another naming context, or above a domain.
    ///
    /// The file of a domain below the forest's first may lack what names the configuration and the zones of the DNS.
    private func isElsewhere(_ name: DistinguishedName, domains: [DistinguishedName]) -> Bool {
        if contexts.contains(where: { name.isWithin($0) }) || domains.contains(where: { $0.isWithin(name) }) {
            return true
        }
        let top = name.components.last { $0.type != "DC" }
        if let top, top.type == "CN", ASCII.lowercased(top.value) == "configuration" { return true }
        return name.components.contains { component in
            component.type == "DC" && ["domaindnszones", "forestdnszones"].contains(ASCII.lowercased(component.value))
        }
    }

    private func isOutside(_ name: DistinguishedName) -> Bool { outside.contains { name.isWithin($0) } }

    /// The deepest first.
    private static func places(_ domains: [ForestDomain]) -> [(name: DistinguishedName, domain: ForestDomain)] {
        domains.compactMap { domain in DistinguishedName(domain.name).map { (name: $0, domain: domain) } }
            .sorted { $0.name.components.count > $1.name.components.count }
    }

    /// The crossRef objects: below the partitions of the configuration, wherever they stand where it is not named.
    private static func crossReferences(_ records: [LDIFRecord], configuration: String?) -> [Entry] {
        let context: AttributeName = "nCName"
        let holder = configuration.flatMap { DistinguishedName("CN=Partitions,\($0)") }
        let table = AttributeTable()
        var packer = EntryPacker()
        var found: [Entry] = []
        for record in records where record.values.contains(where: { $0.name == context }) {
            if let holder, DistinguishedName(record.dn)?.parent != holder { continue }
            found.append(Entry(record.packed(with: &packer, table: table), table: table))
        }
        return found
    }
}
