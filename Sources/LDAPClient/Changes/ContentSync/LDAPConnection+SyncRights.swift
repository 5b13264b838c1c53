import Directory

extension LDAPConnection {
    /// Why content synchronization would not tell this account of everything that has changed; nothing where it would.
    ///
    /// What has gone is told by its `entryUUID`, which has to have been read with it, and slapd finds what has changed by
    /// `entryCSN`, with the rights of who asks. Where these are hidden it is silent, without an error. Whether they are is asked
    /// of the entry at the top.
    public func objection(
        toSynchronizing context: String,
        since cursor: ChangeCursor
    ) async throws(LDAPError) -> String? {
        // slapd's cookies name the change number up to which they go; other servers have none.
        let isNumbered = String(decoding: Array(cursor.cookie), as: UTF8.self).contains("csn=")
        let needed: [AttributeName] = isNumbered ? ["entryUUID", "entryCSN"] : ["entryUUID"]
        let table = AttributeTable()
        let request = SearchRequest(base: context, scope: .base, attributes: needed, pageSize: nil)
        guard let top = try await search(request, table: table).collect().first else { return nil }
        let shown = Entry(top, table: table)
        let hidden = needed.filter { shown.bytes($0).isEmpty }
        guard !hidden.isEmpty else { return nil }
        let names = hidden.map(\.spelling).joined(separator: " and ")
        return
            "This account may not see \(names), without which \(endpoint.url) does not tell it of everything that changes."
    }
}
