/// Merges the standard rules that were generated anew into the rules that people work with.
///
/// Three sets are compared: what was generated before (`base`), what the workspace or a server has (`theirs`), and what
/// is generated now (`ours`). Only what changed between `base` and `ours` is brought into `theirs`, part by part; what
/// people changed stays, and where both changed one part, that part alone is a conflict. Nothing is done where `base` and
/// `ours` are equal, whatever `theirs` is and whoever wrote it.
public enum RuleMerge {
    /// Merges; the same sets in the same order give the same result.
    ///
    /// Merging again with `ours` as the base, and with the rules of the result, changes nothing. A conflict that nobody
    /// decided is therefore told only once: whoever keeps the result keeps the decisions too, or the old base.
    public static func merge(
        base: [PortableRule],
        theirs: [PortableRule],
        ours: [PortableRule],
        options: RuleMergeOptions = RuleMergeOptions()
    ) -> RuleMergeResult {
        var draft = RuleMergeDraft(RulePairing(base: base, theirs: theirs, ours: ours), theirs, options)
        return draft.result()
    }
}
