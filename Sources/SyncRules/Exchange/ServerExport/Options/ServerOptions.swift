public import Directory

/// The options that people chose when they set a server up, as its exported configuration tells them.
///
/// A value that the export does not give, or gives as an empty element, is nothing here; one that cannot be understood is
/// nothing too, and reported. Words are the product's.
public struct ServerOptions: Sendable, Hashable, Codable {
    /// Whether the server computes everything and exports nothing.
    public internal(set) var isStaging: Bool?
    /// The attribute that becomes the source anchor.
    public internal(set) var sourceAnchor: AttributeName?
    /// The attribute that becomes the user principal name.
    public internal(set) var userPrincipalName: AttributeName?
    /// How objects of several forests are matched, such as `AlwaysProvision` or `ObjectSID`.
    public internal(set) var joinCriteria: String?
    /// The attribute by which objects are matched when people chose one.
    public internal(set) var customJoinAttribute: AttributeName?
    /// How people sign in, such as `PasswordHashSync`.
    public internal(set) var signInMethod: String?
    /// Whether machines of the domain sign in without asking.
    public internal(set) var hasSingleSignOn: Bool?
    /// The features that are on.
    public internal(set) var featuresOn: [ServerFeature] = []
    /// The features that are off.
    public internal(set) var featuresOff: [ServerFeature] = []
    /// Where features write back to; those that name neither forest nor container are left out.
    public internal(set) var writebackTargets: [WritebackTarget] = []
    /// Whether many deletions stop an export.
    public internal(set) var stopsDeletions: Bool?
    /// How many deletions do.
    public internal(set) var deletionThreshold: Int?
    /// The attributes that go to the tenant as extensions, as they are listed.
    public internal(set) var extensions: [ServerExtension] = []
    /// The names that extensions have in the tenant, as they are listed.
    public internal(set) var extensionNames: [ServerExtensionName] = []
    /// The applications of the application filter, as the product writes them.
    public internal(set) var filteredApplications: String?
    /// The attributes that the attribute filter excludes, as the product writes them.
    public internal(set) var excludedAttributes: String?
    /// The build of the product, such as `2.2.1.0`.
    public internal(set) var serverVersion: String?
    /// What connectors of forests add, in the order of the export.
    public internal(set) var forests: [ForestOptions] = []

    /// Options that nothing is known of.
    init() {}

    /// Whether a feature is on; nothing where the export does not say.
    public func isOn(_ feature: ServerFeature) -> Bool? {
        if featuresOn.contains(feature) { return true }
        return featuresOff.contains(feature) ? false : nil
    }

    /// Reads the options of an export; what was not understood is reported with its key.
    public static func read(_ export: ServerExport) -> (options: ServerOptions, problems: [ExchangeProblem]) {
        var reader = ServerOptionsReader(export.globalParameters)
        reader.readServer()
        for connector in export.connectors where !connector.isTenant { reader.read(connector) }
        return (reader.options, reader.problems)
    }

    /// A switch as the product writes it: capitals or not, words or digits.
    static func flag(_ text: String) -> Bool? {
        switch ASCII.lowercased(text) {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }
}
