import Directory
import SyncEngine

/// Reads a part of notes of what images were, each byte behind a look at where they end: a store may be damaged.
struct UndoReader {
    static let damaged = StoreError(
        .damaged,
        "What the store has noted for comparing runs cannot be read. Restore it from a copy."
    )

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next note of a source anchor that is wanted, or of all of them; nothing at the end.
    ///
    /// The entries of the others are not looked at.
    mutating func next(where isWanted: (String) -> Bool) throws -> UndoNote? {
        while place < bytes.count {
            let head = bytes[place]
            place += 1
            guard let form = UndoNote.Form(rawValue: head & ~UndoNote.acceptedMark) else { throw Self.damaged }
            let name = try counted()
            let anchor = text(name)
            let isTaken = form == .beginning || isWanted(anchor)
            guard let before = try before(form, isTaken) else { continue }
            let state: ImageRows.State = head & UndoNote.acceptedMark == 0 ? .wanted : .accepted
            if isTaken { return UndoNote(state: state, anchor: anchor, before: before) }
        }
        return nil
    }

    /// What a note says; nothing of one with an image that is passed over.
    private mutating func before(_ form: UndoNote.Form, _ isTaken: Bool) throws -> UndoNote.Before? {
        switch form {
        case .nothing: return .nothing
        case .theOther: return .theOther
        case .beginning: return .beginning
        case .whole, .changed: break
        }
        let (metaverse, objectClass, entry) = (try stretch(16), try counted(), try counted())
        let taken = form == .changed ? try counted() : nil
        guard isTaken else { return nil }
        guard let identity = MetaverseID(bytes: bytes[metaverse]) else { throw Self.damaged }
        let owner = UndoNote.Owner(metaverse: identity, objectClass: AttributeName(text(objectClass)))
        let first = try StoredValue.entry(Array(bytes[entry]))
        guard let taken else { return .whole(owner, first) }
        return .changed(owner, EntryChange(given: first, taken: try StoredValue.entry(Array(bytes[taken]))))
    }

    private func text(_ place: Range<Int>) -> String { String(decoding: bytes[place], as: UTF8.self) }

    /// Where so many bytes stand that are next.
    private mutating func stretch(_ count: Int) throws -> Range<Int> {
        guard count <= bytes.count - place else { throw Self.damaged }
        defer { place += count }
        return place..<place + count
    }

    /// Where the bytes stand whose number is next.
    private mutating func counted() throws -> Range<Int> {
        var (count, shift) = (UInt64(0), UInt64(0))
        while place < bytes.count, shift < 63 {
            let byte = bytes[place]
            place += 1
            count |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return try stretch(Int(count)) }
            shift += 7
        }
        throw Self.damaged
    }
}
