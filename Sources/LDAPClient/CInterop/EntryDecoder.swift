import COpenLDAP
import Directory

/// Packs entries straight from the bytes of their messages.
///
/// libldap's own walk makes a list of values for each attribute, and the textbook `ldap_get_values_len` starts over for
/// each; reading the message's bytes needs neither, and changes nothing in them.
struct EntryDecoder {
    private var decoder: AttributeListDecoder

    /// The attributes of the last entry of which the server holds more values back.
    var openRanges: [ValueRange] { decoder.openRanges }

    init(table: AttributeTable, readsRanges: Bool = true) {
        decoder = AttributeListDecoder(table: table, readsRanges: readsRanges)
    }

    mutating func decode(_ message: borrowing LDAPMessageHandle, _ handle: LDAPHandle) throws(LDAPError) -> PackedEntry
    {
        var dn = berval()
        var list = berval()
        guard dryad_entry(handle.pointer, message.pointer, &dn, &list) == LDAP_SUCCESS else {
            throw LDAPError(.protocolViolation, "The server sent an entry that cannot be decoded.")
        }
        do throws(AttributeListError) {
            return try decoder.decode(dn: Self.bytes(dn), list: Self.bytes(list))
        } catch {
            throw Self.explained(error)
        }
    }

    private static func explained(_ error: AttributeListError) -> LDAPError {
        switch error {
        case .malformed:
            LDAPError(.protocolViolation, "The server sent an entry whose attributes cannot be decoded.")
        case .tableFull:
            LDAPError(.tableFull, "The store already knows \(AttributeTable.capacity) attribute names.")
        case .unclearRange(let name):
            LDAPError(
                .rangedValues,
                "The server gave a part of an attribute's values as \(name), which does not say which part."
            )
        }
    }

    private static func bytes(_ value: berval) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: value.bv_val, count: value.bv_val == nil ? 0 : Int(value.bv_len))
    }
}
