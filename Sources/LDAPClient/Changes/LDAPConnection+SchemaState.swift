import Crypto
import Directory

extension LDAPConnection {
    /// What tells whether the schema has changed since: a search or two of one entry each, after the root entry's.
    public func schemaState() async throws(LDAPError) -> SchemaState { try await schemaState(of: rootDSE()) }

    /// The same, and without a `schemaInfo` the times of all definitions, which is a search for as many small entries.
    public func schemaStateWithDefinitions() async throws(LDAPError) -> SchemaState {
        let root = try await rootDSE()
        let state = try await schemaState(of: root)
        guard let context = root.schemaNamingContext, state.needsTimes else { return state }
        return state.noting(try await definitionTimes(context))
    }

    /// What tells whether the schema has changed since, of a server whose root entry is known.
    ///
    /// Without a schema entry, or where this account may not read it, nothing is noted.
    public func schemaState(of root: RootDSE) async throws(LDAPError) -> SchemaState {
        if let context = root.schemaNamingContext {
            var marks = marks(of: try await first(context, SchemaState.headAttributes), SchemaState.headAttributes)
            if let name = root.dsServiceName {
                marks.merge(self.marks(of: try await first(name, ["invocationId"]), ["invocationId"])) { one, _ in one }
            }
            return SchemaState(marks: marks)
        }
        guard let name = root.subschemaSubentry else { return SchemaState(marks: [:]) }
        // One entry is one search, and its definitions are what matters: a server that was started again has new times.
        let entry = try await first(name, SchemaState.subschemaAttributes + SchemaState.definitionAttributes)
        var marks = marks(of: entry, SchemaState.subschemaAttributes)
        if let digest = entry.flatMap(Self.digest) { marks[SchemaState.definitions] = [digest] }
        return SchemaState(marks: marks)
    }

    /// An entry, or nothing where there is none or this account may not read it.
    private func first(_ base: String, _ attributes: [AttributeName]) async throws(LDAPError) -> Entry? {
        let table = AttributeTable()
        let request = SearchRequest(base: base, scope: .base, attributes: attributes, pageSize: nil)
        do throws(LDAPError) {
            return try await search(request, table: table).collect().first.map { Entry($0, table: table) }
        } catch {
            guard error.code == .noSuchObject || error.code == .insufficientAccess else { throw error }
            return nil
        }
    }

    private func marks(of entry: Entry?, _ attributes: [AttributeName]) -> [String: [String]] {
        var marks: [String: [String]] = [:]
        for name in attributes {
            let values = entry?.bytes(name).map { ASCII.hex($0) } ?? []
            if !values.isEmpty { marks[name.folded] = values }
        }
        return marks
    }

    private func definitionTimes(_ context: String) async throws(LDAPError) -> DefinitionTimes {
        let table = AttributeTable()
        let request = SearchRequest(
            base: context,
            scope: .subtree,
            filter: DefinitionTimes.filter,
            attributes: DefinitionTimes.attributes,
            pageSize: 1000
        )
        var times = DefinitionTimes()
        for entry in try await search(request, table: table).collect() { times.add(Entry(entry, table: table)) }
        return times
    }

    /// The SHA-256 of all definitions of a subschema entry, in whatever order they come; nothing where it has none.
    private static func digest(_ entry: Entry) -> String? {
        var hash = SHA256()
        var isEmpty = true
        for name in SchemaState.definitionAttributes {
            let values = entry.bytes(name).map { Array($0) }.sorted { $0.lexicographicallyPrecedes($1) }
            for value in values {
                // Each after its length, so that no two lists give the same bytes.
                hash.update(data: Array("\(name.folded) \(value.count) ".utf8))
                hash.update(data: value)
                isEmpty = false
            }
        }
        return isEmpty ? nil : ASCII.hex(hash.finalize())
    }
}
