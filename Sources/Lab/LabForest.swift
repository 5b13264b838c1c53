/// A forest of the lab: what it is, where it is, how it is read.
public struct LabForest: Sendable, Hashable, Codable {
    /// The DNS name.
    public let name: String
    /// What serves it.
    public let kind: ServerKind
    /// Where it is, without TLS: for the lab itself and for people who look.
    public let url: String
    /// Where it is, with TLS: what a workspace uses.
    public let secureURL: String
    /// The account that may read it.
    public let bindName: String
    /// The file with that account's password; nobody else may read it.
    public let passwordFile: String
    /// The keys of that account, where the server has a Kerberos realm.
    public let keytabFile: String?
    /// The krb5.conf that finds the realm.
    public let kerberosConfigurationFile: String?
    /// The certificate authority of the lab.
    public let certificateAuthorityFile: String
    /// The domain.
    public let baseDN: String
    /// What has been installed since it was made.
    public let features: [LabFeature]
    /// How many objects were put in.
    public let objects: Int
    /// The server's process, where it runs.
    public let processIdentifier: Int32?

    /// Whether the server runs.
    public var isRunning: Bool { processIdentifier != nil }
}
