import Directory

/// Finds the versions of each standard rule on the three sides.
///
/// A standard rule is known by its connector and the family of its tag. Where a family has several rules on one
/// connector, rules of exactly the same tag belong together first; then those that are switched on come first, and then
/// the order of GUIDs decides.
struct RulePairing {
    private struct Key: Hashable, Comparable {
        let connector: String
        let family: String

        static func < (left: Key, right: Key) -> Bool {
            left.connector != right.connector ? left.connector < right.connector : left.family < right.family
        }
    }

    /// A rule with its place in its list.
    private struct Item {
        let rule: PortableRule
        let place: Int
        let tag: String
    }

    /// Rules of theirs that have no version on the other sides.
    struct Extra {
        let rule: PortableRule
        let place: Int
        /// The rule of the same family and connector that has one.
        let sibling: RuleSlot?
        /// Whether the family is known, be it on another connector.
        let isKnown: Bool
    }

    /// The standard rules that were generated, before or anew.
    private(set) var slots: [RuleSlot] = []
    /// The other standard rules of theirs.
    private(set) var extras: [Extra] = []
    /// The rules of theirs without a tag, with their places.
    private(set) var custom: [(rule: PortableRule, place: Int)] = []

    /// Rules without a tag in `base` and `ours` are not looked at: nothing that is generated has none.
    init(base: [PortableRule], theirs: [PortableRule], ours: [PortableRule]) {
        let (old, mine, new) = (Self.groups(base), Self.groups(theirs), Self.groups(ours))
        let families = Set(old.keys.map(\.family)).union(new.keys.map(\.family))
        let order = ours.enumerated().sorted { one, other in
            (one.element.precedence, one.offset) < (other.element.precedence, other.offset)
        }
        let ranks = Dictionary(
            order.enumerated().map { ($0.element.offset, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        for key in Set(old.keys).union(mine.keys).union(new.keys).sorted() {
            var slots = Self.slots(old[key] ?? [], new[key] ?? [], ranks)
            let left = Self.assign(mine[key] ?? [], to: &slots)
            extras += left.map {
                Extra(
                    rule: $0.rule,
                    place: $0.place,
                    sibling: slots.first,
                    isKnown: families.contains(key.family)
                )
            }
            self.slots += slots
        }
        custom = theirs.enumerated().filter { !$0.element.isStandard }.map { ($0.element, $0.offset) }
    }

    private static func groups(_ rules: [PortableRule]) -> [Key: [Item]] {
        var groups: [Key: [Item]] = [:]
        for (place, rule) in rules.enumerated() where rule.isStandard {
            let tag = ASCII.lowercased(rule.immutableTag)
            let key = Key(connector: ASCII.lowercased(rule.connector), family: TemplateTag(tag)?.family ?? tag)
            groups[key, default: []].append(Item(rule: rule, place: place, tag: tag))
        }
        return groups.mapValues { $0.sorted(by: precedes) }
    }

    private static func precedes(_ left: Item, _ right: Item) -> Bool {
        if left.rule.isDisabled != right.rule.isDisabled { return right.rule.isDisabled }
        let (one, other) = (left.rule.identifier ?? "", right.rule.identifier ?? "")
        return one != other ? one < other : left.place < right.place
    }

    private static func slots(_ base: [Item], _ ours: [Item], _ ranks: [Int: Int]) -> [RuleSlot] {
        var base = base
        var slots = ours.map { RuleSlot(ours: $0.rule, rank: ranks[$0.place]) }
        for (place, item) in ours.enumerated() {
            guard let found = base.firstIndex(where: { $0.tag == item.tag }) else { continue }
            slots[place].base = base.remove(at: found).rule
        }
        for place in slots.indices where slots[place].base == nil && !base.isEmpty {
            slots[place].base = base.removeFirst().rule
        }
        return slots + base.map { RuleSlot(base: $0.rule) }
    }

    /// Gives each slot its rule of theirs, and returns those that are left.
    private static func assign(_ theirs: [Item], to slots: inout [RuleSlot]) -> [Item] {
        var left = theirs
        // The newer tag first: a rule that has moved already is the one that was generated.
        for version: KeyPath<RuleSlot, PortableRule?> in [\.ours, \.base] {
            for place in slots.indices where slots[place].theirs == nil {
                guard let tag = slots[place][keyPath: version].map({ ASCII.lowercased($0.immutableTag) }),
                    let found = left.firstIndex(where: { $0.tag == tag })
                else { continue }
                give(left.remove(at: found), to: &slots[place])
            }
        }
        for place in slots.indices where slots[place].theirs == nil && !left.isEmpty {
            give(left.removeFirst(), to: &slots[place])
        }
        return left
    }

    private static func give(_ item: Item, to slot: inout RuleSlot) {
        slot.theirs = item.rule
        slot.place = item.place
    }
}
