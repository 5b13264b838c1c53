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

    /// Of what objections to a source anchor are told.
    static let anchor: AttributeName = "sourceAnchor"

    /// The class of a change's object, as the tenant spells it.
    static func objectClass(of change: TenantChange) throws(TenantRejection) -> AttributeName {
        guard let found = TenantClass.named(change.objectClass) else { throw unknown(change.objectClass) }
        return found
    }

    /// Refuses a change for the first thing that is wrong with it.
    static func check(_ change: TenantChange) throws(TenantRejection) {
        try examine(change) { (rejection: TenantRejection, _: AttributeName?) throws(TenantRejection) -> Void in
            throw rejection
        }
    }

    /// Tells what is wrong with a change, one thing after another, and of which attribute; of none where it is about the whole.
    static func examine<Failure: Error>(
        _ change: TenantChange,
        _ report: (TenantRejection, AttributeName?) throws(Failure) -> Void
    ) throws(Failure) {
        if TenantClass.named(change.objectClass) == nil { try report(unknown(change.objectClass), nil) }
        if change.name.utf8.count > TenantLimits.name {
            try report(tooLong("The name of the object is longer than \(TenantLimits.name) bytes."), nil)
        }
        if let wrong = objection(toAnchor: change.anchor) { try report(wrong, anchor) }
        if change.attributes.count > TenantLimits.attributes {
            let count = change.attributes.count
            try report(tooLarge("There are \(count) attributes, and \(TenantLimits.attributes) may be."), nil)
        }
        for attribute in change.attributes {
            if let wrong = objection(toSizeOf: attribute) { try report(wrong, attribute.name) }
            if attribute.name == addresses {
                for value in attribute.values {
                    if let wrong = objection(toAddress: value) { try report(wrong, addresses) }
                }
            } else if let wrong = objection(to: attribute) {
                try report(wrong, attribute.name)
            }
        }
        let extensions = change.attributes.count { isExtension($0.name) && !$0.values.isEmpty }
        if let wrong = objection(toExtensions: extensions) { try report(wrong, nil) }
    }

    /// What is wrong with so many directory extensions of one object.
    static func objection(toExtensions count: Int) -> TenantRejection? {
        guard count > TenantLimits.extensions else { return nil }
        return tooLarge("There are \(count) directory extensions, and \(TenantLimits.extensions) may be.")
    }

    private static func unknown(_ objectClass: AttributeName) -> TenantRejection {
        let asked = objectClass.spelling
        let shown = asked.count > 64 ? String(asked.prefix(64)) + "…" : asked
        return .invalid("The tenant has no class \"\(shown)\": it is user, group, contact, device or publicFolder.")
    }

    private static func objection(toAnchor anchor: String) -> TenantRejection? {
        guard !anchor.isEmpty, anchor.count < TenantLimits.anchor, !anchor.contains("@") else {
            return .invalid("The source anchor \"\(anchor)\" is empty, longer than 59 characters or holds an @.")
        }
        return anchor.utf8.contains(0) ? .invalid("The source anchor holds a null byte.") : nil
    }

    /// What the attribute's own rules say against its values; those of addresses are asked of each.
    private static func objection(to attribute: TenantChange.Attribute) -> TenantRejection? {
        switch attribute.name {
        case principalName: return objection(toPrincipalName: attribute)
        case alias:
            return attribute.values.first?.first == UInt8(ascii: ".")
                ? .invalid("The alias (mailNickname) begins with a period.") : nil
        case enabled: return objection(toFlag: attribute)
        case userType:
            return attribute.values.map(text).allSatisfy { $0 == "Member" || $0 == "Guest" }
                ? nil : .invalid("The userType is neither Member nor Guest.")
        default: return nil
        }
    }

    private static func objection(toSizeOf attribute: TenantChange.Attribute) -> TenantRejection? {
        let name = attribute.name
        if let limit = TenantLimits.counts[name], attribute.values.count > limit {
            return tooLarge("\(name) has \(attribute.values.count) values, and \(limit) may be.")
        }
        if name == photograph, attribute.values.contains(where: { $0.count > TenantLimits.photograph }) {
            return tooLarge("The thumbnailPhoto is larger than \(TenantLimits.photograph) bytes.")
        }
        let limit = isExtension(name) ? TenantLimits.extensionLength : TenantLimits.lengths[name]
        guard let limit else { return nil }
        // Characters are no more than bytes: what is short in bytes need not be counted.
        for value in attribute.values where value.count > limit && text(value).count > limit {
            return tooLong("A value of \(name) is longer than \(limit) characters.")
        }
        return nil
    }

    private static func objection(toFlag attribute: TenantChange.Attribute) -> TenantRejection? {
        guard attribute.values.count < 2 else { return .invalid("\(attribute.name) has more than one value.") }
        guard let value = attribute.values.first.map(text) else { return nil }
        return ["true", "false"].contains(ASCII.lowercased(value))
            ? nil : .invalid("\(attribute.name) is neither True nor False.")
    }

    private static func objection(toPrincipalName attribute: TenantChange.Attribute) -> TenantRejection? {
        guard attribute.values.count < 2 else { return .invalid("The userPrincipalName has more than one value.") }
        guard let value = attribute.values.first else { return nil }
        let parts = value.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isVisible = value.allSatisfy { $0 > 0x20 && $0 < 0x7F && !TenantLimits.nameIllegal.contains($0) }
        guard parts.count == 2, let prefix = parts.first, let suffix = parts.last, !prefix.isEmpty, !suffix.isEmpty,
            isVisible, prefix.last != UInt8(ascii: ".")
        else {
            return .invalid(
                "The userPrincipalName \"\(text(value))\" is not of the form name@domain, in letters, digits and few signs "
                    + "of ASCII, without blanks and without a period before the @."
            )
        }
        guard prefix.count <= TenantLimits.namePrefix, suffix.count <= TenantLimits.nameSuffix else {
            return .invalid(
                "The userPrincipalName \"\(text(value))\" has more than \(TenantLimits.namePrefix) characters before the @, or "
                    + "more than \(TenantLimits.nameSuffix) behind it."
            )
        }
        return nil
    }

    private static func objection(toAddress value: [UInt8]) -> TenantRejection? {
        guard value.count <= TenantLimits.address || text(value).count <= TenantLimits.address else {
            return tooLong("A value of proxyAddresses is longer than \(TenantLimits.address) characters.")
        }
        guard UniqueKey.isSMTP(value) else { return nil }
        let parts = value.dropFirst(5).split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isPlain = value.allSatisfy { $0 > 0x20 && $0 != 0x7F && !TenantLimits.addressIllegal.contains($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain else {
            return .invalid("The address \"\(text(value))\" of proxyAddresses is none of SMTP.")
        }
        return nil
    }

    /// Whether an attribute is a directory extension.
    static func isExtension(_ name: AttributeName) -> Bool { name.folded.hasPrefix("extension_") }

    private static func text(_ value: [UInt8]) -> String { String(decoding: value, as: UTF8.self) }

    private static func tooLarge(_ message: String) -> TenantRejection {
        TenantRejection(code: "LargeObject", message: message)
    }

    private static func tooLong(_ message: String) -> TenantRejection {
        TenantRejection(code: "ExceededAllowedLength", message: message)
    }
}
