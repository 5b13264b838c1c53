import Directory
import DirectorySchema
import SyncRules

/// A schema that offers every attribute that templates of rules name, with the syntaxes that Active Directory gives them.
enum BenchmarkSchema {
    static func offering(everythingIn vocabulary: CatalogueVocabulary) -> SchemaSnapshot {
        var attributes: [AttributeName: Set<AttributeName>] = [:]
        for name in vocabulary.classes(of: .forest) {
            // Without the place for keys there are the 62 rules that the figures speak of.
            let names = vocabulary.attributes(of: name, in: .forest).filter { $0 != "msDS-KeyCredentialLink" }
            attributes[name] = Set(names + ["objectGUID"])
        }
        let classes = attributes.sorted { $0.key < $1.key }.map { name, attributes in
            var definition = ObjectClass(name: name)
            definition.may = attributes.sorted()
            return definition
        }
        let all = Set(attributes.values.joined()).sorted().map { name in
            var definition = AttributeType(name: name)
            definition.syntax = syntax(of: name)
            return definition
        }
        return SchemaSnapshot(origin: .activeDirectory, attributes: all, classes: classes)
    }

    private static func syntax(of name: AttributeName) -> AttributeSyntax {
        if binaries.contains(name) { return AttributeSyntax(attributeSyntax: "2.5.5.10", omSyntax: 4) }
        if numbers.contains(name) { return AttributeSyntax(attributeSyntax: "2.5.5.16", omSyntax: 65) }
        if booleans.contains(name) { return AttributeSyntax(attributeSyntax: "2.5.5.8", omSyntax: 1) }
        if references.contains(name) { return AttributeSyntax(attributeSyntax: "2.5.5.1", omSyntax: 127) }
        return AttributeSyntax(attributeSyntax: "2.5.5.12", omSyntax: 64)
    }

    private static let binaries: Set<AttributeName> = [
        "objectGUID", "objectSid", "msExchMailboxGuid", "msExchArchiveGUID", "msExchMasterAccountSid",
        "msRTCSIP-OriginatorSid", "thumbnailPhoto", "photo", "userCertificate", "userSMIMECertificate",
        "msExchSafeSendersHash", "msExchSafeRecipientsHash", "msExchBlockedSendersHash", "msDS-DeviceID",
    ]
    private static let numbers: Set<AttributeName> = [
        "userAccountControl", "countryCode", "groupType", "pwdLastSet", "msExchRecipientTypeDetails",
        "msExchRecipientDisplayType", "msExchRemoteRecipientType", "msDS-HABSeniorityIndex",
        "msExchELCMailboxFlags", "msExchModerationFlags", "msExchResourceCapacity", "msExchArchiveStatus",
        "msRTCSIP-OptionFlags", "msRTCSIP-ApplicationOptions",
    ]
    private static let booleans: Set<AttributeName> = [
        "isCriticalSystemObject", "msExchHideFromAddressLists", "msExchEnableModeration",
        "msExchRequireAuthToSendTo", "msRTCSIP-UserEnabled",
    ]
    private static let references: Set<AttributeName> = [
        "manager", "assistant", "member", "managedBy", "secretary", "seeAlso", "publicDelegates", "authOrig",
        "unauthOrig", "dLMemRejectPerms", "dLMemSubmitPerms", "msExchModeratedByLink", "msExchBypassModerationLink",
        "msExchBypassModerationFromDLMembersBL", "msExchDelegateListLink", "msExchCoManagedByLink",
    ]
}
