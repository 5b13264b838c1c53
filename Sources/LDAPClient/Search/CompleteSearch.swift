/// The proof that a search has delivered everything that it was to find.
///
/// Only a search that has come to its end makes one. Whoever takes entries for deleted because they were not seen should
/// ask for it: an incomplete search has none to give.
public struct CompleteSearch: Sendable, Hashable {
    /// The DN at which the search began.
    public let base: String
    /// How many entries it has delivered.
    public let entries: Int

    init(base: String, entries: Int) {
        self.base = base
        self.entries = entries
    }
}
