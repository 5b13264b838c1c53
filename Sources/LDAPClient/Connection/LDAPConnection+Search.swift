import COpenLDAP
public import Directory

extension LDAPConnection {
    /// A search; nothing is sent until the first page is asked for.
    public nonisolated func search(_ request: SearchRequest, table: AttributeTable) -> PagedSearch {
        PagedSearch(connection: self, request: request, table: table)
    }

    /// What the server says of itself.
    public func rootDSE() async throws(LDAPError) -> RootDSE {
        let table = AttributeTable()
        let request = SearchRequest(base: "", scope: .base, attributes: RootDSE.attributes, pageSize: nil)
        guard let entry = try await search(request, table: table).collect().first else {
            throw LDAPError(
                .protocolViolation,
                "\(endpoint.url) shows no root entry; is it a directory server?",
                at: endpoint
            )
        }
        return RootDSE(Entry(entry, table: table))
    }

    func page(_ request: SearchRequest, cookie: [UInt8], table: AttributeTable) async throws(LDAPError) -> SearchAnswer
    {
        var finished = try await fetch(request, cookie: cookie, table: table)
        for (entry, ranges) in Dictionary(grouping: finished.ranges, by: \.entry) {
            finished.entries[entry] = try await completed(
                finished.entries[entry],
                ranges.map(\.range),
                request.controls,
                table: table
            )
        }
        return SearchAnswer(
            page: SearchPage(entries: finished.entries, referrals: finished.referrals),
            cookie: finished.cookie
        )
    }

    /// Sends one search and waits for its result.
    func fetch(
        _ request: SearchRequest,
        cookie: [UInt8],
        table: AttributeTable,
        readsRanges: Bool = true
    ) async throws(LDAPError)
        -> FinishedOperation
    {
        let (code, identifier) = try send(request, cookie: cookie)
        return try await answer(
            code,
            identifier,
            "the search",
            decoder: EntryDecoder(table: table, readsRanges: readsRanges),
            entryLimit: request.scope == .base ? 1 : request.pageSize ?? .max
        )
    }

    /// Sends one search; gives libldap's code and the message's number.
    func send(_ request: SearchRequest, cookie: [UInt8]) throws(LDAPError) -> (code: Int32, identifier: Int32) {
        let handle = try open(for: "the search")
        if let bad = request.attributes.first(where: { !$0.isValid && $0 != "*" && $0 != "+" }) {
            throw LDAPError(.library, "\"\(bad)\" is not the name of an attribute.", at: endpoint)
        }
        var identifier: Int32 = 0
        let code = try RequestControls.with(request, cookie: cookie, handle) { controls in
            CStrings.with(request.attributes.map(\.spelling)) { attributes in
                ldap_search_ext(
                    handle.pointer,
                    request.base,
                    request.scope.number,
                    request.filter.description,
                    attributes,
                    0,
                    controls,
                    nil,
                    nil,
                    0,
                    &identifier
                )
            }
        }
        return (code, identifier)
    }
}
