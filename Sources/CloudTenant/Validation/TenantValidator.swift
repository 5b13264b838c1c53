import Directory

/// The rules of the tenant that need nothing but the change itself.
enum TenantValidator {
    // Made once: a name in a pattern would be folded anew for each attribute that is compared with it.
    private static let principalName: AttributeName = "userPrincipalName"
    private static let addresses: AttributeName = "proxyAddresses"
    private static let alias: AttributeName = "alias"
    private static let userType: AttributeName = "userType"
    private static let photograph: AttributeName = "thumbnailPhoto"

    private static let enabled: AttributeName = "accountEnabled"

    /// The class of a change's object, as the tenant spells it.
    static func objectClass(of change: TenantChange) throws(TenantRejection) -> AttributeName {
        guard let found = TenantClass.named(change.objectClass) else {
            let asked = change.objectClass.spelling
            let shown = asked.count > 64 ? String(asked.prefix(64)) + "…" : asked
            throw .invalid("The tenant has no class \"\(shown)\": it is user, group, contact, device or publicFolder.")
        }
        return found
    }

    static func check(_ change: TenantChange) throws(TenantRejection) {
        _ = try objectClass(of: change)
        guard change.name.utf8.count <= TenantLimits.name else {
            throw tooLong("The name of the object is longer than \(TenantLimits.name) bytes.")
        }
        guard !change.anchor.isEmpty, change.anchor.count < TenantLimits.anchor, !change.anchor.contains("@") else {
            throw .invalid("The source anchor \"\(change.anchor)\" is empty, longer than 59 characters or holds an @.")
        }
        guard change.attributes.count <= TenantLimits.attributes else {
            throw tooLarge("There are \(change.attributes.count) attributes, and \(TenantLimits.attributes) may be.")
        }
        guard !change.anchor.utf8.contains(0) else { throw .invalid("The source anchor holds a null byte.") }
        for attribute in change.attributes {
            try checkSize(attribute)
            switch attribute.name {
            case principalName: try checkPrincipalName(attribute)
            case addresses: for value in attribute.values { try checkAddress(value) }
            case alias:
                guard attribute.values.first?.first != UInt8(ascii: ".") else {
                    throw .invalid("The alias (mailNickname) begins with a period.")
                }
            case enabled: try checkFlag(attribute)
            case userType:
                guard attribute.values.map(text).allSatisfy({ $0 == "Member" || $0 == "Guest" }) else {
                    throw .invalid("The userType is neither Member nor Guest.")
                }
            default: break
            }
        }
        let extensions = change.attributes.count { isExtension($0.name) && !$0.values.isEmpty }
        guard extensions <= TenantLimits.extensions else {
            throw tooLarge("There are \(extensions) directory extensions, and \(TenantLimits.extensions) may be.")
        }
    }

    private static func checkSize(_ attribute: TenantChange.Attribute) throws(TenantRejection) {
        let name = attribute.name
        if let limit = TenantLimits.counts[name], attribute.values.count > limit {
            throw tooLarge("\(name) has \(attribute.values.count) values, and \(limit) may be.")
        }
        if name == photograph, attribute.values.contains(where: { $0.count > TenantLimits.photograph }) {
            throw tooLarge("The thumbnailPhoto is larger than \(TenantLimits.photograph) bytes.")
        }
        let limit = isExtension(name) ? TenantLimits.extensionLength : TenantLimits.lengths[name]
        guard let limit else { return }
        // Characters are no more than bytes: what is short in bytes need not be counted.
        for value in attribute.values where value.count > limit && text(value).count > limit {
            throw tooLong("A value of \(name) is longer than \(limit) characters.")
        }
    }

    private static func checkFlag(_ attribute: TenantChange.Attribute) throws(TenantRejection) {
        guard attribute.values.count < 2 else { throw .invalid("\(attribute.name) has more than one value.") }
        guard let value = attribute.values.first.map(text) else { return }
        guard ["true", "false"].contains(ASCII.lowercased(value)) else {
            throw .invalid("\(attribute.name) is neither True nor False.")
        }
    }

    private static func checkPrincipalName(_ attribute: TenantChange.Attribute) throws(TenantRejection) {
        guard attribute.values.count < 2 else { throw .invalid("The userPrincipalName has more than one value.") }
        guard let value = attribute.values.first else { return }
        let parts = value.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isVisible = value.allSatisfy { $0 > 0x20 && $0 < 0x7F && !TenantLimits.nameIllegal.contains($0) }
        guard parts.count == 2, let prefix = parts.first, let suffix = parts.last, !prefix.isEmpty, !suffix.isEmpty,
            isVisible, prefix.last != UInt8(ascii: ".")
        else {
            throw .invalid(
                "The userPrincipalName \"\(text(value))\" is not of the form name@domain, in letters, digits and few signs "
                    + "of ASCII, without blanks and without a period before the @."
            )
        }
        guard prefix.count <= TenantLimits.namePrefix, suffix.count <= TenantLimits.nameSuffix else {
            throw .invalid(
                "The userPrincipalName \"\(text(value))\" has more than \(TenantLimits.namePrefix) characters before the @, or "
                    + "more than \(TenantLimits.nameSuffix) behind it."
            )
        }
    }

    private static func checkAddress(_ value: [UInt8]) throws(TenantRejection) {
        guard value.count <= TenantLimits.address || text(value).count <= TenantLimits.address else {
            throw tooLong("A value of proxyAddresses is longer than \(TenantLimits.address) characters.")
        }
        guard UniqueKey.isSMTP(value) else { return }
        let parts = value.dropFirst(5).split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isPlain = value.allSatisfy { $0 > 0x20 && $0 != 0x7F && !TenantLimits.addressIllegal.contains($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain else {
            throw .invalid("The address \"\(text(value))\" of proxyAddresses is none of SMTP.")
        }
    }

    private static func isExtension(_ name: AttributeName) -> Bool { name.folded.hasPrefix("extension_") }

    private static func text(_ value: [UInt8]) -> String { String(decoding: value, as: UTF8.self) }

    private static func tooLarge(_ message: String) -> TenantRejection {
        TenantRejection(code: "LargeObject", message: message)
    }

    private static func tooLong(_ message: String) -> TenantRejection {
        TenantRejection(code: "ExceededAllowedLength", message: message)
    }
}
