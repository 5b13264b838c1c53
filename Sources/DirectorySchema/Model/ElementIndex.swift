import Synchronization

/// The places of definitions by their names, made when somebody first asks: a schema that is only read, stored or compared
/// is never asked.
final class ElementIndex: Sendable {
    private let places = Mutex<[String: Int]?>(nil)

    /// The place of a name; `make` gives all places, the same ones whenever it is called.
    func place(of name: String, make: () -> [String: Int]) -> Int? {
        places.withLock { known in
            if known == nil { known = make() }
            return known?[name]
        }
    }
}
