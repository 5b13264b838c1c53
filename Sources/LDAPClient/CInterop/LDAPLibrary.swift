import COpenLDAP
import Foundation

/// What has to happen once in a process before libldap is used.
enum LDAPLibrary {
    /// Whether libldap has been told to ignore its environment, which happens here on first use.
    ///
    /// libldap reads `ldap.conf`, `.ldaprc` and `LDAP*` variables, any of which can turn certificate checks off.
    /// Told not to before its first use, it reads none of them (ldap.conf(5), LDAPNOINIT).
    static let isPrepared: Bool = {
        setenv("LDAPNOINIT", "1", 1)
        var version = LDAP_VERSION3
        return ldap_set_option(nil, LDAP_OPT_PROTOCOL_VERSION, &version) == LDAP_SUCCESS
    }()

    /// libldap's own words for a result code.
    static func words(for code: Int32) -> String { String(cString: ldap_err2string(code)) }
}
