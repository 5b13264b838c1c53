import COpenLDAP

/// The simple paged results control (RFC 2696).
enum PageControl {
    /// The control that asks for a page; to be freed with `ldap_control_free`.
    static func make(
        size: Int,
        cookie: [UInt8],
        _ handle: LDAPHandle
    ) throws(LDAPError) -> UnsafeMutablePointer<LDAPControl> {
        var control: UnsafeMutablePointer<LDAPControl>?
        var cookie = cookie
        let code = cookie.withUnsafeMutableBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { bytes in
                var value = berval(bv_len: ber_len_t(bytes.count), bv_val: bytes.baseAddress)
                return ldap_create_page_control(handle.pointer, ber_int_t(clamping: size), &value, 1, &control)
            }
        }
        guard code == LDAP_SUCCESS, let control else {
            throw LDAPError(.library, "libldap could not make the control for paging: \(LDAPLibrary.words(for: code)).")
        }
        return control
    }

    /// The cookie in a result's controls; nothing when the server sent no such control.
    static func cookie(
        _ controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?,
        _ handle: LDAPHandle
    ) -> [UInt8]? {
        guard let controls, let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil) else {
            return nil
        }
        var estimate: ber_int_t = 0
        var cookie = berval()
        guard ldap_parse_pageresponse_control(handle.pointer, control, &estimate, &cookie) == LDAP_SUCCESS else {
            return nil
        }
        defer { if let bytes = cookie.bv_val { ber_memfree(bytes) } }
        return Array(UnsafeRawBufferPointer(start: cookie.bv_val, count: cookie.bv_val == nil ? 0 : Int(cookie.bv_len)))
    }
}
