/// Names in a list: where several objects are called alike, what tells them apart stands behind.
struct DistinctNames {
    private let ambiguous: Set<String>

    init(_ names: some Sequence<String>) {
        var (known, ambiguous): (Set<String>, Set<String>) = ([], [])
        for name in names where !known.insert(name).inserted { ambiguous.insert(name) }
        self.ambiguous = ambiguous
    }

    /// The name, with the source anchor where it is not the only one of that name.
    func text(_ name: String, anchor: String) -> String {
        ambiguous.contains(name) ? "\(name) (\(anchor))" : name
    }
}
