import Diagnostics
import SyncEngine

/// What somebody let pass, with a mark; a reason that nothing needed has none.
enum OverrideText {
    static func text(_ passed: GuardOverride, _ style: Style) -> String {
        let sentence = Terminal.visible(passed.sentence)
        return passed.kind == .unused ? sentence : style.attention("! ") + sentence
    }
}
