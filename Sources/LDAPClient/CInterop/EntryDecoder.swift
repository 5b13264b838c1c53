import COpenLDAP
import Directory

/// Packs entries straight from the bytes of their messages.
///
/// libldap's own walk makes a list of values for each attribute, and the textbook `ldap_get_values_len` starts over for
/// each; reading the message's bytes needs neither, and changes nothing in them.
struct EntryDecoder {
    private var lookup: AttributeLookup
    private var assembler = EntryAssembler()
    /// The attributes of the last entry of which the server holds more values back.
    private(set) var openRanges: [ValueRange] = []

    /// Whether the option `range` of a name means that more values are to be had; with DirSync it means something else.
    private let readsRanges: Bool

    init(table: AttributeTable, readsRanges: Bool = true) {
        lookup = AttributeLookup(table: table)
        self.readsRanges = readsRanges
    }

    mutating func decode(_ message: borrowing LDAPMessageHandle, _ handle: LDAPHandle) throws(LDAPError) -> PackedEntry
    {
        var dn = berval()
        var list = berval()
        guard dryad_entry(handle.pointer, message.pointer, &dn, &list) == LDAP_SUCCESS else {
            throw LDAPError(.protocolViolation, "The server sent an entry that cannot be decoded.")
        }
        return try decode(dn: Self.bytes(dn), list: Self.bytes(list))
    }

    /// Packs an entry of its name and the elements of its PartialAttributeList (RFC 4511 section 4.5.2).
    mutating func decode(
        dn: UnsafeRawBufferPointer,
        list: UnsafeRawBufferPointer
    ) throws(LDAPError) -> PackedEntry {
        assembler.begin()
        lookup.beginEntry()
        if !openRanges.isEmpty { openRanges = [] }
        var attributes = BERCursor(list)
        while !attributes.isAtEnd {
            guard let pair = attributes.element(0x30) else { throw Self.malformed }
            var parts = BERCursor(list, pair)
            guard let name = parts.element(0x04), let set = parts.element(0x31) else { throw Self.malformed }
            let attribute = try attribute(UnsafeRawBufferPointer(rebasing: list[name]))
            var values = BERCursor(list, set)
            while !values.isAtEnd {
                guard let value = values.element(0x04) else { throw Self.malformed }
                assembler.add(attribute, start: value.lowerBound, length: value.count)
            }
        }
        return assembler.finish(dn: dn, memory: list)
    }

    @inline(__always)
    private mutating func attribute(_ name: UnsafeRawBufferPointer) throws(LDAPError) -> AttributeID {
        var base = name
        var upper: Int?
        if readsRanges, let bounds = try ValueRange.Bounds(option: name) {
            base = UnsafeRawBufferPointer(rebasing: name[..<bounds.baseLength])
            upper = bounds.upper
        }
        guard let attribute = lookup.attribute(base) else {
            throw LDAPError(.tableFull, "The store already knows \(AttributeTable.capacity) attribute names.")
        }
        if let upper {
            openRanges.append(
                ValueRange(attribute: attribute, name: String(decoding: base, as: UTF8.self), next: upper + 1)
            )
        }
        return attribute
    }

    private static var malformed: LDAPError {
        LDAPError(.protocolViolation, "The server sent an entry whose attributes cannot be decoded.")
    }

    private static func bytes(_ value: berval) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: value.bv_val, count: value.bv_val == nil ? 0 : Int(value.bv_len))
    }
}
