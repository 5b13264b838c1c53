/// What is told besides.
extension RuleMergeDraft {
    /// Tells what a template did, if it did something.
    mutating func tell(_ kind: RuleMergeNotice.Kind, _ rule: PortableRule, _ slot: RuleSlot) {
        guard let base = slot.base else { return }
        let parts = slot.ours.map { RuleParts(base).differences(from: RuleParts($0)) }
        if parts?.isEmpty == true, kind != .tagPassedOn { return }
        report(
            RuleMergeNotice(
                kind: kind,
                rule: RuleMergeSubject(rule),
                template: (slot.ours ?? base).immutableTag,
                parts: parts ?? [],
                sentence: Self.sentence(kind, base.name, isGone: parts == nil)
            )
        )
    }

    private static func sentence(_ kind: RuleMergeNotice.Kind, _ template: String, isGone: Bool) -> String {
        switch kind {
        case .deletedRuleMoved:
            "Somebody deleted it, and it stays deleted; what is generated under this name changed."
        case .templateOfCloneMoved, .templateOfCopyMoved:
            isGone
                ? "It is a copy of \"\(template)\", which is no longer generated; it stays as it is."
                : "It is a copy of \"\(template)\", which changed; see whether the copy needs the same change."
        case .editedRuleOrphaned:
            "Somebody edited it, and it is no longer generated; it stays until somebody deletes it."
        case .tagPassedOn:
            "Its tag went to the rule as generated, which stands beside it, disabled; this one is your own rule now."
        }
    }
}
