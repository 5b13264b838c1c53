import Directory
import SyncExpressions
import SyncRules

/// The kinds of the metaverse's attributes; everything that is not listed here is text.
///
/// The lists are the published metaverse schema of the product that Dryad simulates, restated.
enum MetaverseSchema {
    static func kind(of attribute: AttributeName) -> ValueKind { kinds[attribute.folded] ?? .text }

    /// The attributes that the product's metaverse has, with their spelling; rules of people may write others.
    ///
    /// Empty where the list that the program carries cannot be read: nothing is reported then.
    static let names: [AttributeName: String] = {
        guard let vocabulary = try? CatalogueVocabulary.standard() else { return [:] }
        let names = vocabulary.classes(of: .metaverse).flatMap { vocabulary.attributes(of: $0, in: .metaverse) }
        return Dictionary(names.map { ($0, $0.spelling) }, uniquingKeysWith: { first, _ in first })
    }()

    private static let kinds: [String: ValueKind] = {
        var kinds: [String: ValueKind] = [:]
        for (kind, names) in [
            (ValueKind.boolean, booleans), (.number, numbers), (.binary, binaries), (.reference, references),
        ] {
            for name in names.split(whereSeparator: \.isWhitespace) { kinds[ASCII.lowercased(String(name))] = kind }
        }
        return kinds
    }()

    private static let booleans = """
        accountEnabled cloudFiltered cloudMastered cloudSOAExchMailbox hideDLMembership mailEnabled msExchBypassAudit
        msExchEnableModeration msExchHideFromAddressLists msExchMailboxAuditEnable msExchRequireAuthToSendTo
        msOrg-IsOrganizational msRTCSIP-UserEnabled oOFReplyToOriginator proxyAddressesIsValid reportToOriginator
        reportToOwner securityEnabled cloudAccountEnabled cloudCreated isCompliant isManaged isProvisionedInAD
        cloudIsManaged
        """

    private static let numbers = """
        cloudMSExchArchiveStatus cloudMSExchRecipientDisplayType countryCode memberCount msDS-HABSeniorityIndex
        msExchArchiveStatus msExchAuditAdmin msExchAuditDelegate msExchAuditDelegateAdmin msExchAuditOwner
        msExchELCMailboxFlags msExchGroupDepartRestriction msExchGroupJoinRestriction
        msExchMailboxAuditLogAgeLimit msExchModerationFlags msExchRecipientDisplayType msExchRecipientTypeDetails
        msExchRemoteRecipientType msExchResourceCapacity msRTCSIP-ApplicationOptions msRTCSIP-OptionFlags
        approximateLastLogonTimestamp deviceObjectVersion lastPasswordChangeTimestamp dirSyncOverrides
        """

    private static let binaries = """
        cloudMSExchBlockedSendersHash cloudMSExchSafeRecipientsHash cloudMSExchSafeSendersHash msExchArchiveGUID
        msExchBlockedSendersHash msExchMailboxGuid msExchMasterAccountSid msExchSafeRecipientsHash
        msExchSafeSendersHash msRTCSIP-OriginatorSid objectSid photo sourceAnchorBinary thumbnailPhoto deviceId
        deviceKey sIDHistory userCertificate userSMIMECertificate
        """

    private static let references = """
        assistant managedBy manager msExchTeamMailboxSharePointLinkedBy secretary seeAlso registeredOwnerReference
        altRecipient authOrig cloudMSExchDelegateListLink cloudMSExchTeamMailboxOwners cloudPublicDelegates
        dLMemRejectPerms dLMemSubmitPerms member msExchBypassModerationFromDLMembersLink
        msExchBypassModerationLink msExchCoManagedByLink msExchDelegateListLink msExchModeratedByLink
        msExchTeamMailboxOwners owner publicDelegates unauthOrig registeredUsersReference
        """
}
