import Directory
import SyncEngine

/// What one image of a source anchor was before something was written over it.
///
/// Notes stand one behind the other in a part, each so; numbers are written in groups of seven bits, the lowest first, with
/// the top bit set where another group follows:
///
///     u8   the form, and `acceptedMark` where it is said of what the target has accepted
///     …    the source anchor: its length, its bytes
///     …    of a whole image: the 16 bytes of its metaverse object, the class with its length, a packed entry with its length
///     …    of a change: the same, with two entries - what the image that came later is given, and what is taken from it
struct UndoNote {
    /// What is said.
    enum Form: UInt8 {
        /// There was none.
        case nothing = 0
        /// It was the one that the anchor had of the other kind: wanted was what was accepted, or accepted what was wanted.
        case theOther = 1
        /// It was this one.
        case whole = 2
        /// It was the one that came later, but for this.
        case changed = 3
        /// No anchor had any image.
        case beginning = 4
    }

    /// Whose an image was, and of what class.
    struct Owner {
        let metaverse: MetaverseID
        let objectClass: AttributeName
    }

    /// What there was.
    enum Before {
        case nothing
        case theOther
        case whole(Owner, PackedEntry)
        case changed(Owner, EntryChange)
        case beginning
    }

    static let acceptedMark: UInt8 = 0x10

    /// Which of the two images of the anchor it is.
    let state: ImageRows.State
    let anchor: String
    let before: Before
}
