import Directory

/// A container of a forest: an organizational unit, or one that every domain has.
public struct ForestContainer: Sendable, Hashable, Codable {
    /// Its DN.
    public let dn: String
    /// Its `objectGUID`, dashed; nothing where the directory shows none.
    public let id: String?
    /// Whether it is an organizational unit.
    public let isUnit: Bool

    init(dn: String, id: String?, isUnit: Bool) {
        self.dn = dn
        self.id = id
        self.isUnit = isUnit
    }

    /// What is read of a container.
    static let attributes: [AttributeName] = ["objectClass", "objectGUID", "showInAdvancedViewOnly"]
    /// Their classes.
    static let classes: [AttributeName] = ["organizationalUnit", "container", "builtinDomain"]

    /// The containers of a domain from the top down, without those that are the directory's own business.
    static func tree(_ entries: [Entry], domain: Entry?, base: String) -> [ForestContainer] {
        var hidden: Set<String> = []
        var found: [(key: [String], container: ForestContainer)] = []
        let named = entries.compactMap { entry in DistinguishedName(entry.dn).map { (entry, $0) } }
            .sorted { ($0.1.components.count, $0.1.normalized) < ($1.1.components.count, $1.1.normalized) }
        for (entry, name) in named {
            let isBelowHidden = name.parent.map { hidden.contains($0.normalized) } ?? false
            if isBelowHidden || entry.text("showInAdvancedViewOnly").map(ASCII.lowercased) == "true" {
                hidden.insert(name.normalized)
                continue
            }
            let classes = entry.texts("objectClass").map(ASCII.lowercased)
            let guid = entry.bytes("objectGUID").first.flatMap { ObjectGUID(bytes: $0) }
            found.append(
                (
                    name.components.reversed().map(\.normalized),
                    ForestContainer(
                        dn: entry.dn,
                        id: guid?.description,
                        isUnit: classes.contains("organizationalunit")
                    )
                )
            )
        }
        let guid = domain?.bytes("objectGUID").first.flatMap { ObjectGUID(bytes: $0) }
        let top = ForestContainer(dn: domain?.dn ?? base, id: guid?.description, isUnit: false)
        return [top] + found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.container)
    }
}
