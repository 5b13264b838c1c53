import COpenLDAP
import Directory

/// The owner of credentials of an account, with the ticket for one directory in their cache.
///
/// `nonisolated(unsafe)` because a pointer is not Sendable: MIT's library locks its credentials itself, so that any thread
/// may use them, and the pointer never changes.
final class KerberosCredential: Sendable {
    nonisolated(unsafe) let pointer: UnsafeMutableRawPointer

    private init(_ pointer: UnsafeMutableRawPointer) { self.pointer = pointer }

    // The library is loaded, since it has made the credential: this only finds its functions.
    deinit { KerberosLibrary()?.release(pointer) }

    /// Gets tickets; waits for the realm's servers, however long that takes.
    static func acquire(_ account: KerberosAccount, for endpoint: LDAPEndpoint) -> Result<KerberosCredential, LDAPError>
    {
        func failure(_ sentence: String) -> Result<KerberosCredential, LDAPError> {
            .failure(LDAPError(.kerberos, "\(endpoint.url): \(sentence)", at: endpoint))
        }
        guard let library = KerberosLibrary() else {
            return failure(
                "a sign-in with Kerberos needs MIT's library libgssapi_krb5, which is not installed (Debian's package "
                    + "libsasl2-modules-gssapi-mit brings it)."
            )
        }
        let answer: KerberosLibrary.Answer
        let origin: String
        switch account.source {
        case .keytab(let path):
            origin = "the keytab \(path)"
            // One cache for a keytab and an account: tickets are fetched once, and two accounts do not meet.
            let cache = "MEMORY:dryad \(path) \(account.principal ?? "")"
            answer = library.acquire(cache: cache, keytab: "FILE:\(path)", principal: account.principal)
        case .ticketCache(let path):
            origin = "the ticket cache \(path)"
            answer = library.acquire(cache: "FILE:\(path)", keytab: nil, principal: account.principal)
        }
        switch answer {
        case .refused(let words):
            return failure(
                "there are no tickets from \(origin)\(account.principal.map { " for \($0)" } ?? ""). Kerberos says: "
                    + "\(words). Is the file right, and does krb5.conf name the realm's servers?"
            )
        case .credential(let pointer, let lifetime):
            let credential = KerberosCredential(pointer)
            guard lifetime > 0 else {
                return failure("the tickets in \(origin) have expired. Get new ones with kinit.")
            }
            if let words = library.fetchTicket(for: "ldap@\(endpoint.url.host)", pointer) {
                return failure(
                    "there is no ticket for ldap/\(endpoint.url.host). Kerberos says: \(words). The URL has to name the "
                        + "server as its service principal does."
                )
            }
            return .success(credential)
        }
    }
}
