import COpenLDAP

/// MIT's Kerberos library, loaded when it is first needed.
struct KerberosLibrary {
    private var functions = dryad_gss()

    /// Loads it; nothing where it is not there.
    init?() {
        guard dryad_gss_open(&functions) == 0 else { return nil }
    }

    /// What a call has brought, or why not, in the library's words.
    enum Answer {
        case credential(UnsafeMutableRawPointer, lifetime: UInt32)
        case refused(String)
    }

    func acquire(cache: String, keytab: String?, principal: String?) -> Answer {
        var credential: UnsafeMutableRawPointer?
        var lifetime: UInt32 = 0
        let words = Self.words { words, size in
            withUnsafePointer(to: functions) {
                dryad_gss_acquire($0, cache, keytab, principal, &credential, &lifetime, words, size)
            }
        }
        guard words == nil, let credential else { return .refused(words ?? "no reason was given") }
        return .credential(credential, lifetime: lifetime)
    }

    /// Fetches the ticket for a service, `ldap@host`; gives why it could not.
    func fetchTicket(for service: String, _ credential: UnsafeMutableRawPointer) -> String? {
        Self.words { words, size in
            withUnsafePointer(to: functions) { dryad_gss_fetch($0, credential, service, words, size) }
        }
    }

    func release(_ credential: UnsafeMutableRawPointer) {
        withUnsafePointer(to: functions) { dryad_gss_release($0, credential) }
    }

    private static func words(_ body: (UnsafeMutablePointer<CChar>?, Int) -> Int32) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            buffer.initialize(repeating: 0)
            guard body(buffer.baseAddress, buffer.count) != 0, let base = buffer.baseAddress else { return nil }
            let words = String(cString: base)
            return words.isEmpty ? "no reason was given" : words
        }
    }
}
