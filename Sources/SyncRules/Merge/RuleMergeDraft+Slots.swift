import Directory

/// What becomes of one standard rule, by the sides that have it.
extension RuleMergeDraft {
    mutating func merge(_ slot: RuleSlot) {
        switch (slot.base, slot.theirs, slot.ours) {
        case (let base?, let theirs?, let ours?): merge(slot, base, theirs, ours)
        case (let base?, let theirs?, nil): leave(slot, base, theirs)
        case (let base?, nil, let ours?): bringBack(slot, base, ours)
        case (nil, let theirs?, .some):
            // A server's own build had it before this catalogue did.
            keep(
                theirs,
                slot.place,
                rank: slot.rank,
                RuleMergeOutcome(theirs, theirs.isDisabled ? .disabled : .kept)
            )
        case (nil, nil, let ours?): add(ours, rank: slot.rank)
        case (_, nil, nil), (nil, .some, nil): break
        }
    }

    /// All three have it.
    private mutating func merge(
        _ slot: RuleSlot,
        _ base: PortableRule,
        _ theirs: PortableRule,
        _ ours: PortableRule
    ) {
        if options.isLikeEntra {
            let isEdited = !Self.differences(theirs, base).isEmpty
            let isMoved = base.immutableTag != ours.immutableTag || !Self.differences(ours, base).isEmpty
            if isEdited && isMoved { return standBeside(slot, base, theirs, ours) }
        }
        let subject = RuleMergeSubject(theirs)
        let options = options
        let merge = PartwiseMerge(base: base, theirs: theirs, ours: ours) { options.side(of: $0, in: subject) }
        for clash in merge.clashes {
            report(
                RuleMergeConflict(
                    rule: subject,
                    part: clash.part,
                    base: clash.base,
                    theirs: clash.theirs,
                    ours: clash.ours,
                    resolution: clash.side
                )
            )
        }
        keep(merge.rule, slot.place, rank: slot.rank, Self.outcome(merge))
    }

    private static func outcome(_ merge: PartwiseMerge) -> RuleMergeOutcome {
        let kind: RuleMergeOutcome.Kind =
            if merge.clashes.contains(where: { $0.side == nil }) {
                .conflict
            } else if !merge.taken.isEmpty {
                .updated
            } else if !merge.edited.isEmpty {
                .edited
            } else {
                merge.rule.isDisabled ? .disabled : .kept
            }
        return RuleMergeOutcome(merge.rule, kind, taken: merge.taken, edited: merge.edited)
    }

    /// It is no longer generated.
    private mutating func leave(_ slot: RuleSlot, _ base: PortableRule, _ theirs: PortableRule) {
        let edited = Self.differences(theirs, base)
        if edited.isEmpty { return drop(theirs, .removed) }
        if options.isLikeEntra {
            keep(theirs, slot.place, RuleMergeOutcome(theirs, .edited, edited: edited))
            return tell(.editedRuleOrphaned, theirs, slot)
        }
        let subject = RuleMergeSubject(theirs)
        let side = options.side(of: RulePart(.rule), in: subject)
        report(
            RuleMergeConflict(
                rule: subject,
                part: RulePart(.rule),
                base: "as generated",
                theirs: "edited: " + edited.map(\.description).joined(separator: ", "),
                ours: nil,
                resolution: side
            )
        )
        switch side {
        case .ours: drop(theirs, .removed)
        case .theirs: keep(theirs, slot.place, RuleMergeOutcome(theirs, .edited, edited: edited))
        case nil: keep(theirs, slot.place, RuleMergeOutcome(theirs, .conflict, edited: edited))
        }
    }

    /// Somebody deleted it.
    private mutating func bringBack(_ slot: RuleSlot, _ base: PortableRule, _ ours: PortableRule) {
        if options.isLikeEntra || isRestored(ours) { return add(ours, rank: slot.rank) }
        drop(ours, .deleted)
        tell(.deletedRuleMoved, ours, slot)
    }

    /// As the product does: the edited rule stays, and the rule as generated stands beside it, switched off.
    ///
    /// A tag makes a rule a standard rule, and people are told to delete the edited rule later and to switch the other one
    /// on: the one to be found again is the one as generated, so that one has the template's tag. The edited rule keeps
    /// its own, unless both would have the same, since a schema can change what is generated under one revision. Then it
    /// loses the tag and is somebody's own rule from then on; what the product does in that case is not known.
    private mutating func standBeside(
        _ slot: RuleSlot,
        _ base: PortableRule,
        _ theirs: PortableRule,
        _ ours: PortableRule
    ) {
        var kept = theirs
        let twin = pairing.extras.first { $0.sibling?.place == slot.place && Self.differences($0.rule, base).isEmpty }
        let isSame = ASCII.lowercased(theirs.immutableTag) == ASCII.lowercased(ours.immutableTag)
        if twin == nil && isSame { kept.immutableTag = "" }
        let edited = Self.differences(theirs, base)
        keep(kept, slot.place, rank: slot.rank, RuleMergeOutcome(kept, .edited, edited: edited))
        if let twin {
            let merge = PartwiseMerge(base: base, theirs: twin.rule, ours: ours) { _ in .ours }
            keep(merge.rule, twin.place, rank: slot.rank, Self.outcome(merge))
            return settle(twin)
        }
        if isSame { tell(.tagPassedOn, kept, slot) }
        var pristine = ours
        pristine.isDisabled = true
        add(pristine, rank: slot.rank)
    }

    private static func differences(_ one: PortableRule, _ other: PortableRule) -> [RulePart] {
        RulePartTable(one).differences(from: RulePartTable(other))
    }
}
