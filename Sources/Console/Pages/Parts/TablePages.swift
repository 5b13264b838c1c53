/// Where the tables of a page begin: each has a name in the address, and turning one leaves the others where they are.
struct TablePages: Sendable {
    private let query: FormFields
    private let address: ConsolePath
    private let fields: [String]

    /// Reads an address; `keeping` are the fields of its query that turning a page keeps, as those of other tables.
    init(_ query: FormFields, _ address: ConsolePath, keeping fields: [String] = []) {
        self.query = query
        self.address = address
        self.fields = fields
    }

    /// The same page, with further fields that turning a page keeps.
    func keeping(_ more: [String]) -> TablePages { TablePages(query, address, keeping: fields + more) }

    /// The row with which a table begins.
    func start(of table: String, count: Int) -> Int { min(query.number(table) ?? 0, max(0, count - 1)) }

    /// Where a table begins with another row.
    func path(_ table: String, from row: Int) -> ConsolePath {
        let kept = fields.filter { $0 != table }.map { ($0, query[$0]) }
        return address.asking(kept + [(table, row > 0 ? "\(row)" : nil)])
    }
}
