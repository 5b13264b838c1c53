import Directory

/// What a server says of itself in the entry without a name (RFC 4512 section 5.1; MS-ADTS 3.1.1.3.2).
public struct RootDSE: Sendable {
    /// The attributes to ask for.
    static let attributes: [AttributeName] = [
        "namingContexts", "defaultNamingContext", "rootDomainNamingContext", "schemaNamingContext",
        "configurationNamingContext", "subschemaSubentry", "supportedCapabilities", "supportedControl", "dnsHostName",
        "dsServiceName", "vendorName", "vendorVersion", "domainFunctionality", "forestFunctionality",
        "highestCommittedUSN", "objectClass",
    ]

    private static let activeDirectoryCapability = "1.2.840.113556.1.4.800"

    private let entry: Entry

    init(_ entry: Entry) { self.entry = entry }

    /// The naming contexts that the server holds.
    public var namingContexts: [String] { entry.texts("namingContexts") }
    /// The domain that the server is for.
    public var defaultNamingContext: String? { entry.text("defaultNamingContext") }
    /// The forest's first domain.
    public var rootDomainNamingContext: String? { entry.text("rootDomainNamingContext") }
    /// Where schema objects live; only Active Directory and what is shaped like it has one.
    public var schemaNamingContext: String? { entry.text("schemaNamingContext") }
    /// Where the forest's configuration lives.
    public var configurationNamingContext: String? { entry.text("configurationNamingContext") }
    /// The entry with the RFC 4512 schema.
    public var subschemaSubentry: String? { entry.text("subschemaSubentry") }
    /// The server's DNS name.
    public var dnsHostName: String? { entry.text("dnsHostName") }
    /// The server's own object in the configuration.
    public var dsServiceName: String? { entry.text("dsServiceName") }
    /// The maker.
    public var vendorName: String? { entry.text("vendorName") }
    /// The version, as the maker counts it.
    public var vendorVersion: String? { entry.text("vendorVersion") }
    /// The OIDs of controls that the server takes.
    public var supportedControls: [String] { entry.texts("supportedControl") }
    /// The level of the forest, a number that grows with Windows Server versions.
    public var forestFunctionality: String? { entry.text("forestFunctionality") }
    /// The number of the server's last change; only Active Directory and what is shaped like it counts them.
    public var highestCommittedUSN: Int64? { entry.text("highestCommittedUSN").flatMap { Int64($0) } }
    /// Whether the server is Active Directory, or says that it behaves like it.
    public var isActiveDirectory: Bool { entry.texts("supportedCapabilities").contains(Self.activeDirectoryCapability) }
    /// Whether the server is OpenLDAP's slapd, which says so by the class of this entry.
    public var isOpenLDAP: Bool { entry.texts("objectClass").contains { AttributeName($0) == "OpenLDAProotDSE" } }
}
