import Foundation

/// What a page of an import has room for yet: so many objects that are looked at, and so many bytes of those that it tells.
///
/// Objects differ in size by a thousand times: five hundred with photographs are more than an answer may have.
struct PageRoom {
    /// How many objects are looked at for a page.
    static let objects = 500
    /// About how many bytes a page has; the object that goes beyond them is its last.
    static let bytes = 4 << 20
    /// How many objects are read from the store at once: those for which there is no room are read again.
    static let step = 100

    private var objects = PageRoom.objects
    private var bytes: Int

    /// An empty page for so many bytes.
    init(bytes: Int) { self.bytes = bytes }

    /// Whether the page ends here.
    var isFull: Bool { objects <= 0 || bytes <= 0 }

    /// Counts an object that was looked at, and what is told of it.
    mutating func take(_ told: SyncedObject?...) {
        objects -= 1
        for object in told { bytes -= object?.byteCount ?? 0 }
    }
}

extension SyncedObject {
    /// About how many bytes it has on the way, its values in Base64.
    fileprivate var byteCount: Int {
        values.reduce(anchor.utf8.count) { sum, attribute in
            attribute.value.reduce(sum + attribute.key.utf8.count) { $0 + $1.count / 3 * 4 + 8 }
        }
    }
}
