import COpenLDAP

/// Lists of C strings, in and out.
enum CStrings {
    /// Lends a NULL-terminated list for the time of the body; NULL for an empty one.
    static func with<Result>(
        _ strings: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Result
    ) -> Result {
        guard !strings.isEmpty else { return body(nil) }
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { ldap_strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { ldap_memfree(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }

    /// Takes over a list from libldap and frees it.
    static func take(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> [String] {
        guard let list else { return [] }
        var strings: [String] = []
        var index = 0
        while let string = list[index] {
            strings.append(String(cString: string))
            ldap_memfree(string)
            index += 1
        }
        ldap_memfree(list)
        return strings
    }
}

extension SearchScope {
    /// libldap's number for it.
    var number: Int32 {
        switch self {
        case .base: LDAP_SCOPE_BASE
        case .oneLevel: LDAP_SCOPE_ONELEVEL
        case .subtree: LDAP_SCOPE_SUBTREE
        }
    }
}
