import Directory

/// What a server says of an answer with DirSync (MS-ADTS section 3.1.1.3.4.1.3).
struct DirSyncAnswer: Sendable, Hashable {
    /// Whether there is more to be had at once.
    let hasMore: Bool
    /// What asks for what comes after.
    let cookie: [UInt8]

    /// Reads the control's value; nothing where it is anything else.
    init?(_ bytes: [UInt8]) {
        var outer = BERReader(bytes)
        guard let value = outer.next(), value.tag == 0x30, outer.isAtEnd else { return nil }
        var fields = value.reader
        guard let more = fields.next(), more.tag == 0x02, (1...8).contains(more.content.count),
            let unused = fields.next(), unused.tag == 0x02,
            let cookie = fields.next(), cookie.tag == 0x04, fields.isAtEnd
        else { return nil }
        hasMore = more.content.contains { $0 != 0 }
        self.cookie = Array(cookie.content)
    }
}
