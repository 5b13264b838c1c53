import Directory

/// The order in which attributes are asked for: those first that nearly every entry has.
///
/// slapd goes through what is asked for from its beginning, for each attribute of each entry, until it finds it
/// (`ad_inlist`). What came in alphabetical order was found after half of it.
enum FrequentAttributes {
    /// What users, contacts and groups have in Active Directory and in directories like it, the most frequent ones first.
    private static let names: [AttributeName] = [
        "objectClass", "objectGUID", "entryUUID", "cn", "sAMAccountName", "objectSid", "displayName",
        "mail", "proxyAddresses", "userPrincipalName", "userAccountControl", "sn", "givenName",
        "mailNickname", "pwdLastSet", "accountExpires", "primaryGroupID", "countryCode", "legacyExchangeDN",
        "member", "groupType", "description", "mS-DS-ConsistencyGuid", "title", "department", "company",
        "telephoneNumber", "l", "st", "c", "co", "postalCode", "streetAddress",
        "physicalDeliveryOfficeName", "manager", "employeeID", "employeeNumber", "employeeType", "mobile",
        "targetAddress", "msExchRecipientTypeDetails", "msExchRecipientDisplayType", "msExchMailboxGuid",
        "msExchPoliciesIncluded", "msExchRemoteRecipientType", "msExchVersion", "preferredLanguage", "uid",
    ]
    private static let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }

    /// The same attributes, the frequent ones first, and the others as they came.
    static func first(_ attributes: [AttributeName]) -> [AttributeName] {
        var frequent: [(place: Int, attribute: AttributeName)] = []
        var others: [AttributeName] = []
        for attribute in attributes {
            if let place = places[attribute] { frequent.append((place, attribute)) } else { others.append(attribute) }
        }
        return frequent.sorted { $0.place < $1.place }.map(\.attribute) + others
    }
}
