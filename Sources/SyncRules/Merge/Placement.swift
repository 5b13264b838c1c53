/// Where something new belongs in a list, by the order of another list.
enum Placement {
    /// Behind its nearest predecessor of the other list that is there; before its nearest successor where none is; at
    /// the end where neither is.
    static func place<Key: Hashable>(of key: Key, in present: [Key], like order: [Key]) -> Int {
        guard let own = order.firstIndex(of: key) else { return present.count }
        let places = Dictionary(
            present.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { _, last in last }
        )
        for before in order[..<own].reversed() {
            if let place = places[before] { return place + 1 }
        }
        for after in order[own...].dropFirst() {
            if let place = present.firstIndex(of: after) { return place }
        }
        return present.count
    }
}
