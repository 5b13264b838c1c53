import COpenLDAP

/// A message between a request and its result (RFC 4511 section 4.13).
enum IntermediateMessage {
    /// Its name and its value; nothing where it cannot be decoded.
    static func read(_ message: borrowing LDAPMessageHandle, _ handle: LDAPHandle) -> AnswerPart? {
        var oid: UnsafeMutablePointer<CChar>?
        var value: UnsafeMutablePointer<berval>?
        guard ldap_parse_intermediate(handle.pointer, message.pointer, &oid, &value, nil, 0) == LDAP_SUCCESS else {
            return nil
        }
        defer {
            ldap_memfree(oid)
            ber_bvfree(value)
        }
        let bytes = value.flatMap { value in
            value.pointee.bv_val.map { Array(UnsafeRawBufferPointer(start: $0, count: Int(value.pointee.bv_len))) }
        }
        return .intermediate(oid: oid.map { String(cString: $0) } ?? "", value: bytes ?? [])
    }
}
