import COpenLDAP

/// The controls of an answer as libldap hands them out.
enum ResponseControls {
    /// Copies a list; it stays the caller's.
    static func copy(_ list: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?) -> [ResponseControl] {
        guard let list else { return [] }
        var controls: [ResponseControl] = []
        var index = 0
        while let control = list[index] {
            let value = control.pointee.ldctl_value
            controls.append(
                ResponseControl(
                    oid: control.pointee.ldctl_oid.map { String(cString: $0) } ?? "",
                    value: value.bv_val.map { Array(UnsafeRawBufferPointer(start: $0, count: Int(value.bv_len))) }
                )
            )
            index += 1
        }
        return controls
    }

    /// The controls of one entry or reference; nothing where they cannot be decoded.
    ///
    /// To be asked for before anything else is read of the message: libldap's own reading of an attribute list ends a
    /// value with a zero byte, in place, where the tag of the controls may stand.
    static func of(_ message: borrowing LDAPMessageHandle, _ handle: LDAPHandle) -> [ResponseControl]? {
        var list: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        guard ldap_get_entry_controls(handle.pointer, message.pointer, &list) == LDAP_SUCCESS else { return nil }
        defer { ldap_controls_free(list) }
        return copy(list)
    }
}
