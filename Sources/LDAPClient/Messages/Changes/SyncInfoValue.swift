import Directory

/// What a server says between entries while it synchronizes (RFC 4533 section 2.5).
enum SyncInfoValue: Sendable, Hashable {
    /// The message's OID.
    static let oid = "1.3.6.1.4.1.4203.1.9.1.4"

    case newCookie([UInt8])
    case refreshDelete(cookie: [UInt8]?, isDone: Bool)
    case refreshPresent(cookie: [UInt8]?, isDone: Bool)
    case identifiers([EntryUUID], areDeleted: Bool, cookie: [UInt8]?)

    /// Reads the message's value; nothing where it is anything else.
    init?(_ bytes: [UInt8]) {
        var outer = BERReader(bytes)
        guard let value = outer.next(), outer.isAtEnd else { return nil }
        if value.tag == 0x80 {
            self = .newCookie(Array(value.content))
            return
        }
        var fields = SyncFields(value.content)
        let cookie = fields.element(0x04).map { Array($0) }
        switch value.tag {
        case 0xA1, 0xA2:
            guard let isDone = fields.boolean(default: true), fields.isAtEnd else { return nil }
            self =
                value.tag == 0xA1
                ? .refreshDelete(cookie: cookie, isDone: isDone) : .refreshPresent(cookie: cookie, isDone: isDone)
        case 0xA3:
            guard let areDeleted = fields.boolean(default: false), let set = fields.element(0x31), fields.isAtEnd,
                let identifiers = Self.identifiers(set)
            else { return nil }
            self = .identifiers(identifiers, areDeleted: areDeleted, cookie: cookie)
        default: return nil
        }
    }

    private static func identifiers(_ set: ArraySlice<UInt8>) -> [EntryUUID]? {
        var fields = SyncFields(set)
        var identifiers: [EntryUUID] = []
        while let field = fields.element(0x04) {
            guard let identifier = EntryUUID(bytes: field) else { return nil }
            identifiers.append(identifier)
        }
        return fields.isAtEnd ? identifiers : nil
    }
}
