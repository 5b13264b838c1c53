import Directory

/// The entries of an Active Directory schema by their first name component, and the changes that scripts make to them.
///
/// The end of a name is not looked at: scripts write `DC=X`, a placeholder, or a real forest there.
struct SchemaContainer {
    private var entries: [String: [SchemaRecord.Value]] = [:]
    private var names: [String: String] = [:]
    private var order: [String] = []
    /// What could not be applied.
    private(set) var unreadable: [UnreadableDefinition] = []

    var isEmpty: Bool { order.isEmpty }

    /// How many entries define something; the container itself does not.
    var definitionCount: Int { order.count { $0 != "cn=schema" } + unreadable.count }

    /// Takes one record; false where it is none of a schema.
    mutating func take(_ record: SchemaRecord, source: String) -> Bool {
        guard let dn = record.dn else { return false }
        let change = record.first("changetype").map { ASCII.lowercased($0) }
        switch change {
        case nil, "add", "ntdsschemaadd": return add(record, dn)
        case "modify", "ntdsschemamodify": return modify(record, dn, source)
        case "modrdn", "moddn", "ntdsschemamodrdn": return rename(record, dn, source)
        case "delete", "ntdsschemadelete": return remove(record, dn, source)
        default: return false
        }
    }

    /// The entries in the order in which they came.
    func records() -> [(dn: String, values: [SchemaRecord.Value])] {
        order.compactMap { key in entries[key].map { (names[key] ?? key, $0) } }
    }

    static func isSchema(_ record: SchemaRecord) -> Bool {
        record.values.contains { value in
            value.key == "objectclass"
                && ["attributeschema", "classschema", "dmd"].contains(ASCII.lowercased(value.text))
        }
    }

    /// Whether a record is the container itself, as a dump begins with it; scripts change it, and do not add it.
    static func isHead(_ record: SchemaRecord) -> Bool {
        ["add", nil].contains(record.first("changetype").map { ASCII.lowercased($0) })
            && record.values.contains { $0.key == "objectclass" && ASCII.lowercased($0.text) == "dmd" }
    }

    private mutating func add(_ record: SchemaRecord, _ dn: String) -> Bool {
        guard Self.isSchema(record) else { return false }
        let key = Self.key(of: dn)
        if entries.updateValue(record.values.filter { $0.key != "changetype" }, forKey: key) == nil {
            order.append(key)
        }
        names[key] = dn
        return true
    }

    private mutating func modify(_ record: SchemaRecord, _ dn: String, _ source: String) -> Bool {
        let key = Self.key(of: dn)
        guard Self.isBelowSchema(dn) else { return false }
        // Scripts count the version of the schema up on its container, which is no definition.
        let container: [SchemaRecord.Value]? = key == "cn=schema" ? [.objectClass("dMD", record)] : nil
        guard var values = entries[key] ?? container else {
            reject(record, dn, source, "it changes an entry that is not there")
            return true
        }
        if entries[key] == nil {
            order.append(key)
            names[key] = dn
        }
        for change in Self.changes(of: record) {
            switch change.operation {
            case "add":
                var known = Set(values.map(Self.meaning))
                values += change.values.filter { known.insert(Self.meaning($0)).inserted }
            case "delete" where change.values.isEmpty: values.removeAll { $0.key == change.key }
            case "delete":
                let gone = Set(change.values.map(Self.meaning))
                values.removeAll { gone.contains(Self.meaning($0)) }
            case "replace":
                values.removeAll { $0.key == change.key }
                values += change.values
            default: reject(record, dn, source, "\(change.operation) is no way to change an entry")
            }
        }
        entries[key] = values
        return true
    }

    private mutating func rename(_ record: SchemaRecord, _ dn: String, _ source: String) -> Bool {
        guard Self.isBelowSchema(dn) else { return false }
        let old = Self.key(of: dn)
        guard let values = entries[old], let name = record.first("newrdn") else {
            reject(record, dn, source, "it renames an entry that is not there")
            return true
        }
        let new = Self.key(of: name)
        entries[old] = nil
        entries[new] = values
        names[new] = name + dn.dropFirst(dn.prefix { $0 != "," }.count)
        if let place = order.firstIndex(of: old) { order[place] = new }
        return true
    }

    private mutating func remove(_ record: SchemaRecord, _ dn: String, _ source: String) -> Bool {
        guard Self.isBelowSchema(dn) else { return false }
        let key = Self.key(of: dn)
        guard entries.removeValue(forKey: key) != nil else {
            reject(record, dn, source, "it removes an entry that is not there")
            return true
        }
        order.removeAll { $0 == key }
        return true
    }

    private mutating func reject(_ record: SchemaRecord, _ dn: String, _ source: String, _ reason: String) {
        let lines = record.values.map { "\($0.key): \($0.text)" }
        unreadable.append(
            UnreadableDefinition(
                place: "\(source), line \(record.line), \(dn)",
                reason: reason,
                text: (["dn: \(dn)"] + lines).joined(separator: "\n"),
                offset: record.values.first?.offset
            )
        )
    }

    /// `add: mayContain`, its values, a hyphen, and so on (RFC 2849 mod-spec).
    private static func changes(
        of record: SchemaRecord
    ) -> [(operation: String, key: String, values: [SchemaRecord.Value])] {
        let body = record.values.filter { $0.key != "changetype" }
        let skipped = record.values.count - body.count
        let ends = Set(record.separators.map { $0 - skipped })
        var changes: [(operation: String, key: String, values: [SchemaRecord.Value])] = []
        var begins = true
        for (index, value) in body.enumerated() {
            if begins || ends.contains(index) {
                changes.append((value.key, ASCII.lowercased(value.text), []))
                begins = false
            } else if let current = changes.last, value.key != current.key {
                // Some scripts leave out the hyphen.
                changes.append((value.key, ASCII.lowercased(value.text), []))
            } else {
                changes[changes.count - 1].values.append(value)
            }
        }
        return changes
    }

    /// What two values have in common that are the same.
    private static func meaning(_ value: SchemaRecord.Value) -> [String] {
        [value.key, ASCII.lowercased(value.text)]
    }

    private static func key(of dn: String) -> String {
        let first = DistinguishedName(dn)?.components.first.map { "\($0)" }
        return ASCII.lowercased(first ?? String(dn.prefix { $0 != "," })).replacing(" ", with: "")
    }

    /// `CN=…,CN=Schema,…`, or a placeholder for all behind the first component; the root entry is none.
    private static func isBelowSchema(_ dn: String) -> Bool {
        let folded = ASCII.lowercased(dn)
        return folded.hasPrefix("cn=")
            && (folded.contains("cn=schema,") || folded.contains("schemacontainer")
                || folded.contains("schemanamingcontext"))
    }
}
