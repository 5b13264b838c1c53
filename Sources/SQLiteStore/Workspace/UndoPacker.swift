import Directory
import SyncEngine

/// Packs notes of what images were, one behind the other (`UndoNote`).
struct UndoPacker {
    private(set) var bytes: [UInt8] = []

    /// Forgets what was packed.
    mutating func begin() { bytes.removeAll(keepingCapacity: true) }

    /// Begins a note.
    mutating func add(_ form: UndoNote.Form, _ state: ImageRows.State, _ anchor: String) {
        bytes.append(form.rawValue | (state == .accepted ? UndoNote.acceptedMark : 0))
        add(text: anchor)
    }

    /// Adds whose an image was, and of what class.
    mutating func add(_ owner: UndoNote.Owner) {
        owner.metaverse.withBytes { bytes.append(contentsOf: $0) }
        add(text: owner.objectClass.spelling)
    }

    /// Adds the bytes of a packed entry.
    mutating func add(entry: [UInt8]) {
        add(number: entry.count)
        bytes.append(contentsOf: entry)
    }

    private mutating func add(text: String) {
        add(number: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func add(number: Int) {
        var rest = UInt64(number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
