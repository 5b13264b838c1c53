public import Directory
import Synchronization

/// Memory of entries that have gone, for those that are read next: what is new to a process is cleared page by page.
public final class SpareEntries: Sendable {
    private let entries = Mutex(PackedEntries())

    /// Begins with none.
    public init() {}

    /// The memory, for one who fills it; the next one begins with none.
    public func take() -> PackedEntries {
        entries.withLock { held in
            let taken = held
            held = PackedEntries()
            return taken
        }
    }

    /// Takes the memory of entries that nobody needs any more.
    public func put(_ used: consuming PackedEntries) {
        used.removeAll()
        let empty = used
        entries.withLock { $0 = empty }
    }
}
