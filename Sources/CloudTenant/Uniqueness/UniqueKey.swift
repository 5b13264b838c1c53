public import Directory

/// A value that only one object of the tenant may have, in the form in which values are compared.
///
/// Principal names are unique among users, addresses among users, groups and contacts. `mail` counts as one of an object's
/// addresses, as the product makes one of it. Security identifiers are bytes: they have no case. The identities of devices are looked
/// for only where a seed does not say a device's source anchor.
public struct UniqueKey: Sendable, Hashable {
    /// A letter for the kind, and the value.
    public let bytes: [UInt8]

    static let principalName: AttributeName = "userPrincipalName"
    static let addresses: AttributeName = "proxyAddresses"
    static let mail: AttributeName = "mail"
    static let securityIdentifier: AttributeName = "onPremiseSecurityIdentifier"
    static let deviceIdentifier: AttributeName = "deviceId"

    private init(_ kind: Unicode.Scalar, _ value: some Sequence<UInt8>) {
        bytes = [UInt8(ascii: kind)] + value
    }

    /// The key of a principal name.
    static func principalName(_ value: some Sequence<UInt8>) -> UniqueKey {
        UniqueKey("u", value.map(ASCII.lowercased))
    }

    /// The key of an address with its prefix.
    static func address(_ value: some Sequence<UInt8>) -> UniqueKey { UniqueKey("a", value.map(ASCII.lowercased)) }

    /// The key of a mail address, which has no prefix.
    static func mail(_ value: some Sequence<UInt8>) -> UniqueKey {
        UniqueKey("a", "smtp:".utf8 + value.map(ASCII.lowercased))
    }

    /// The keys under which an object is found that has a text as its principal name or as one of its addresses.
    public static func names(_ text: String) -> [UniqueKey] {
        [.principalName(text.utf8), .mail(text.utf8), .address(text.utf8)]
    }

    /// The key of a security identifier.
    static func securityIdentifier(_ value: some Sequence<UInt8>) -> UniqueKey { UniqueKey("s", value) }

    /// The key of a device's identity: the bytes that forests have of a GUID and its text are one.
    static func deviceIdentifier(_ value: some Collection<UInt8>) -> UniqueKey {
        let identifier = ObjectGUID(bytes: value) ?? ObjectGUID(String(decoding: value, as: UTF8.self))
        return UniqueKey("d", identifier.map { Array($0.description.utf8) } ?? value.map(ASCII.lowercased))
    }

    /// The key that a value of an attribute makes; nothing where several objects may have it.
    static func key(of value: [UInt8], as name: AttributeName) -> UniqueKey? {
        if name == principalName { return .principalName(value) }
        if name == addresses { return .address(value) }
        if name == mail { return .mail(value) }
        if name == securityIdentifier { return .securityIdentifier(value) }
        return name == deviceIdentifier ? .deviceIdentifier(value) : nil
    }

    /// The keys of an object, without repetition; an object that is deleted holds none.
    public static func all(of object: TenantObject, table: AttributeTable) -> Set<UniqueKey> {
        guard object.deletedSince == nil else { return [] }
        var keys: Set<UniqueKey> = []
        func add(_ name: AttributeName, _ key: (PackedValues.Element) -> UniqueKey) {
            guard let number = table.existing(name) else { return }
            for value in object.entry.values(of: number) { keys.insert(key(value)) }
        }
        add(principalName) { .principalName($0) }
        add(addresses) { .address($0) }
        add(mail) { .mail($0) }
        add(securityIdentifier) { .securityIdentifier($0) }
        if object.anchor == nil, object.details.isSynchronized { add(deviceIdentifier) { .deviceIdentifier($0) } }
        return keys
    }

    /// The primary SMTP address among addresses: the one whose prefix has capitals.
    static func primary(_ addresses: some Sequence<[UInt8]>) -> [UInt8]? {
        addresses.first { $0.starts(with: "SMTP:".utf8) }
    }

    /// Whether an address is an SMTP address.
    static func isSMTP(_ address: some Collection<UInt8>) -> Bool {
        address.prefix(5).map(ASCII.lowercased).elementsEqual("smtp:".utf8)
    }
}
