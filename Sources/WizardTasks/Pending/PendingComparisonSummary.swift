/// How many objects differ in a comparison of pending exports, and in which attributes.
public struct PendingComparisonSummary: Sendable, Hashable {
    /// An attribute, written by one rule.
    public struct Attribute: Sendable, Hashable {
        /// The attribute.
        public let name: String
        /// The rule that writes it; nothing where none is known.
        public let rule: String?
    }

    /// How many objects differ.
    public private(set) var count = 0
    /// How many of them the first place alone would touch.
    public private(set) var onlyFirst = 0
    /// The same of the second place.
    public private(set) var onlySecond = 0
    /// How many objects the first place would delete and the second would not.
    public private(set) var deletedByFirst = 0
    /// The same of the second place.
    public private(set) var deletedBySecond = 0
    private var counts: [Attribute: Int] = [:]

    /// Begins with nothing.
    init() {}

    /// Counts all that differs.
    public init(_ comparison: PendingComparison) { add(comparison.objects) }

    /// Counts objects.
    mutating func add(_ objects: [PendingComparison.Object]) {
        for object in objects {
            count += 1
            if object.second == nil { onlyFirst += 1 }
            if object.first == nil { onlySecond += 1 }
            if object.first == "delete", object.second != "delete" { deletedByFirst += 1 }
            if object.second == "delete", object.first != "delete" { deletedBySecond += 1 }
            for difference in object.differences {
                counts[Attribute(name: difference.attribute, rule: difference.rule), default: 0] += 1
            }
        }
    }

    /// In how many objects each attribute differs, by the rule that writes it; the most first.
    public var attributes: [(attribute: Attribute, count: Int)] {
        counts.sorted {
            (-$0.value, $0.key.name, $0.key.rule ?? "") < (-$1.value, $1.key.name, $1.key.rule ?? "")
        }.map { ($0.key, $0.value) }
    }

    /// The same with other names of attributes and rules.
    func renamed(_ name: (Attribute) -> Attribute) -> PendingComparisonSummary {
        var renamed = self
        renamed.counts = Dictionary(counts.map { (name($0.key), $0.value) }, uniquingKeysWith: +)
        return renamed
    }
}
