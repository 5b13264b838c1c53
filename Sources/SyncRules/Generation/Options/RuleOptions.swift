public import Directory

/// What people have chosen in the wizard, as far as standard rules depend on it.
public struct RuleOptions: Sendable, Hashable, Codable {
    /// The optional features that are on, sorted.
    public var features: [String] { didSet { features = Set(features).sorted() } }
    /// What makes a person's identity in the tenant.
    public var sourceAnchor = SourceAnchor.objectGUID
    /// How the objects of one person are found in several forests.
    public var joining = JoiningMethod.objectSid
    /// The attribute that becomes the sign-in name.
    public var principalName: AttributeName = "userPrincipalName"
    /// The services whose attributes are exported; nothing where all are.
    public var applications: [String]?
    /// Attributes of the tenant that are left out.
    public var excludedAttributes: [AttributeName] = []
    /// Attributes that are carried into the tenant under names of their own.
    public var extensions: [DirectoryExtension] = []

    /// Whether the hashes of passwords follow the rules that carry them.
    public var synchronizesPasswords: Bool {
        get { withholdsPasswords != true }
        set { withholdsPasswords = newValue ? nil : true }
    }
    /// Nothing where passwords follow, so that options that say nothing of them are written as they always were.
    private var withholdsPasswords: Bool?

    /// What a new workspace starts with.
    public static let standard = RuleOptions(features: ["deviceWriteUp"])

    /// Makes a set of options.
    public init(features: [String]) { self.features = Set(features).sorted() }

    /// Whether a feature is on.
    public func has(_ feature: String) -> Bool { features.contains(feature) }

    /// Whether a service's attributes are exported.
    public func exports(_ application: String) -> Bool {
        applications?.contains { $0.lowercased() == application.lowercased() } ?? true
    }

    /// What cannot be together, each as a sentence; all of it at once.
    public var conflicts: [String] {
        var found: [String] = []
        for name in ["mail", "userPrincipalName"] as [AttributeName] where sourceAnchor.attribute == name {
            found.append(
                "\(name) cannot be the source anchor: its values hold an @, which a tenant refuses in anchors."
            )
        }
        for name in ["cn", "name", "distinguishedName", "dn"] as [AttributeName] where sourceAnchor.attribute == name {
            found.append(
                "\(name) cannot be the source anchor: it changes when somebody is renamed, and an anchor never does."
            )
        }
        if has("exchangeHybrid"), !exports("ExchangeOnline") {
            found.append("exchangeHybrid needs the attributes of ExchangeOnline, which applications leaves out.")
        }
        let needed: [AttributeName] = ["sourceAnchor", "userPrincipalName", "accountEnabled"]
        for name in excludedAttributes where needed.contains(name) {
            found.append("\(name) cannot be left out: the tenant makes no user without it.")
        }
        if extensions.count > DirectoryExtension.limit {
            found.append("A tenant takes \(DirectoryExtension.limit) directory extensions, not \(extensions.count).")
        }
        for (name, count) in Dictionary(grouping: extensions, by: { $0 }).mapValues(\.count).sorted(by: {
            $0.key < $1.key
        })
        where count > 1 {
            found.append("The directory extension \(name) is there twice.")
        }
        let targets = Dictionary(grouping: extensions, by: { "\($0.objectClass) \($0.target)".lowercased() })
        for same in targets.values.sorted(by: { $0[0] < $1[0] }) where Set(same).count > 1 {
            found.append(
                "The directory extensions \(same.map(\.description).joined(separator: " and ")) have one name."
            )
        }
        for one in extensions where !one.target.folded.hasPrefix("extension_") {
            found.append(
                "The directory extension \(one) would write another attribute: its name begins with extension_."
            )
        }
        return found
    }
}
