import Directory

extension LDAPConnection {
    /// What tells whether the schema has changed since: a search or two of one entry each, after the root entry's.
    public func schemaState() async throws(LDAPError) -> SchemaState { try await schemaState(of: rootDSE()) }

    /// What tells whether the schema has changed since, of a server whose root entry is known.
    ///
    /// Without a schema entry, or where this account may not read it, nothing is noted.
    public func schemaState(of root: RootDSE) async throws(LDAPError) -> SchemaState {
        if let context = root.schemaNamingContext {
            var marks = try await marks(context, SchemaState.headAttributes)
            if let name = root.dsServiceName {
                marks.merge(try await self.marks(name, ["invocationId"])) { first, _ in first }
            }
            return SchemaState(marks: marks)
        }
        guard let entry = root.subschemaSubentry else { return SchemaState(marks: [:]) }
        return SchemaState(marks: try await marks(entry, SchemaState.subschemaAttributes))
    }

    private func marks(_ base: String, _ attributes: [AttributeName]) async throws(LDAPError) -> [String: [String]] {
        let table = AttributeTable()
        let request = SearchRequest(base: base, scope: .base, attributes: attributes, pageSize: nil)
        let entries: [PackedEntry]
        do throws(LDAPError) {
            entries = try await search(request, table: table).collect()
        } catch {
            guard error.code == .noSuchObject || error.code == .insufficientAccess else { throw error }
            return [:]
        }
        guard let entry = entries.first.map({ Entry($0, table: table) }) else { return [:] }
        var marks: [String: [String]] = [:]
        for name in attributes {
            let values = entry.bytes(name).map { ASCII.hex($0) }
            if !values.isEmpty { marks[name.folded] = values }
        }
        return marks
    }
}
