import Directory

/// The fields of a sequence of which some may be left out (RFC 4511 section 5.1).
struct SyncFields {
    private var reader: BERReader
    private var waiting: BERReader.Element?

    init(_ content: ArraySlice<UInt8>) {
        reader = BERReader(content)
        waiting = reader.next()
    }

    /// The next field's content where it has this tag; otherwise it was left out.
    mutating func element(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard let field = waiting, field.tag == tag else { return nil }
        waiting = reader.next()
        return field.content
    }

    /// The next field where it is a truth value, what stands for it where it was left out; nothing where it is broken.
    mutating func boolean(default value: Bool) -> Bool? {
        guard let content = element(0x01) else { return value }
        guard content.count == 1, let byte = content.first else { return nil }
        return byte != 0
    }

    /// Whether every field has been taken and nothing is left that is none.
    var isAtEnd: Bool { waiting == nil && reader.isAtEnd }
}
