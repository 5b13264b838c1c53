/// GUIDs that are the same in every run: a counter stands in the first bytes of each.
public final class CountedIdentifiers: Sendable {
    private let counter = Locked(0)

    /// Begins with one.
    public init() {}

    /// The next, in its dashed form.
    public func next() -> String {
        let digits = counter.withLock { number in
            number += 1
            return "\(number)"
        }
        return String(repeating: "0", count: max(0, 8 - digits.count)) + digits + "-0000-4000-8000-000000000000"
    }
}
