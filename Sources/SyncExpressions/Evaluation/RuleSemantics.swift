/// What rules mean where two readings are plausible: nothing that is published decides these points.
///
/// They are settled when rules are compiled. `standard` is what Dryad takes for right (Documentation/Fidelity.md).
public struct RuleSemantics: Sendable, Hashable {
    /// Whether `ISBITSET` and `IsBitSet` want all bits of a mask of several, or any of them.
    public var wantsAllBits = true
    /// Whether `RemoveDuplicates` takes texts that differ only in case for the same.
    public var removesDuplicatesOfOtherCase = true
    /// Whether text is compared without regard to case, in expressions and in scoping filters.
    public var ignoresCase = true
    /// Whether `LESSTHAN` and its kind compare numbers as numbers in scoping filters, or everything as text.
    public var comparesNumbersInScope = true

    /// What Dryad takes for right.
    public static let standard = RuleSemantics()

    /// Makes the standard readings, to change some of them.
    public init() {}
}

extension RuleSemantics {
    /// One of the switches.
    public struct Switch: Sendable {
        /// Its name, as configurations write it.
        public let name: String
        /// Where it is.
        public let path: any WritableKeyPath<RuleSemantics, Bool> & Sendable
    }

    /// All switches.
    public static let switches: [Switch] = [
        Switch(name: "wantsAllBits", path: \.wantsAllBits),
        Switch(name: "removesDuplicatesOfOtherCase", path: \.removesDuplicatesOfOtherCase),
        Switch(name: "ignoresCase", path: \.ignoresCase),
        Switch(name: "comparesNumbersInScope", path: \.comparesNumbersInScope),
    ]
}
