import Directory
import LDAPClient
import SyncEngine

/// Reads the objects of one domain over one connection, from the beginning to the end.
struct DomainReader {
    private let domain: ForestDomain
    private let request: ImportRequest
    private let table: AttributeTable
    private let maker: ObjectMaker
    /// The ends of names that belong to domains below this one, in small letters.
    private let below: [String]

    init(
        domain: ForestDomain,
        others: [ForestDomain],
        request: ImportRequest,
        table: AttributeTable,
        maker: ObjectMaker
    ) {
        self.domain = domain
        self.request = request
        self.table = table
        self.maker = maker
        let base = DistinguishedName(domain.name)
        below = others.filter { other in
            guard let base, let name = DistinguishedName(other.name) else { return false }
            return name != base && name.isWithin(base)
        }.map { "," + ASCII.lowercased($0.name) }
    }

    /// Gives the proof that the domain came whole, or throws.
    func read(
        _ connection: LDAPConnection,
        _ deliver: (ImportPage) async throws -> Void
    ) async throws -> CompleteSearch {
        let search = SearchRequest(
            base: domain.name,
            scope: .subtree,
            filter: .any(request.classes.map { .equal("objectClass", text: $0.spelling) }),
            attributes: ["objectClass", "objectGUID"] + request.attributes.filter { $0 != "objectGUID" },
            pageSize: request.pageSize
        )
        var isFirst = true
        let proof = try await connection.search(search, table: table).deliver { page in
            try await deliver(maker.page(of: own(page.entries), begins: isFirst))
            isFirst = false
        }
        // Only the proof says that the last page was the last one.
        try await deliver(maker.page(of: [], begins: isFirst, completes: true))
        return proof
    }

    /// A server that holds a domain and one below it may answer for both; the other one is a partition of its own.
    private func own(_ entries: [PackedEntry]) -> [PackedEntry] {
        guard !below.isEmpty else { return entries }
        return entries.filter { entry in
            let name = ASCII.lowercased(entry.dn)
            return !below.contains { name.hasSuffix($0) || name == $0.dropFirst() }
        }
    }
}
