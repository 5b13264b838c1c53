import Directory

/// Finds out which object already has a value that only one object of the tenant may have.
struct UniquenessIndex {
    /// The attributes whose values are unique across users, groups and contacts.
    static let attributes: [(name: AttributeName, isText: Bool)] = [
        ("userPrincipalName", true), ("proxyAddresses", true), ("onPremiseSecurityIdentifier", false),
    ]

    private struct Key: Hashable {
        let attribute: AttributeName
        let value: [UInt8]
    }

    private var owners: [Key: String] = [:]

    /// Indexes what the tenant holds.
    init(_ objects: some Sequence<TenantObject>, table: AttributeTable) {
        for object in objects { insert(object, table: table) }
    }

    mutating func insert(_ object: TenantObject, table: AttributeTable) {
        Self.forEachKey(of: object, table) { owners[$0] = object.anchor }
    }

    mutating func remove(_ object: TenantObject, table: AttributeTable) {
        Self.forEachKey(of: object, table) { if owners[$0] == object.anchor { owners[$0] = nil } }
    }

    /// The first attribute, value and owner with which the object would collide.
    func collision(of object: TenantObject, table: AttributeTable) -> (AttributeName, String, owner: String)? {
        var found: (AttributeName, String, owner: String)?
        Self.forEachKey(of: object, table) { key in
            guard found == nil, let owner = owners[key], owner != object.anchor else { return }
            let sid = SecurityIdentifier(bytes: key.value)?.description
            found = (key.attribute, sid ?? String(decoding: key.value, as: UTF8.self), owner)
        }
        return found
    }

    /// Static: a method on `self` would keep a second reference to the dictionary, which the body would then copy whole.
    private static func forEachKey(of object: TenantObject, _ table: AttributeTable, _ body: (Key) -> Void) {
        for (name, isText) in attributes {
            guard let number = table.existing(name) else { continue }
            for value in object.entry.values(of: number) {
                // Bytes that happen to be letters have no case: security identifiers would collide.
                body(Key(attribute: name, value: isText ? value.map(ASCII.lowercased) : Array(value)))
            }
        }
    }
}
