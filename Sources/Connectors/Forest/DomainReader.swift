import Directory
import LDAPClient
import SyncEngine

/// Reads the objects of one domain over one connection, from the beginning to the end.
struct DomainReader {
    let domain: ForestDomain
    let request: ImportRequest
    let table: AttributeTable
    let maker: ObjectMaker
    /// What the server can answer, where that is known.
    var known: KnownAttributes?
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
        var isFirst = true
        let proof = try await connection.search(search(below: domain.name), table: table).deliver { page in
            try await deliver(maker.page(of: own(page.entries), begins: isFirst))
            isFirst = false
        }
        // Only the proof says that the last page was the last one.
        try await deliver(maker.page(of: [], begins: isFirst, completes: true))
        return proof
    }

    /// Everything that rules take below a name; `entryUUID` is asked for everywhere, since directories that have it tell
    /// deletions by it alone.
    func search(below name: String) -> SearchRequest {
        SearchRequest(
            base: name,
            scope: .subtree,
            filter: .any(request.classes.map { .equal("objectClass", text: $0.spelling) }),
            attributes: attributes,
            pageSize: request.pageSize
        )
    }

    /// What is asked of an object.
    var attributes: [AttributeName] {
        let always: [AttributeName] = ["objectClass", "objectGUID", "entryUUID"]
        let others = request.attributes.filter { !always.contains($0) }
        return FrequentAttributes.first(always + (known?.asked(others) ?? others))
    }

    /// A server that holds a domain and one below it may answer for both; the other one is a partition of its own.
    func own(_ entries: [PackedEntry]) -> [PackedEntry] {
        guard !below.isEmpty else { return entries }
        return entries.filter { entry in
            let name = ASCII.lowercased(entry.dn)
            return !below.contains { name.hasSuffix($0) || name == $0.dropFirst() }
        }
    }
}
