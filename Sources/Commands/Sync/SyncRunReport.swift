import Diagnostics
import SyncEngine
import WizardTasks

/// What a synchronization did.
struct SyncRunReport: Report {
    static let kind = "sync.run"
    let result: SynchronizationReport

    func text(_ style: Style) -> String {
        var parts = [headline(style)]
        if let override = result.override {
            parts.append(
                style.attention("! ")
                    + "Exported although staging mode is on, as \(Terminal.visible(override.author)) decided: "
                    + Terminal.visible(override.reason)
            )
        }
        parts += writeBacks(style)
        parts += result.notes.map { style.attention("! ") + $0 }
        parts += result.imports.compactMap { one in
            let rest = result.synchronization == nil ? "nothing was synchronized" : "its objects stay as they were"
            return one.failure.map {
                style.bad("\(one.forest) could not be imported") + ", and \(rest):\n  \($0)"
            }
        }
        parts += result.imports.flatMap { one in
            one.incomplete.map { partition in
                let what = partition.isPartial ? "may not be whole" : "could not be read"
                let stays = partition.isPartial ? "nothing was taken for gone" : "its objects stay as they were"
                return style.bad("\(partition.partition) of \(one.forest) \(what)") + ", and \(stays):\n  "
                    + Terminal.visible(partition.reason)
            }
        }
        if result.task == "cycle delta" {
            parts += result.imports.flatMap { one in
                one.because.filter { $0 != ConnectorReason.cannotTell }.map {
                    style.attention("! ") + Terminal.visible("\(one.forest) was read in full: \($0)")
                }
            }
        }
        parts += result.imports.flatMap { one in
            one.unmarked.map {
                style.faint(Terminal.visible("The next import of \(one.forest) reads everything: \($0)"))
            }
        }
        parts += errors(style)
        var imports = TextTable(
            [heading, "users", "groups", "contacts", "computers", "other", "added", "updated", "deleted"],
            rightAligned: [1, 2, 3, 4, 5, 6, 7, 8]
        )
        for one in result.imports where one.failure == nil {
            let users = (one.objects["user"] ?? 0) + (one.objects["inetOrgPerson"] ?? 0)
            let named = users + ["group", "contact", "computer"].reduce(0) { $0 + (one.objects[$1] ?? 0) }
            let cells = [
                users, one.objects["group"] ?? 0, one.objects["contact"] ?? 0, one.objects["computer"] ?? 0,
                one.objects.values.reduce(0, +) - named, one.added, one.updated, one.deleted,
            ]
            imports.add([one.forest] + cells.map { String($0) })
        }
        if !imports.isEmpty { parts.append(imports.text(style)) }
        // What passed staging mode is said above.
        parts += result.overrides.filter { $0.kind != .staging }.map { OverrideText.text($0, style) }
        if let step = result.synchronization {
            let classes = step.metaverse.sorted { $0.key < $1.key }.map { WordList.count($0.value, $0.key) }
            parts.append(
                "metaverse: \(classes.isEmpty ? "empty" : WordList.join(classes)); \(step.projected) projected and \(step.joined) joined in this run, "
                    + "\(WordList.count(step.disconnectors, "disconnector"))"
            )
        }
        parts += findings(style)
        return parts.joined(separator: "\n\n")
    }

    /// What is doubtful about the rules, each code with the first of its findings.
    private func findings(_ style: Style) -> [String] {
        let codes = result.findings.reduce(into: [String]()) { if !$0.contains($1.code) { $0.append($1.code) } }
        return codes.map { code in
            let same = result.findings.filter { $0.code == code }
            let flows = WordList.count(Set(same.flatMap(\.places)).count, "flow")
            var lines = [
                style.attention(code) + "  \(WordList.count(same.count, "finding")) in \(flows); the rules ran."
            ]
            for one in same.prefix(5) {
                let more = one.places.count > 1 ? " and \(WordList.count(one.places.count - 1, "other flow"))" : ""
                let hint = one.notes.isEmpty ? "" : " (\(one.notes.joined(separator: "; ")))"
                lines.append("  " + Terminal.visible("\(one.message)\(hint): \(one.places.first ?? "")\(more)"))
            }
            if same.count > 5 { lines.append("  … and \(same.count - 5) more; --output json lists all.") }
            return lines.joined(separator: "\n")
        }
    }

    func headline(_ style: Style) -> String {
        if let stopped = result.stopped { return style.bad(result.outcome) + ": \(stopped)" }
        guard let export = result.export else {
            return style.bad(result.outcome) + ": nothing was synchronized or exported."
        }
        let counts = PendingCounts.text(export.pending)
        let end = result.outcome == "success" ? style.good(result.outcome) : style.attention(result.outcome)
        if export.isSuppressed { return "\(end): \(counts) pending, suppressed by staging mode; nothing was exported." }
        let refused = export.refused.isEmpty ? "" : ", \(export.refused.count) refused by the tenant"
        if export.pending.isEmpty { return "\(end): nothing differs from what the tenant holds." }
        let kept =
            export.keptBack.isEmpty
            ? "" : ", values of \(WordList.count(Set(export.keptBack.map(\.object)).count, "object")) kept back"
        return "\(end): \(counts) pending, \(export.accepted) accepted by the tenant\(refused)\(kept)."
    }

    /// What was written back to forests, or waits to be.
    private func writeBacks(_ style: Style) -> [String] {
        (result.writeBacks ?? []).map { export in
            let what = WordList.count(export.count, "object")
            let sentence =
                export.isSuppressed
                ? "\(what) of \(export.forest) to be written back, suppressed by staging mode."
                : "\(what) of \(export.forest) to be written back, \(export.written) written to its simulated copy."
            return Terminal.visible(sentence)
        }
    }

    /// What was read of the forests: everything, what has changed, or the one of some and the other of others.
    private var heading: String {
        let names = Set(result.imports.map(\.name))
        return names.count == 1 ? names.first ?? "import" : "import"
    }

    /// The first errors of each code: the same thing goes wrong with many objects.
    private func errors(_ style: Style) -> [String] {
        let exported = (result.export?.refused ?? []) + (result.export?.keptBack ?? [])
        let all = exported + result.errors + result.warnings
        let codes = all.reduce(into: [String]()) { if !$0.contains($1.code) { $0.append($1.code) } }
        return codes.map { code in
            let same = all.filter { $0.code == code }
            // What is said of an object more than once stands here once.
            let first = same.reduce(into: [ObjectError]()) { if $0.count < 4, !$0.contains($1) { $0.append($1) } }
            let lines = first.prefix(3).map { one in
                // What rules could not export has no source anchor, or not for itself.
                let kind = result.errors.contains(one) ? "metaverse object" : "source anchor"
                let who = one.label.map { "\($0), \(kind) \(one.object)" } ?? one.object
                return "  " + Terminal.visible("\(who): \(one.message)" + (one.rule.map { " (rule \($0))" } ?? ""))
            }
            let hidden = first.count > 3 ? Set(same).count - 3 : 0
            let more = HistoryHint.text(hidden: hidden, of: all.count, run: result.number)
            return ([style.bad(code) + "  \(WordList.count(Set(same.map(\.object)).count, "object"))"] + lines + more)
                .joined(
                    separator: "\n"
                )
        }
    }
}
