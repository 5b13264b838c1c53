import COpenLDAP
import Directory
import Foundation

/// The service records of a domain, as libldap reads them: by priority, by weight among equals.
enum ServiceRecords {
    /// Asks the DNS, on a thread of its own: the resolver blocks.
    static func servers(of domain: String) async throws(LDAPError) -> [DiscoveredServer] {
        guard LDAPLibrary.isPrepared else { throw LDAPError(.library, "libldap could not be prepared.") }
        let (code, list) = await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: ask(domain)) }.start()
        }
        return try servers(of: domain, code: code, list: list)
    }

    /// What an answer means.
    static func servers(of domain: String, code: Int32, list: String?) throws(LDAPError) -> [DiscoveredServer] {
        let servers = code == LDAP_SUCCESS ? parse(list ?? "") : []
        guard servers.isEmpty else { return servers }
        throw LDAPError(
            .hostNotFound,
            "The DNS names no LDAP server for the domain \(domain) (it has no record _ldap._tcp.\(domain)). Check the "
                + "domain's name, and that this machine asks the domain's DNS; or list servers."
        )
    }

    /// Reads libldap's list, `host:port` after `host:port`; what is no host and port is passed over.
    static func parse(_ list: String) -> [DiscoveredServer] {
        list.split(whereSeparator: \.isWhitespace).compactMap { part in
            guard let colon = part.lastIndex(of: ":"), let port = UInt16(part[part.index(after: colon)...]), port > 0
            else { return nil }
            var host = part[..<colon]
            if host.hasSuffix(".") { host.removeLast() }
            // A record whose target is the root says that there is no such service (RFC 2782).
            guard LDAPURL("ldap://\(host):\(port)") != nil else { return nil }
            return DiscoveredServer(host: String(host), port: port)
        }
    }

    private static func ask(_ domain: String) -> (Int32, String?) {
        var list: UnsafeMutablePointer<CChar>?
        let code = ldap_domain2hostlist(domain, &list)
        defer { ldap_memfree(list) }
        return (code, list.map { String(cString: $0) })
    }
}
