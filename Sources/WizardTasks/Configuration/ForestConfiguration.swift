import Diagnostics
import Directory
public import LDAPClient
public import SyncRules

/// A forest as dryad.yaml describes it.
public struct ForestConfiguration: Sendable, Hashable {
    /// Where a password comes from; it never stands in the file itself.
    public enum Secret: Sendable, Hashable, Codable {
        /// A file that nobody else may read.
        case file(String)
        /// An environment variable.
        case variable(String)
        /// An open descriptor, from which it is read to the end.
        case descriptor(Int32)
    }

    /// Tickets in place of a password.
    public struct Kerberos: Sendable, Hashable, Codable {
        /// Where the tickets come from; a file that nobody else may read.
        public var source: KerberosAccount.Source
        /// How the sign-in is spoken.
        public var mechanism = KerberosAccount.Mechanism.gssapi

        /// Names the file.
        public init(source: KerberosAccount.Source) { self.source = source }
    }

    /// How the forest is read over LDAP.
    public struct Server: Sendable, Hashable, Codable {
        /// The URL, as a person writes it.
        public var url: String
        /// Whether TLS is begun on a plain connection.
        public var startsTLS = false
        /// Who signs in: a DN or a user principal name; nobody signs in where there is none.
        public var bindName: String?
        /// The password of that account.
        public var password: Secret?
        /// Tickets for that account.
        public var kerberos: Kerberos?
        /// The certificate that signs in, or that the server asks for.
        public var clientCertificate: ClientCertificate?
        /// The certificate authorities to trust, a PEM file.
        public var certificateAuthorityFile: String?
        /// Whether a password may cross a connection to this machine itself without TLS.
        public var allowsPlaintext = false
        /// Other servers of the forest, in the order in which they are tried when this one cannot be used.
        public var others: [String] = []
        /// The domain whose servers the DNS is asked for when none that is named can be used.
        public var discoveryDomain: String?
        /// The servers of domains, by the domains' DNS names in small letters.
        public var domainServers: [String: String] = [:]
        /// The DNS names of domains that are not read.
        public var excludedDomains: [String] = []

        /// Describes a server.
        public init(url: String) { self.url = url }

        /// Who signs in, as people are told: what proves it where no name is given, nothing where nobody does.
        public var account: String? {
            bindName ?? kerberos.map { _ in "whose tickets they are" }
                ?? clientCertificate.map { "the certificate \($0.file)" }
        }
    }

    /// Where the forest is read from.
    ///
    /// A plan to add the forest holds it: whatever is in it may be read by whoever may read the plan.
    public enum Source: Sendable, Hashable, Codable {
        /// A server.
        case server(Server)
        /// An LDIF file.
        case file(String)
    }

    /// The name by which people call it.
    public let name: String
    /// Its connector; it stays when the forest is renamed.
    public let connector: ConnectorID
    /// Its place in the order of creation, from 1.
    public let ordinal: Int
    /// Where it is read from.
    public var source: Source
    /// Which of its containers are read.
    public var filter = ContainerSelection()
    /// The DN of the group whose direct members alone are read, from the installation on; nothing where all objects are.
    public var groupFilter: String?

    /// The DNS names of domains that are not read; a server knows them as well.
    public var excludedDomains: [String] {
        get {
            guard case .server(let server) = source else { return excludedFromFile }
            return server.excludedDomains
        }
        set {
            guard case .server(var server) = source else { return excludedFromFile = newValue }
            server.excludedDomains = newValue
            source = .server(server)
        }
    }
    /// Those of a file.
    private var excludedFromFile: [String] = []

    /// Describes a forest.
    public init(name: String, connector: ConnectorID, ordinal: Int, source: Source) {
        self.name = name
        self.connector = connector
        self.ordinal = ordinal
        self.source = source
    }

    /// Whether a text in small letters is the DNS name of a domain.
    public static func isDomain(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return name.utf8.count < 254
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count < 64
                    && label.utf8.allSatisfy {
                        ASCII.isDigit($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
                    }
            }
    }

    /// Why a text cannot be the name of a forest; nothing where it can.
    ///
    /// Names stand beside `tenant` in tables, before `=` in `--live`, and in sentences.
    static func objection(to name: String) -> String? {
        if name.lowercased() == "tenant" { return "the tenant is called that" }
        if name.isEmpty || name.allSatisfy(\.isWhitespace) { return "a name has letters or digits" }
        if name != Terminal.visible(name) { return "it holds a character that cannot be shown" }
        if name.contains("=") { return "= stands between a forest and its file in --live" }
        return nil
    }
}
