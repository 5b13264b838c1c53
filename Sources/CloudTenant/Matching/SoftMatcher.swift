import Directory

/// Finds the object of the cloud that a new object of the synchronizing side is meant to be.
struct SoftMatcher {
    let reading: any TenantReading
    let features: TenantFeatures

    /// The object to take over; nothing where there is none, or where the value belongs to somebody else and will be kept
    /// back.
    func target(of change: TenantChange) throws -> TenantObject? {
        for (attribute, value, key, isKeptBack) in candidates(change) {
            guard let holder = try reading.holder(of: key), let object = try reading.object(holder) else { continue }
            guard object.anchor == nil, !object.details.isSynchronized else {
                guard !isKeptBack else { continue }
                throw belongsToAnother(change, object, attribute, value)
            }
            try check(object, change, attribute, value)
            return object
        }
        return nil
    }

    private func candidates(_ change: TenantChange) -> [(AttributeName, [UInt8], UniqueKey, isKeptBack: Bool)] {
        var found: [(AttributeName, [UInt8], UniqueKey, isKeptBack: Bool)] = []
        let isUser = change.objectClass == "user"
        if isUser, features.softMatchOnUpn, let name = change.values(of: UniqueKey.principalName).first {
            found.append((UniqueKey.principalName, name, .principalName(name), features.quarantineUponUpnConflict))
        }
        let hasAddresses = isUser || change.objectClass == "group" || change.objectClass == "contact"
        if hasAddresses, let primary = UniqueKey.primary(change.values(of: UniqueKey.addresses)) {
            let isKeptBack = features.quarantineUponProxyAddressesConflict
            found.append((UniqueKey.addresses, primary, .address(primary), isKeptBack))
        }
        return found
    }

    /// Whether an object of the cloud may be taken over.
    private func check(
        _ object: TenantObject,
        _ change: TenantChange,
        _ attribute: AttributeName,
        _ value: [UInt8]
    ) throws(TenantRejection) {
        let text = String(decoding: value, as: UTF8.self)
        guard object.objectClass == change.objectClass else { throw .otherType(object, change, attribute, text) }
        guard object.details.roles.isEmpty else {
            throw TenantRejection(
                code: "ExistingAdminRoleConflict",
                message:
                    "The cloud user with \(attribute) \"\(text)\" holds a role (\(object.details.roles.joined(separator: ", "))) "
                    + "and is not matched. Take the role away, synchronize, and give it again."
            )
        }
        guard !features.blockSoftMatch else {
            throw TenantRejection(
                code: "InvalidSoftMatch",
                message: "The cloud object \(object.id) has \(attribute) \"\(text)\" too, and BlockSoftMatch is on."
            )
        }
    }

    private func belongsToAnother(
        _ change: TenantChange,
        _ object: TenantObject,
        _ attribute: AttributeName,
        _ value: [UInt8]
    ) -> TenantRejection {
        let text = String(decoding: value, as: UTF8.self)
        guard object.objectClass == change.objectClass else { return .otherType(object, change, attribute, text) }
        return TenantRejection(
            code: "InvalidSoftMatch",
            message: "\(attribute) \"\(text)\" belongs to an object with another source anchor"
                + (object.anchor.map { ", \($0)." } ?? ".")
        )
    }
}

extension TenantRejection {
    fileprivate static func otherType(
        _ object: TenantObject,
        _ change: TenantChange,
        _ attribute: AttributeName,
        _ value: String
    ) -> TenantRejection {
        TenantRejection(
            code: "ObjectTypeMismatch",
            message:
                "\(attribute) \"\(value)\" belongs to a \(object.objectClass), and the change is for a \(change.objectClass)."
        )
    }
}
