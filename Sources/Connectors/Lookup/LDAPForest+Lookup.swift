public import Directory
public import DirectorySchema
import LDAPClient

extension LDAPForest {
    /// Asks the servers of the domains that the question may concern.
    public func lookUp(
        _ question: ObjectQuestion,
        attributes: [AttributeName],
        schema: SchemaSnapshot,
        table: AttributeTable
    ) async throws -> [LiveObject] {
        let view = try await ForestView.of(self)
        let classifier = EntryClassifier(schema)
        guard let objectClass = table.identifier(for: "objectClass") else {
            throw ConnectorError(.tableFull, "The store's table of attribute names is full.")
        }
        var found: [LiveObject] = []
        for domain in Self.domains(for: question, of: view.domains.domains) where found.count < ObjectQuestion.limit {
            guard let servers = domains.list(for: domain, in: view, of: self.servers) else { continue }
            let request = Self.request(question, domain, attributes)
            let entries = try await retry.run {
                let connection = try await self.open(servers)
                let entries: [PackedEntry]
                do throws(LDAPError) {
                    entries = try await connection.search(request, table: table).collect()
                } catch {
                    await connection.close()
                    guard error.code == .noSuchObject else { throw error }
                    return [PackedEntry]()
                }
                await connection.close()
                return entries
            }
            found += entries.prefix(ObjectQuestion.limit).map { entry in
                LiveObject(
                    partition: domain.name,
                    isPartitionImported: !domains.excludes(domain),
                    isContainerRead: filter.includes(entry.dn),
                    objectClass: classifier.objectClass(of: entry.values(of: objectClass)),
                    entry: entry
                )
            }
        }
        return found
    }

    /// The deepest domain that a name lies in, or all of them.
    private static func domains(for question: ObjectQuestion, of all: [ForestDomain]) -> [ForestDomain] {
        guard case .name(let name) = question else { return all }
        let around = all.filter { domain in DistinguishedName(domain.name).map { name.isWithin($0) } ?? false }
        return around.max { $0.name.utf8.count < $1.name.utf8.count }.map { [$0] } ?? []
    }

    private static func request(
        _ question: ObjectQuestion,
        _ domain: ForestDomain,
        _ attributes: [AttributeName]
    ) -> SearchRequest {
        let wanted = ["objectClass", "objectGUID"] + attributes.filter { $0 != "objectGUID" && $0 != "objectClass" }
        switch question {
        case .name(let name):
            return SearchRequest(base: name.text, scope: .base, attributes: wanted, pageSize: nil)
        case .filter(let filter):
            return SearchRequest(
                base: domain.name,
                scope: .subtree,
                filter: filter,
                attributes: wanted,
                pageSize: ObjectQuestion.limit
            )
        }
    }
}
