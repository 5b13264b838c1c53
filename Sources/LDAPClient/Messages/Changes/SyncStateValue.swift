import Directory

/// What a server says of one entry while it synchronizes (RFC 4533 section 2.3).
struct SyncStateValue: Sendable, Hashable {
    /// What has become of the entry.
    enum State: UInt8, Sendable {
        case present = 0
        case add = 1
        case modify = 2
        case delete = 3
    }

    /// The control's OID.
    static let oid = "1.3.6.1.4.1.4203.1.9.1.2"

    let state: State
    let identifier: EntryUUID
    let cookie: [UInt8]?

    /// Reads the control's value; nothing where it is anything else.
    init?(_ bytes: [UInt8]) {
        var outer = BERReader(bytes)
        guard let value = outer.next(), value.tag == 0x30, outer.isAtEnd else { return nil }
        var fields = SyncFields(value.content)
        guard let number = fields.element(0x0A), number.count == 1, let state = number.first.flatMap(State.init),
            let identifier = fields.element(0x04).flatMap({ EntryUUID(bytes: $0) })
        else { return nil }
        self.state = state
        self.identifier = identifier
        cookie = fields.element(0x04).map { Array($0) }
        guard fields.isAtEnd else { return nil }
    }
}
