import Directory
import Foundation

/// Where a server says that the search goes on (RFC 4511 section 4.5.3, RFC 4516).
public struct Referral: Sendable, Hashable {
    /// The host; the port that a referral names says nothing of how that host is to be trusted, and is not kept.
    public let host: String
    /// The DN at which to go on; the search's own where it names none.
    public let base: String?
    /// How far to look; nothing where it does not say.
    public let scope: SearchScope?

    /// Reads an LDAP URL with a DN; nothing where it is none, or names no host.
    public init?(_ text: String) {
        guard let separator = text.range(of: "://"),
            ["ldap", "ldaps"].contains(ASCII.lowercased(String(text[..<separator.lowerBound])))
        else { return nil }
        let rest = text[separator.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let url = LDAPURL("ldap://\(rest[..<slash])") else { return nil }
        host = ASCII.lowercased(url.host)
        let fields = rest[slash...].dropFirst().split(separator: "?", omittingEmptySubsequences: false)
        let name = fields.first.flatMap { $0.removingPercentEncoding }
        base = name.flatMap { $0.isEmpty ? nil : $0 }
        scope =
            switch fields.count > 2 ? ASCII.lowercased(String(fields[2])) : "" {
            case "base": .base
            case "one": .oneLevel
            case "sub": .subtree
            default: nil
            }
    }
}
