import Directory

/// The merge of one standard rule that all three sides have.
struct PartwiseMerge {
    /// A part that both sides changed.
    struct Clash {
        let part: RulePart
        let base: String?
        let theirs: String?
        let ours: String?
        let side: MergeDecision.Side?
    }

    /// Theirs, with what was taken from ours; everything else is theirs to the byte.
    private(set) var rule: PortableRule
    /// The parts that were taken.
    private(set) var taken: [RulePart] = []
    /// The parts that differ from what was generated before, and stay so.
    private(set) var edited: [RulePart] = []
    /// The parts that both sides changed.
    private(set) var clashes: [Clash] = []

    private let theirs: RulePartTable
    private let ours: RulePartTable

    /// Merges; `side` says what was decided about a part.
    init(
        base baseRule: PortableRule,
        theirs theirRule: PortableRule,
        ours ourRule: PortableRule,
        side: (RulePart) -> MergeDecision.Side?
    ) {
        rule = theirRule
        let base = RulePartTable(baseRule)
        theirs = RulePartTable(theirRule)
        ours = RulePartTable(ourRule)
        for part in parts(base) {
            let (old, mine, new) = (base[part]?.meaning, theirs[part]?.meaning, ours[part]?.meaning)
            if old == new {
                // What somebody wrote about a rule makes no other rule of it.
                if mine != old, part.kind != .description { edited.append(part) }
            } else if mine == old {
                taken.append(part)
            } else if mine != new {
                let side = side(part)
                let shown = (base[part]?.shown, theirs[part]?.shown, ours[part]?.shown)
                clashes.append(Clash(part: part, base: shown.0, theirs: shown.1, ours: shown.2, side: side))
                if side == .ours { taken.append(part) } else { edited.append(part) }
            }
        }
        take(from: ourRule)
        if clashes.allSatisfy({ $0.side != nil }) { moveTag(from: baseRule, to: ourRule) }
    }

    /// All parts of the three: theirs in order, then ours, then those that were.
    private func parts(_ base: RulePartTable) -> [RulePart] {
        let known = theirs.entries.map(\.part)
        let new = ours.entries.map(\.part).filter { theirs[$0] == nil }
        return known + new + base.entries.map(\.part).filter { theirs[$0] == nil && ours[$0] == nil }
    }

    private mutating func take(from ours: PortableRule) {
        for part in taken {
            switch part.kind {
            case .name: rule.name = ours.name
            case .description: rule.description = ours.description
            case .classes:
                rule.direction = ours.direction
                rule.sourceObjectType = ours.sourceObjectType
                rule.targetObjectType = ours.targetObjectType
            case .link: rule.link = ours.link
            case .passwordSync: rule.synchronizesPasswords = ours.synchronizesPasswords
            case .scope: rule.scope = ours.scope
            case .join: rule.joins = ours.joins
            case .flow, .rule, .tag: continue
            }
        }
        let flows = Set(taken.filter { $0.kind == .flow })
        if !flows.isEmpty { takeFlows(flows, from: ours.mappings) }
    }

    /// Flows that go are taken out, those that changed are put in their places, new ones are placed as ours has them.
    private mutating func takeFlows(_ taken: Set<RulePart>, from ours: [PortableMapping]) {
        let order = RulePartTable.flowParts(ours)
        let new = Dictionary(zip(order, ours), uniquingKeysWith: { first, _ in first })
        var present: [RulePart] = []
        var mappings: [PortableMapping] = []
        for (part, mapping) in zip(RulePartTable.flowParts(rule.mappings), rule.mappings) {
            guard let mapping = taken.contains(part) ? new[part] : mapping else { continue }
            present.append(part)
            mappings.append(mapping)
        }
        for (part, mapping) in zip(order, ours) where taken.contains(part) && theirs[part] == nil {
            // Flows into one attribute stay in the order of their numbers.
            let wanted = Placement.place(of: part, in: present, like: order)
            let same = present.indices.filter { present[$0].destination == part.destination }
            let low = same.last { present[$0].number ?? 0 < part.number ?? 0 }.map { $0 + 1 } ?? 0
            let high = same.first { present[$0].number ?? 0 > part.number ?? 0 } ?? present.count
            let place = max(low, min(high, wanted))
            present.insert(part, at: place)
            mappings.insert(mapping, at: place)
        }
        rule.mappings = mappings
    }

    /// The tag goes with its template; a tag that is not the one generated before is the server's, and stays.
    private mutating func moveTag(from base: PortableRule, to ours: PortableRule) {
        guard ASCII.lowercased(rule.immutableTag) == ASCII.lowercased(base.immutableTag),
            let old = TemplateTag(base.immutableTag), let new = TemplateTag(ours.immutableTag),
            let oldNumber = Int(old.version), let newNumber = Int(new.version), newNumber > oldNumber
        else { return }
        rule.immutableTag = ours.immutableTag
        taken.append(RulePart(.tag))
    }
}
