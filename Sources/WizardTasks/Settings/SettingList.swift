import Directory
import LDAPClient
import SyncExpressions
import SyncRules

/// Every setting of a workspace as a name and a text, so that two configurations can be compared whole.
///
/// What is secret is not in a configuration; of a password only where it comes from is told.
public struct SettingList: Sendable, Hashable {
    /// One setting.
    public struct Setting: Sendable, Hashable, Codable {
        /// Its keys with points between.
        public let name: String
        /// Its value.
        public let value: String
    }

    /// The settings, in the order in which people read them.
    public let settings: [Setting]

    /// Lists a configuration.
    public init(_ configuration: WorkspaceConfiguration) {
        var settings: [Setting] = []
        func add(_ name: String, _ value: String?) {
            if let value { settings.append(Setting(name: name, value: value)) }
        }
        func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
        add("staging", word(configuration.isStaging))
        add("deletionGuard", String(configuration.deletionLimit))
        add("deletionGuardPercent", String(configuration.deletionPercent))
        add("importGuard", String(configuration.importPercent))
        add("syncInterval", String(configuration.syncInterval))
        add("syncEnabled", word(configuration.isSyncEnabled))
        add("historyDays", String(configuration.historyDays))
        if let address = configuration.tenantAddress {
            add("tenant.url", address.url)
            add("tenant.tokenFile", address.tokenFile)
        } else {
            add("tenant.store", configuration.tenantStore)
        }
        add("serverBuild", configuration.serverBuild)
        add("signIn.method", configuration.signIn.method.rawValue)
        add("signIn.seamlessSSO", word(configuration.signIn.hasSeamlessSSO))
        add("signIn.federationService", configuration.signIn.federationService)
        add("passwordWriteback", word(configuration.hasPasswordWriteback))
        let options = configuration.options
        for feature in RuleFeature.all { add("options.\(feature.name)", word(options.has(feature.name))) }
        add("options.passwordHashSync", word(options.synchronizesPasswords))
        add("options.sourceAnchor", "\(options.sourceAnchor)")
        add("options.joining", "\(options.joining)")
        add("options.userPrincipalName", "\(options.principalName)")
        add("options.applications", options.applications.map { $0.joined(separator: ",") } ?? "all")
        let excluded = options.excludedAttributes.map(\.spelling)
        add("options.excludedAttributes", excluded.isEmpty ? nil : excluded.joined(separator: ","))
        let extensions = options.extensions.map(\.description)
        add("options.extensions", extensions.isEmpty ? nil : extensions.joined(separator: ","))
        for one in RuleSemantics.switches {
            add("semantics.\(one.name)", word(configuration.semantics[keyPath: one.path]))
        }
        for forest in configuration.forests { settings += Self.settings(of: forest) }
        self.settings = settings
    }

    private static func settings(of forest: ForestConfiguration) -> [Setting] {
        var settings: [Setting] = []
        func add(_ key: String, _ value: String?) {
            if let value { settings.append(Setting(name: "forests.\(forest.name).\(key)", value: value)) }
        }
        add("id", forest.connector.text)
        add("ordinal", String(forest.ordinal))
        switch forest.source {
        case .file(let path): add("ldif", path)
        case .server(let server):
            add("url", server.url)
            add("account", server.account)
            add("password", server.password.map(Self.origin))
            add("tickets", server.kerberos.map(Self.origin))
            add("clientCertificate", server.clientCertificate?.file)
            add("startTLS", server.startsTLS ? "on" : nil)
            add("caFile", server.certificateAuthorityFile)
            add("insecurePlaintext", server.allowsPlaintext ? "on" : nil)
            add("servers", server.others.isEmpty ? nil : server.others.joined(separator: ","))
            add("discover", server.discoveryDomain)
            for (name, url) in server.domainServers.sorted(by: { $0.key < $1.key }) { add("domains.\(name)", url) }
        }
        let excluded = forest.excludedDomains
        add("excludeDomains", excluded.isEmpty ? nil : excluded.joined(separator: ","))
        add("newContainers", forest.filter.includesNew ? "read" : "skip")
        for one in forest.filter.containers {
            let identity = one.id.map { " (objectGUID \($0))" } ?? ""
            add("containers.\(one.dn)", (one.isRead ? "read" : "skip") + identity)
        }
        add("groupFilter", forest.groupFilter)
        return settings
    }

    private static func origin(_ secret: ForestConfiguration.Secret) -> String {
        switch secret {
        case .file: "from a file"
        case .variable: "from an environment variable"
        case .descriptor: "from an open descriptor"
        }
    }

    private static func origin(_ kerberos: ForestConfiguration.Kerberos) -> String {
        let origin =
            switch kerberos.source {
            case .keytab: "from a keytab"
            case .ticketCache: "from a ticket cache"
            }
        return "\(origin), by \(kerberos.mechanism.rawValue)"
    }

    /// What differs between two configurations, in the order of the newer one, what has gone last.
    public static func changes(from old: WorkspaceConfiguration, to new: WorkspaceConfiguration) -> [SettingChange] {
        let (before, after) = (SettingList(old), SettingList(new))
        let left = Dictionary(before.settings.map { ($0.name, $0.value) }) { first, _ in first }
        let right = Dictionary(after.settings.map { ($0.name, $0.value) }) { first, _ in first }
        let changed = after.settings.filter { left[$0.name] != $0.value }
            .map { SettingChange(name: $0.name, from: left[$0.name], to: $0.value) }
        let gone = before.settings.filter { right[$0.name] == nil }
            .map { SettingChange(name: $0.name, from: $0.value, to: nil) }
        return changed + gone
    }
}
