import Directory

/// What a synchronized object is known by as long as nobody has said its source anchor: Graph shows none of groups, contacts and
/// devices, and seeds come from there.
enum AnchorSubstitute: String, CaseIterable {
    case deviceIdentifier = "deviceId"
    case securityIdentifier = "onPremisesSecurityIdentifier"
    case principalName = "userPrincipalName"
    case address = "proxyAddresses"

    /// What one object alone ever has, whatever it is called.
    private static let identifiers: [(name: AttributeName, key: @Sendable ([UInt8]) -> UniqueKey)] = [
        (UniqueKey.deviceIdentifier, { .deviceIdentifier($0) }),
        (UniqueKey.securityIdentifier, { .securityIdentifier($0) }),
    ]

    /// The keys of what a change says that one object alone ever has.
    static func keys(of change: TenantChange) -> [UniqueKey] {
        identifiers.compactMap { name, key in change.values(of: name).first.map(key) }
    }

    /// Whether a change may be about an object whose source anchor nobody has said: it is of the object's class, and nothing that
    /// one object alone ever has is another.
    static func allow(_ object: TenantObject, for change: TenantChange, _ table: AttributeTable) -> Bool {
        guard object.anchor == nil, object.details.isSynchronized, object.deletedSince == nil,
            object.objectClass == change.objectClass
        else { return false }
        return identifiers.allSatisfy { name, key in
            guard let sent = change.values(of: name).first, let known = value(name, of: object, table) else {
                return true
            }
            return key(sent) == key(known)
        }
    }

    /// What an object is known by; nothing where it has none of it.
    static func first(of object: TenantObject, _ table: AttributeTable) -> AnchorSubstitute? {
        allCases.first { substitute in
            substitute.attributes.contains { value($0, of: object, table) != nil }
        }
    }

    private var attributes: [AttributeName] {
        switch self {
        case .deviceIdentifier: [UniqueKey.deviceIdentifier]
        case .securityIdentifier: [UniqueKey.securityIdentifier]
        case .principalName: [UniqueKey.principalName]
        case .address: [UniqueKey.addresses, UniqueKey.mail]
        }
    }

    private static func value(_ name: AttributeName, of object: TenantObject, _ table: AttributeTable) -> [UInt8]? {
        table.existing(name).flatMap { object.entry.values(of: $0).first }.map { Array($0) }
    }
}
