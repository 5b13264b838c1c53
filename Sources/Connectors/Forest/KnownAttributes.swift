import Directory
import DirectorySchema
import LDAPClient

/// Which attributes the entries below a name can have at all, where that is certain.
///
/// Rules ask for some 150 attributes, and most directories know a third of them. slapd compares each attribute of each entry
/// with the list, and the unknown ones by their names: a read of 100,000 users takes it six times as long as one that names
/// what it knows. It refuses entries with attributes that its schema has not, so leaving those out loses nothing.
struct KnownAttributes {
    private let names: Set<AttributeName>

    /// Looks a server's schema up; nothing where it is another server, where it does not hold the entries itself, or where
    /// it does not show its schema: then everything is asked for.
    static func of(_ connection: LDAPConnection, below base: String) async throws(LDAPError) -> KnownAttributes? {
        let root = try await connection.rootDSE()
        // What slapd only hands on may have attributes that its own schema has not; such entries have no number of changes.
        guard root.isOpenLDAP, let subentry = root.subschemaSubentry,
            try await texts("entryCSN", of: base, connection).first != nil
        else { return nil }
        let definitions = try await texts("attributeTypes", of: subentry, connection)
        let snapshot = SubschemaReader.read { $0 == "attributeTypes" ? definitions : [] }
        let names = Set(snapshot.attributes.flatMap { [$0.name] + $0.aliases })
        // A definition that cannot be read may be of an attribute that is asked for.
        guard !names.isEmpty, snapshot.unreadable.isEmpty else { return nil }
        return KnownAttributes(names: names)
    }

    private static func texts(
        _ attribute: AttributeName,
        of name: String,
        _ connection: LDAPConnection
    ) async throws(LDAPError) -> [String] {
        let table = AttributeTable()
        let request = SearchRequest(base: name, scope: .base, attributes: [attribute], pageSize: nil)
        guard let entry = try await connection.search(request, table: table).collect().first else { return [] }
        return Entry(entry, table: table).texts(attribute)
    }

    /// The attributes that are worth asking for, options aside; what is written as an OID is.
    func asked(_ attributes: [AttributeName]) -> [AttributeName] {
        attributes.filter { asked in
            let name = asked.folded.utf8.prefix { $0 != UInt8(ascii: ";") }
            if let first = name.first, ASCII.isDigit(first) { return true }
            return names.contains(AttributeName(String(Substring(name))))
        }
    }
}
