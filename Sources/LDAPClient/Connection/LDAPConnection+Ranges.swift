import Directory

extension LDAPConnection {
    /// An entry with all the values of which the server has given only the first (MS-ADTS section 3.1.1.3.1.3.3).
    ///
    /// A part that does not come is a failure of the whole read: a shorter list of members would look like members that
    /// have gone.
    func completed(
        _ entry: PackedEntry,
        _ ranges: [ValueRange],
        _ controls: [RequestControl],
        table: AttributeTable
    ) async throws(LDAPError)
        -> PackedEntry
    {
        var packer = EntryPacker()
        packer.begin(dn: entry.dn)
        for attribute in entry.attributes {
            for value in entry.values(of: attribute) { packer.add(attribute, value) }
        }
        for range in ranges {
            var open: ValueRange? = range
            while let current = open {
                let request = SearchRequest(
                    base: entry.dn,
                    scope: .base,
                    attributes: [current.request],
                    pageSize: nil,
                    controls: controls
                )
                let answer = try await fetch(request, cookie: [], table: table)
                let values = answer.entries.first?.values(of: current.attribute)
                open = answer.ranges.map(\.range).first { $0.attribute == current.attribute }
                guard let values, !values.isEmpty, open.map({ $0.next > current.next }) ?? true else {
                    throw LDAPError(
                        .rangedValues,
                        "\(endpoint.url) gave the values of \(current.name) of \(entry.dn) up to number \(current.next) "
                            + "and not the rest. A part is not taken for the whole; read again.",
                        at: endpoint
                    )
                }
                for value in values { packer.add(current.attribute, value) }
            }
        }
        return packer.finish()
    }
}
