import Directory

/// A merge while it is made.
struct RuleMergeDraft {
    /// An outcome, with the number by which it is sorted.
    private struct Line {
        let outcome: RuleMergeOutcome
        let index: Int?
        let precedence: Int
    }

    let options: RuleMergeOptions
    private(set) var pairing: RulePairing
    private let theirs: [PortableRule]
    private let restored: Set<String>
    private var identifiers: Set<String>
    private var rules: [MergedRule] = []
    private var lines: [Line] = []
    private var conflicts: [RuleMergeConflict] = []
    private var notices: [RuleMergeNotice] = []
    /// Extras that were merged already, by their places.
    private(set) var settled: Set<Int> = []

    init(_ pairing: RulePairing, _ theirs: [PortableRule], _ options: RuleMergeOptions) {
        self.pairing = pairing
        self.theirs = theirs
        self.options = options
        restored = Set(options.restored.map { ASCII.lowercased($0) })
        identifiers = Set(theirs.compactMap(\.identifier).map { ASCII.lowercased($0) })
    }

    mutating func result() -> RuleMergeResult {
        let slots = pairing.slots.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            let numbers = (Self.number(one), Self.number(other))
            return numbers.0 != numbers.1 ? numbers.0 < numbers.1 : left.offset < right.offset
        }.map(\.element)
        for slot in slots { merge(slot) }
        for extra in pairing.extras where !settled.contains(extra.place) { keep(extra) }
        let clones = CloneFinder(slots)
        for (rule, place) in pairing.custom {
            keep(rule, place, RuleMergeOutcome(rule, .custom))
            if let template = clones.template(of: rule) { tell(.templateOfCloneMoved, rule, template) }
        }
        return finished()
    }

    /// Whether a deleted rule is asked back, by its tag, its tag without revision, or its name.
    func isRestored(_ rule: PortableRule) -> Bool {
        guard !options.untouched.contains(ASCII.lowercased(rule.connector)) else { return false }
        let names = [rule.immutableTag, TemplateTag(rule.immutableTag)?.family ?? "", rule.name]
        return names.contains { restored.contains(ASCII.lowercased($0)) }
    }

    mutating func keep(_ rule: PortableRule, _ place: Int?, rank: Int? = nil, _ outcome: RuleMergeOutcome) {
        lines.append(Line(outcome: outcome, index: rules.count, precedence: rule.precedence))
        rules.append(MergedRule(rule: rule, place: place, rank: rank))
    }

    /// Adds a rule as it was generated; a GUID that another rule has already is left out.
    mutating func add(_ rule: PortableRule, rank: Int?) {
        var rule = rule
        if let identifier = rule.identifier, !identifiers.insert(ASCII.lowercased(identifier)).inserted {
            rule.identifier = nil
            rule.internalIdentifier = nil
        }
        keep(rule, nil, rank: rank, RuleMergeOutcome(rule, .added))
    }

    /// Leaves a rule out of the result.
    mutating func drop(_ rule: PortableRule, _ kind: RuleMergeOutcome.Kind) {
        lines.append(Line(outcome: RuleMergeOutcome(rule, kind), index: nil, precedence: rule.precedence))
    }

    mutating func settle(_ extra: RulePairing.Extra) { settled.insert(extra.place) }

    mutating func report(_ conflict: RuleMergeConflict) { conflicts.append(conflict) }

    mutating func report(_ notice: RuleMergeNotice) { notices.append(notice) }

    /// Theirs has a rule with the tag of a template, and no other side has a version for it.
    private mutating func keep(_ extra: RulePairing.Extra) {
        let rule = extra.rule
        guard extra.isKnown else { return keep(rule, extra.place, RuleMergeOutcome(rule, .unknown)) }
        var edited: [RulePart] = []
        if let base = extra.sibling?.base { edited = RulePartTable(rule).differences(from: RulePartTable(base)) }
        let kind: RuleMergeOutcome.Kind = !edited.isEmpty ? .edited : rule.isDisabled ? .disabled : .kept
        keep(rule, extra.place, RuleMergeOutcome(rule, kind, edited: edited))
        if let slot = extra.sibling { tell(.templateOfCopyMoved, rule, slot) }
    }

    /// Numbers the rules, sorts everything, and counts.
    private mutating func finished() -> RuleMergeResult {
        if lines.contains(where: { $0.outcome.kind == .added || $0.outcome.kind == .removed }) {
            let numbers = theirs.map(\.precedence).filter { $0 >= PrecedenceNumbering.first }
            PrecedenceNumbering.number(&rules, from: numbers.min() ?? PrecedenceNumbering.first)
        }
        let sorted = rules.sorted(by: MergedRule.precedes)
        let renumbered = sorted.compactMap { merged -> RuleRenumbering? in
            guard let place = merged.place, theirs[place].precedence != merged.rule.precedence else { return nil }
            let subject = RuleMergeSubject(merged.rule)
            return RuleRenumbering(rule: subject, from: theirs[place].precedence, to: merged.rule.precedence)
        }
        let outcomes = lines.enumerated().map { offset, line in
            (line.outcome, line.index.map { rules[$0].rule.precedence } ?? line.precedence, offset)
        }.sorted { left, right in
            if left.1 != right.1 { return left.1 < right.1 }
            if left.0.rule.name != right.0.rule.name { return left.0.rule.name < right.0.rule.name }
            if left.0.rule.connector != right.0.rule.connector {
                return left.0.rule.connector < right.0.rule.connector
            }
            return left.2 < right.2
        }.map(\.0)
        return RuleMergeResult(
            rules: sorted.map(\.rule),
            outcomes: outcomes,
            conflicts: conflicts,
            notices: notices,
            renumbered: renumbered
        )
    }

    private static func number(_ slot: RuleSlot) -> Int {
        (slot.theirs ?? slot.ours ?? slot.base)?.precedence ?? .max
    }
}
