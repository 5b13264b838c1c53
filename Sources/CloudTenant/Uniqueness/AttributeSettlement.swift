import Crypto
import Directory

/// Decides what the tenant shows of the values that it was sent: suffixes of domains that it does not own are replaced,
/// and values that another object has are kept back.
struct AttributeSettlement {
    /// What the tenant makes of values.
    struct Outcome {
        var entry: PackedEntry
        var shadows: [TenantShadow] = []
        var errors: [ProvisioningError] = []
    }

    let reading: any TenantReading
    let settings: TenantSettings
    let now: TenantInstant

    /// Settles the values that an object was sent; `before` is what the tenant has of it.
    func settle(
        _ sent: PackedEntry,
        of id: TenantObjectID,
        before: TenantObject?,
        _ packer: inout EntryPacker
    ) throws -> Outcome {
        let table = reading.table
        var errors: [ProvisioningError] = []
        var shown: [(AttributeName, [[UInt8]])] = []
        func values(_ name: AttributeName) -> [[UInt8]] {
            table.existing(name).map { sent.values(of: $0).map { Array($0) } } ?? []
        }
        if let name = values(UniqueKey.principalName).first {
            let settled = try principalName(name, id, before, &errors)
            if settled != name { shown.append((UniqueKey.principalName, [settled])) }
        }
        let nameIsTaken = !errors.isEmpty
        for (attribute, key) in Self.addressed {
            let all = values(attribute)
            let kept = try all.filter { try keeps($0, attribute, key($0), id, nameIsTaken: nameIsTaken, &errors) }
            if kept.count < all.count { shown.append((attribute, kept)) }
        }
        for value in values(UniqueKey.securityIdentifier) {
            guard let holder = try other(.securityIdentifier(value), than: id) else { continue }
            throw try collision(UniqueKey.securityIdentifier, value, holder)
        }
        errors = errors.map { error in before?.details.errors.first { $0.means(error) } ?? error }
        guard !shown.isEmpty else { return Outcome(entry: sent, errors: errors) }
        return Outcome(
            entry: sent.replacing(shown, named: sent.dn, table, &packer),
            shadows: shown.map { TenantShadow(attribute: $0.0, values: values($0.0)) },
            errors: errors
        )
    }

    /// The attributes whose values are looked at.
    static let settled: Set<AttributeName> = [
        UniqueKey.principalName, UniqueKey.addresses, UniqueKey.mail, UniqueKey.securityIdentifier,
    ]

    private static let addressed: [(AttributeName, @Sendable ([UInt8]) -> UniqueKey)] = [
        (UniqueKey.addresses, { .address($0) }), (UniqueKey.mail, { .mail($0) }),
    ]

    /// The name that is shown: with a suffix that the tenant owns, and one that nobody else has.
    private func principalName(
        _ sent: [UInt8],
        _ id: TenantObjectID,
        _ before: TenantObject?,
        _ errors: inout [ProvisioningError]
    ) throws -> [UInt8] {
        let name = withVerifiedSuffix(sent)
        guard let holder = try other(.principalName(name), than: id) else { return name }
        guard settings.features.quarantineUponUpnConflict else {
            throw try collision(UniqueKey.principalName, name, holder)
        }
        let text = String(decoding: sent, as: UTF8.self)
        errors.append(ProvisioningError(attribute: UniqueKey.principalName, value: text, since: now))
        // A replacement that was given once stays, so that a change that comes twice does the same twice.
        if let before, before.details.errors.contains(where: { $0.means(errors[0]) }),
            let given = reading.table.existing(UniqueKey.principalName).flatMap({ before.entry.values(of: $0).first }),
            try other(.principalName(given), than: id) == nil
        {
            return Array(given)
        }
        return try replacement(of: name, id)
    }

    private func withVerifiedSuffix(_ name: [UInt8]) -> [UInt8] {
        guard let at = name.lastIndex(of: UInt8(ascii: "@")) else { return name }
        let suffix = String(decoding: name[(at + 1)...], as: UTF8.self)
        return settings.domains.isVerified(suffix) ? name : name[...at] + Array(settings.domains.initial.utf8)
    }

    /// `prefix+1234@initial`: the digits follow from object and name, and count on where they are taken.
    private func replacement(of name: [UInt8], _ id: TenantObjectID) throws -> [UInt8] {
        // Five characters come behind it, and 64 may stand before the @.
        let prefix = name.prefix { $0 != UInt8(ascii: "@") }.prefix(59)
        let hash = Array(SHA256.hash(data: id.bytes + name.map(ASCII.lowercased)))
        let first = hash.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        for step in 0..<10_000 {
            let digits = String((first + step) % 10_000)
            let padded = String(repeating: "0", count: 4 - digits.count) + digits
            let candidate = prefix + Array("+\(padded)@\(settings.domains.initial)".utf8)
            if try other(.principalName(candidate), than: id) == nil { return Array(candidate) }
        }
        throw TenantRejection(
            code: "AttributeValueMustBeUnique",
            message:
                "userPrincipalName \"\(String(decoding: name, as: UTF8.self))\" is taken, and so are all replacements."
        )
    }

    /// Whether an address is the object's to have.
    private func keeps(
        _ value: [UInt8],
        _ attribute: AttributeName,
        _ key: UniqueKey,
        _ id: TenantObjectID,
        nameIsTaken: Bool,
        _ errors: inout [ProvisioningError]
    ) throws -> Bool {
        guard let holder = try other(key, than: id) else { return true }
        let isSMTP = attribute == UniqueKey.mail || UniqueKey.isSMTP(value)
        // The product does not keep back a name and an address of one object where a group has the address.
        let isBeyond = try nameIsTaken && reading.object(holder)?.objectClass == "group"
        guard isSMTP, settings.features.quarantineUponProxyAddressesConflict, !isBeyond else {
            throw try collision(attribute, value, holder)
        }
        errors.append(
            ProvisioningError(attribute: attribute, value: String(decoding: value, as: UTF8.self), since: now)
        )
        return false
    }

    private func other(_ key: UniqueKey, than id: TenantObjectID) throws -> TenantObjectID? {
        try reading.holder(of: key).flatMap { $0 == id ? nil : $0 }
    }

    private func collision(
        _ attribute: AttributeName,
        _ value: [UInt8],
        _ holder: TenantObjectID
    ) throws -> TenantRejection {
        let sid = attribute == UniqueKey.securityIdentifier ? SecurityIdentifier(bytes: value)?.description : nil
        let owner = try reading.object(holder)?.anchor.map { "source anchor \($0)" } ?? "identity \(holder)"
        return TenantRejection(
            code: "AttributeValueMustBeUnique",
            message: "\(attribute) \"\(sid ?? String(decoding: value, as: UTF8.self))\" belongs to the object with "
                + "\(owner) already."
        )
    }
}
