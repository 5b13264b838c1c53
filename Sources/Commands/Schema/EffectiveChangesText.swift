import Diagnostics
import Directory
import DirectorySchema

/// What classes gained and lost through others, for people.
struct EffectiveChangesText {
    private static let shown = 10
    private let changes: [EffectiveChange]
    private let listsAll: Bool
    private let style: Style

    init(_ changes: [EffectiveChange], listsAll: Bool, _ style: Style) {
        // What a class's own list says stands with the class.
        self.changes = changes.filter { change in
            (change.gained + change.lost).contains { $0.through != change.objectClass } || !change.required.isEmpty
        }
        self.listsAll = listsAll
        self.style = style
    }

    var lines: [String] {
        guard !changes.isEmpty else { return [] }
        var lines = [
            "  " + style.attention("~ \(WordList.count(changes.count, "class", "classes")) changed through others")
        ]
        let some = listsAll ? changes[...] : changes.prefix(Self.shown)
        lines += some.map { "      " + Terminal.visible(line($0)) }
        if changes.count > some.count { lines.append("      and \(changes.count - some.count) more; --all lists them") }
        return lines
    }

    private func line(_ change: EffectiveChange) -> String {
        var parts: [String] = []
        if !change.gained.isEmpty { parts.append("+" + names(change.gained)) }
        if !change.lost.isEmpty { parts.append("-" + names(change.lost)) }
        if !change.required.isEmpty {
            parts.append("requires \(change.required.map(\.spelling).joined(separator: " "))")
        }
        return "\(change.objectClass): \(parts.joined(separator: ", "))"
    }

    private func names(_ parts: [EffectiveChange.Part]) -> String {
        let through = Set(parts.map(\.through)).sorted().map(\.spelling).joined(separator: ", ")
        guard parts.count > 4, !listsAll else {
            return parts.map(\.attribute.spelling).joined(separator: " +") + " (through \(through))"
        }
        return "\(parts.count) attributes (through \(through))"
    }
}
