public import Diagnostics
public import Directory

/// An object that a seed says exists, with what it says of it: what it does not say is unknown.
public struct SeedRecord: Sendable, Hashable {
    /// Its identity, where the seed names it.
    public var id: TenantObjectID?
    /// Its class: `user`, `group`, `contact` or `device`.
    public var objectClass: AttributeName
    /// Its source anchor.
    public var anchor: String?
    /// Whether it is synchronized; nothing where the seed does not say.
    public var isSynchronized: Bool?
    /// The roles that it holds.
    public var roles: [String] = []
    /// Its attributes by the names that synchronization uses, ascending by name; one without values is known to be empty.
    public var attributes: [TenantChange.Attribute] = []
    /// Where the seed says so.
    public let range: SourceRange
    /// Where it says each of the attributes, in their order.
    var places: [SourceRange] = []
    /// Where it says the source anchor.
    var anchorPlace: SourceRange?
    /// Whether all that it says could be read; otherwise it is there to be looked over, and not to be taken.
    var isWhole = true
    /// Whether it is known which object it is: what could not be read may be what it is named by.
    var isIdentified = true

    /// Makes a record of which nothing more is known.
    init(objectClass: AttributeName, range: SourceRange) {
        self.objectClass = objectClass
        self.range = range
    }

    /// The first value of an attribute as text.
    func text(_ name: AttributeName) -> String? {
        attributes.first { $0.name == name }?.values.first.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What its identity in the tenant is made from, where the seed does not name one.
    ///
    /// The source anchor, the principal name, the primary address, the mail address or the name: whichever it has first.
    var identity: String? {
        if let anchor { return TenantObject.identity(ofAnchor: anchor) }
        let addresses = attributes.first { $0.name == UniqueKey.addresses }?.values ?? []
        let names = [
            text(UniqueKey.principalName), UniqueKey.primary(addresses).map { String(decoding: $0, as: UTF8.self) },
            text(UniqueKey.mail), text("displayName"),
        ]
        return names.compactMap { $0 }.first { !$0.isEmpty }.map {
            "seed:\(objectClass.folded):" + ASCII.lowercased($0)
        }
    }
}
