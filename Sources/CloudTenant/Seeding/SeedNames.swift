import Directory

/// The names that Graph gives attributes, and those that synchronization gives them.
enum SeedNames {
    /// The name that synchronization uses.
    static func attribute(_ name: String) -> AttributeName {
        let name = AttributeName(name)
        return renamed[name] ?? name
    }

    private static let renamed: [AttributeName: AttributeName] = [
        "businessPhones": "telephoneNumber", "companyName": "company", "faxNumber": "facsimileTelephoneNumber",
        "jobTitle": "title", "members": "member", "mailNickname": "alias", "mobilePhone": "mobile",
        "officeLocation": "physicalDeliveryOfficeName", "onPremisesSecurityIdentifier": "onPremiseSecurityIdentifier",
        "operatingSystem": "deviceOSType", "operatingSystemVersion": "deviceOSVersion", "trustType": "deviceTrustType",
        "userPrincipalName": "userPrincipalName", "proxyAddresses": "proxyAddresses", "displayName": "displayName",
    ]

    /// The class behind a word for it: of Graph's types, of its collections, or the class itself.
    static func objectClass(_ word: String) -> AttributeName? { classes[AttributeName(word)] }

    private static let classes: [AttributeName: AttributeName] = [
        "user": "user", "users": "user", "#microsoft.graph.user": "user", "microsoft.graph.user": "user",
        "group": "group", "groups": "group", "#microsoft.graph.group": "group", "microsoft.graph.group": "group",
        "contact": "contact", "contacts": "contact", "orgContact": "contact", "#microsoft.graph.orgContact": "contact",
        "#microsoft.graph.contact": "contact", "microsoft.graph.orgContact": "contact",
        "device": "device", "devices": "device", "#microsoft.graph.device": "device",
        "microsoft.graph.device": "device",
    ]

    /// Whether several values of a cell stand with semicolons between them.
    static func isMultiValued(_ name: AttributeName) -> Bool {
        ["proxyAddresses", "telephoneNumber", "roles", "otherTelephone", "otherMobile", "member"].contains(name)
            || CloudAttribute.named(name)?.isMultiValued == true
    }

    /// Whether an attribute says True or False: Graph's properties that are flags.
    static func isFlag(_ name: AttributeName) -> Bool { flags.contains(name) }

    private static let flags: Set<AttributeName> = [
        "accountEnabled", "isCompliant", "isManaged", "mailEnabled", "securityEnabled",
    ]
}
