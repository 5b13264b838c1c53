import Directory

/// Finds the object that a new object of the synchronizing side is meant to be: a synchronized one whose source anchor nobody
/// has said, or one of the cloud.
///
/// The first is no match of the product's, which knows the anchor: what forbids matches does not speak of it.
struct SoftMatcher {
    /// A value by which an object may be found.
    private struct Candidate {
        let attribute: AttributeName
        let value: [UInt8]
        let key: UniqueKey
        /// Whether the value is kept back where it belongs to somebody else.
        let isKeptBack: Bool
        /// Whether objects of the cloud are matched by it.
        let matches: Bool
    }

    let reading: any TenantReading
    let features: TenantFeatures

    /// The object to take over; nothing where there is none, or where the value belongs to somebody else and will be kept
    /// back.
    func target(of change: TenantChange) throws -> TenantObject? {
        for key in AnchorSubstitute.keys(of: change) {
            guard let object = try holder(of: key) else { continue }
            if AnchorSubstitute.allow(object, for: change, reading.table) { return object }
        }
        for candidate in candidates(change) {
            guard let object = try holder(of: candidate.key) else { continue }
            if AnchorSubstitute.allow(object, for: change, reading.table) { return object }
            guard candidate.matches else { continue }
            guard object.anchor == nil, !object.details.isSynchronized else {
                guard !candidate.isKeptBack else { continue }
                throw belongsToAnother(change, object, candidate.attribute, candidate.value)
            }
            try check(object, change, candidate.attribute, candidate.value)
            return object
        }
        return nil
    }

    private func holder(of key: UniqueKey) throws -> TenantObject? {
        try reading.holder(of: key).flatMap { try reading.object($0) }
    }

    private func candidates(_ change: TenantChange) -> [Candidate] {
        var found: [Candidate] = []
        let isUser = change.objectClass == "user"
        if isUser, let name = change.values(of: UniqueKey.principalName).first {
            found.append(
                Candidate(
                    attribute: UniqueKey.principalName,
                    value: name,
                    key: .principalName(name),
                    isKeptBack: features.quarantineUponUpnConflict,
                    matches: features.softMatchOnUpn
                )
            )
        }
        guard isUser || change.objectClass == "group" || change.objectClass == "contact" else { return found }
        let (primary, mail) = (
            UniqueKey.primary(change.values(of: UniqueKey.addresses)), change.values(of: UniqueKey.mail).first
        )
        if let address = primary ?? mail {
            found.append(
                Candidate(
                    attribute: UniqueKey.addresses,
                    value: address,
                    key: primary == nil ? .mail(address) : .address(address),
                    isKeptBack: features.quarantineUponProxyAddressesConflict,
                    // The product makes an address of the mail attribute, and does not match by it.
                    matches: primary != nil
                )
            )
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
