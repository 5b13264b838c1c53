import Diagnostics
import WizardTasks

/// What waits to be written back to one forest, as far as it was asked for.
struct WriteBackSection {
    /// The same for programs.
    struct Result: Encodable {
        let name: String
        /// How many objects wait, by class, whether they are listed or not.
        let waiting: [String: Int]
        let unconfirmed: Int
        /// Those that are like what was asked for, together by cause.
        let groups: [PendingGroup]
    }

    let forest: WriteBackListing.Forest
    /// How many changes are like what was asked for.
    private(set) var matching = 0
    /// Those of them that are shown.
    private(set) var changes: [PendingChange] = []
    private var groups = PendingGroups()

    init(_ forest: WriteBackListing.Forest) { self.forest = forest }

    var result: Result {
        Result(
            name: forest.name,
            waiting: forest.waiting,
            unconfirmed: forest.unconfirmed,
            groups: groups.groups
        )
    }

    /// Counts changes, and keeps so many of all of them.
    mutating func add(_ changes: [PendingChange], keeping kept: Int) {
        matching += changes.count
        groups.add(changes)
        self.changes += changes.prefix(max(0, kept - self.changes.count))
    }

    func text(isStaging: Bool, showsValues: Bool, limit: Int, width: Int, _ style: Style) -> String {
        guard forest.count > 0 else { return Terminal.visible("Nothing waits to be written back to \(forest.name).") }
        guard matching > 0 else {
            return Terminal.visible(
                "None of the \(WordList.count(forest.count, "object")) of \(forest.name) that wait to be written back is like "
                    + "that."
            )
        }
        var parts = [
            head(isStaging), PendingGroupLines(groups.groups, limit: limit, width: width).text(style),
            showsValues ? detailed(width: width, style) : table(width: width, style),
        ]
        if matching > changes.count { parts.append("… and \(matching - changes.count) more; --limit 0 lists all.") }
        if forest.unconfirmed > 0 {
            let what = WordList.count(forest.unconfirmed, "object was", "objects were")
            parts.append("\(what) written before and not read back yet; the next import of the forest does.")
        }
        return parts.joined(separator: "\n\n")
    }

    private func head(_ isStaging: Bool) -> String {
        let what = WordList.count(matching, "object")
        let all = forest.count > matching ? " (of \(forest.count) that wait)" : ""
        let how = isStaging ? ", suppressed by staging mode" : ""
        return Terminal.visible("\(what) of \(forest.name) to be written back to its simulated copy\(how)\(all).")
    }

    private func table(width: Int, _ style: Style) -> String {
        var table = FittedTable(["class", "who", "name", "attribute", "from", "to"], width: width)
        for change in changes {
            let kind = Self.kind(change)
            if change.values.isEmpty { table.add([kind, change.label, change.dn, "", "", ""]) }
            for (place, value) in change.values.enumerated() {
                table.add(
                    (place == 0 ? [kind, change.label, change.dn] : ["", "", ""]) + [
                        value.attribute, ValueText.joined(value.removed, besides: value.added, limit: 1),
                        ValueText.joined(value.added, besides: value.removed, limit: 1),
                    ]
                )
            }
        }
        return table.text(style)
    }

    /// The class of an object, behind what is done where that is not a change of it.
    private static func kind(_ change: PendingChange) -> String {
        change.operation == "update" ? change.objectClass : "\(change.operation) \(change.objectClass)"
    }

    /// Each object with the rules behind its attributes.
    private func detailed(width: Int, _ style: Style) -> String {
        changes.map { change in
            let cause = change.cause.map { ": \($0)" } ?? ""
            let title = "\(Self.kind(change))  \(change.label)  (\(change.dn))\(cause)"
            let head = FoldedText.lines(Terminal.visible(title), width: width).map(style.strong)
                .joined(separator: "\n    ")
            guard !change.values.isEmpty else { return head }
            let table = PendingValueTable(change.values, width: width)
            return head + "\n" + table.text(style, indent: "  ")
        }.joined(separator: "\n")
    }
}
