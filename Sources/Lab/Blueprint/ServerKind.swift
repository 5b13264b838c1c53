/// What serves a forest of the lab.
public enum ServerKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// A real Active Directory domain controller.
    case samba
    /// A plain LDAP server with entries that are shaped like Active Directory's.
    case slapd
}
