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
        parts += result.notes.map { style.attention("! ") + $0 }
        parts += result.imports.compactMap { one in
            one.failure.map {
                style.bad("\(one.forest) could not be imported") + ", and nothing was synchronized:\n  \($0)"
            }
        }
        parts += result.imports.flatMap { one in
            one.incomplete.map {
                style.bad("\($0.partition) of \(one.forest) could not be read")
                    + ", and its objects stay as they were:\n  " + Terminal.visible($0.reason)
            }
        }
        parts += errors(style)
        var imports = TextTable(
            ["full import", "users", "groups", "contacts", "computers", "other", "added", "updated", "deleted"],
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
        if let step = result.synchronization {
            let classes = step.metaverse.sorted { $0.key < $1.key }.map { WordList.count($0.value, $0.key) }
            parts.append(
                "metaverse: \(classes.isEmpty ? "empty" : WordList.join(classes)); \(step.projected) projected and \(step.joined) joined in this run, "
                    + "\(WordList.count(step.disconnectors, "disconnector"))"
            )
        }
        return parts.joined(separator: "\n\n")
    }

    private func headline(_ style: Style) -> String {
        guard let export = result.export else {
            return style.bad(result.outcome) + ": nothing was synchronized or exported."
        }
        if let stopped = result.stopped { return style.bad(result.outcome) + ": \(stopped)" }
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

    /// The first errors of each code: the same thing goes wrong with many objects.
    private func errors(_ style: Style) -> [String] {
        let all = (result.export?.refused ?? []) + (result.export?.keptBack ?? []) + result.errors
        let codes = all.reduce(into: [String]()) { if !$0.contains($1.code) { $0.append($1.code) } }
        return codes.map { code in
            let same = all.filter { $0.code == code }
            let lines = same.prefix(3).map { one in
                let who = one.label.map { "\($0), source anchor \(one.object)" } ?? one.object
                return "  " + Terminal.visible("\(who): \(one.message)" + (one.rule.map { " (rule \($0))" } ?? ""))
            }
            let more = same.count > 3 ? ["  … and \(same.count - 3) more; --output json lists all."] : []
            return ([style.bad(code) + "  \(WordList.count(Set(same.map(\.object)).count, "object"))"] + lines + more)
                .joined(
                    separator: "\n"
                )
        }
    }
}
