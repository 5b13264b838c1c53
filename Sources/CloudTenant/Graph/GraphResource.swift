import Directory

/// A collection of Graph's that the tenant has.
struct GraphResource: Sendable {
    /// The name in paths.
    let name: String
    /// The type in messages.
    let type: String
    /// The tenant's class.
    let objectClass: AttributeName
    /// What is shown when nothing is selected; all properties where nothing is said.
    let selection: [String]
    /// The properties, in the order in which they are shown.
    let properties: [GraphProperty]

    /// The collection behind a word of a path.
    static func named(_ name: String) -> GraphResource? { all.first { $0.name == ASCII.lowercased(name) } }

    /// A property by its name, whatever its case; directory extensions have any name that begins with `extension_`.
    func property(_ name: String) -> GraphProperty? {
        let folded = ASCII.lowercased(name)
        if let found = properties.first(where: { ASCII.lowercased($0.name) == folded }) { return found }
        let attribute = AttributeName(name)
        guard folded.hasPrefix("extension_"), attribute.isValid else { return nil }
        return GraphProperty(name, .text, .attribute(attribute))
    }

    /// What an object shows.
    func json(_ object: TenantObject, _ selected: [GraphProperty], _ table: AttributeTable) -> JSONText {
        .object(selected.map { JSONText.Member(key: $0.name, value: $0.value(of: object, table).json) })
    }

    /// What is shown when nothing is selected.
    var standard: [GraphProperty] {
        selection.isEmpty
            ? properties.filter { $0.kind != .structure } : properties.filter { selection.contains($0.name) }
    }

    private static let common = [
        GraphProperty("id", .text, .id), GraphProperty("deletedDateTime", .text, .deleted),
        GraphProperty("displayName"),
    ]
    private static let synchronized = [
        GraphProperty("onPremisesSyncEnabled", .flag, .isSynchronized),
        GraphProperty("onPremisesSecurityIdentifier", .text, .securityIdentifier),
        GraphProperty("onPremisesProvisioningErrors", .structure, .errors),
    ]
    private static let person = [
        GraphProperty("givenName"), GraphProperty("surname"), GraphProperty("jobTitle"), GraphProperty("department"),
        GraphProperty("companyName"), GraphProperty("mail"), GraphProperty("mailNickname"),
        GraphProperty("proxyAddresses", .texts),
    ]

    private static let all = [
        GraphResource(
            name: "users",
            type: "microsoft.graph.user",
            objectClass: "user",
            selection: [
                "businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation",
                "preferredLanguage", "surname", "userPrincipalName",
            ],
            properties: common + [
                GraphProperty("userPrincipalName"), GraphProperty("accountEnabled", .flag), GraphProperty("userType"),
            ] + person + [
                GraphProperty("businessPhones", .texts), GraphProperty("mobilePhone"), GraphProperty("faxNumber"),
                GraphProperty("officeLocation"), GraphProperty("streetAddress"), GraphProperty("city"),
                GraphProperty("state"), GraphProperty("postalCode"), GraphProperty("country"),
                GraphProperty("usageLocation"), GraphProperty("preferredLanguage"), GraphProperty("employeeId"),
                GraphProperty("onPremisesImmutableId", .text, .anchor), GraphProperty("onPremisesSamAccountName"),
                GraphProperty("onPremisesUserPrincipalName"),
                GraphProperty("onPremisesDomainName", from: "dnsDomainName"),
                GraphProperty("onPremisesExtensionAttributes", .structure, .extensions),
            ] + synchronized
        ),
        GraphResource(
            name: "groups",
            type: "microsoft.graph.group",
            objectClass: "group",
            selection: [],
            properties: common + [
                GraphProperty("description"), GraphProperty("groupTypes", .texts, .nothing), GraphProperty("mail"),
                GraphProperty("mailEnabled", .flag, .isMailEnabled), GraphProperty("mailNickname"),
                GraphProperty("securityEnabled", .flag), GraphProperty("proxyAddresses", .texts),
            ] + synchronized
        ),
        GraphResource(
            name: "devices",
            type: "microsoft.graph.device",
            objectClass: "device",
            selection: [],
            properties: common + [
                GraphProperty("deviceId", .text, .deviceIdentifier), GraphProperty("accountEnabled", .flag),
                GraphProperty("operatingSystem"), GraphProperty("operatingSystemVersion"), GraphProperty("trustType"),
                GraphProperty("isCompliant", .flag), GraphProperty("isManaged", .flag),
            ] + synchronized
        ),
        GraphResource(
            name: "contacts",
            type: "microsoft.graph.orgContact",
            objectClass: "contact",
            selection: [],
            properties: common + person + synchronized
        ),
    ]
}
