import COpenLDAP
import Directory

/// Packs entries straight from libldap's buffers.
///
/// `ldap_get_attribute_ber` walks an entry once and lends its values; the textbook `ldap_get_values_len` starts over for
/// each attribute.
struct EntryDecoder {
    private var lookup: AttributeLookup
    private var packer = EntryPacker()
    /// The attributes of the last entry of which the server holds more values back.
    private(set) var openRanges: [ValueRange] = []

    init(table: AttributeTable) { lookup = AttributeLookup(table: table) }

    mutating func decode(_ message: borrowing LDAPMessageHandle, _ handle: LDAPHandle) throws(LDAPError) -> PackedEntry
    {
        var ber: OpaquePointer?
        var dn = berval()
        guard ldap_get_dn_ber(handle.pointer, message.pointer, &ber, &dn) == LDAP_SUCCESS else {
            throw LDAPError(.protocolViolation, "The server sent an entry that cannot be decoded.")
        }
        defer { if let ber { ber_free(ber, 0) } }
        packer.begin(dn: Self.bytes(dn))
        openRanges = []
        while true {
            var name = berval()
            var values: UnsafeMutablePointer<berval>?
            let code = ldap_get_attribute_ber(handle.pointer, message.pointer, ber, &name, &values)
            guard code == LDAP_SUCCESS else {
                throw LDAPError(.protocolViolation, "The server sent an entry whose attributes cannot be decoded.")
            }
            guard name.bv_val != nil else { return packer.finish() }
            defer { if let values { ldap_memfree(values) } }
            let nameBytes = Self.bytes(name)
            let range = try ValueRange.Bounds(option: nameBytes)
            let base = range.map { UnsafeRawBufferPointer(rebasing: nameBytes[..<$0.baseLength]) } ?? nameBytes
            guard let attribute = lookup.attribute(base) else {
                throw LDAPError(.tableFull, "The store already knows \(AttributeTable.capacity) attribute names.")
            }
            if let upper = range?.upper {
                openRanges.append(
                    ValueRange(attribute: attribute, name: String(decoding: base, as: UTF8.self), next: upper + 1)
                )
            }
            guard var value = values else { continue }
            while value.pointee.bv_val != nil {
                packer.add(attribute, Self.bytes(value.pointee))
                value += 1
            }
        }
    }

    private static func bytes(_ value: berval) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: value.bv_val, count: value.bv_val == nil ? 0 : Int(value.bv_len))
    }
}
