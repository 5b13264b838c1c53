import COpenLDAP

/// The controls of a request as libldap takes them.
enum RequestControls {
    /// Runs the body with the page control, where there is a page size, and the request's own.
    static func with<Result>(
        _ request: SearchRequest,
        cookie: [UInt8],
        _ handle: LDAPHandle,
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?) -> Result
    ) throws(LDAPError) -> Result {
        var list: [UnsafeMutablePointer<LDAPControl>?] = []
        defer { for control in list { if let control { ldap_control_free(control) } } }
        if let size = request.pageSize { list.append(try PageControl.make(size: size, cookie: cookie, handle)) }
        for control in request.controls { list.append(try make(control)) }
        guard !list.isEmpty else { return body(nil) }
        list.append(nil)
        return list.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }

    private static func make(_ control: RequestControl) throws(LDAPError) -> UnsafeMutablePointer<LDAPControl> {
        var made: UnsafeMutablePointer<LDAPControl>?
        let critical: Int32 = control.isCritical ? 1 : 0
        let code: Int32
        if var bytes = control.value?.map({ CChar(bitPattern: $0) }) {
            code = bytes.withUnsafeMutableBufferPointer { buffer in
                var value = berval(bv_len: ber_len_t(buffer.count), bv_val: buffer.baseAddress)
                return ldap_control_create(control.oid, critical, &value, 1, &made)
            }
        } else {
            code = ldap_control_create(control.oid, critical, nil, 0, &made)
        }
        guard code == LDAP_SUCCESS, let made else {
            throw LDAPError(
                .library,
                "libldap could not make the control \(control.oid): \(LDAPLibrary.words(for: code))."
            )
        }
        return made
    }
}
