import Diagnostics
import DirectorySchema
import Plans
import SyncEngine
import SyncRules
import WizardTasks

/// The plan of a refresh: made, applied, or read from a file.
struct RefreshReport: Report {
    /// What has been done with the plan.
    enum Stage {
        /// It was made; perhaps written to a file.
        case planned(file: String?)
        /// It was applied.
        case applied
        /// It was read from a file and is only looked at.
        case shown
    }

    struct Result: Encodable {
        let isApplied: Bool
        let isEmpty: Bool
        let plan: Plan<RefreshContent>
    }

    static let kind = "schema.refresh"
    let result: Result
    private let stage: Stage
    private let listsAll: Bool

    init(plan: Plan<RefreshContent>, stage: Stage, listsAll: Bool) {
        let isApplied = if case .applied = stage { true } else { false }
        result = Result(isApplied: isApplied, isEmpty: plan.content.isEmpty, plan: plan)
        self.stage = stage
        self.listsAll = listsAll
    }

    private var content: RefreshContent { result.plan.content }

    func text(_ style: Style) -> String {
        var parts = [headline(style)]
        if let server = ServerSentence.text(content) { parts.append(Terminal.visible(server)) }
        parts += content.failures.map { forest in
            style.bad("\(forest.name) could not be read") + " and stays as it is:\n  "
                + (forest.failure ?? "").replacing("\n", with: "\n  ")
        }
        if !result.plan.hazards.isEmpty { parts.append(hazards(style)) }
        parts += content.forests.filter { $0.state != .failed }.map { forest($0, style) }
        if !content.rules.isEmpty { parts.append(RuleChangesText(content.rules, names: content.names, style).text) }
        if let merge = content.merge { parts.append(self.merge(merge, style)) }
        if !content.requirements.isEmpty { parts.append(requirements(style)) }
        return parts.joined(separator: "\n\n")
    }

    /// What rules use stands first; of many the rest is counted.
    private func hazards(_ style: Style) -> String {
        let all = result.plan.hazards
        let used = all.filter {
            $0.kind == "mayBeCut" || $0.sentence.contains(" use it") || $0.sentence.contains(" goes: ")
        }
        let ordered = used + all.filter { !used.contains($0) }
        let shown = listsAll ? ordered : Array(ordered.prefix(max(used.count, Self.hazardLimit)))
        var lines = shown.map { style.attention("! ") + Terminal.visible($0.sentence) }
        if shown.count < ordered.count {
            lines.append(
                style.attention("! ") + "\(ordered.count - shown.count) more that no rule uses; --all lists them."
            )
        }
        return lines.joined(separator: "\n")
    }

    /// How many hazards are listed one by one.
    private static let hazardLimit = 12

    private func headline(_ style: Style) -> String {
        let changed = content.forests.count { $0.changes }
        guard !result.isEmpty else {
            let read = content.forests.filter { $0.state == .read }.map(\.name)
            let held = content.forests.reduce(0) { $0 + $1.held.count }
            if held > 0 {
                let places = WordList.join(content.forests.filter { !$0.held.isEmpty }.map(\.name))
                return "Nothing is to be done: \(WordList.count(held, "difference")) of \(places) "
                    + "\(held == 1 ? "is" : "are") held back by decisions."
            }
            return read.isEmpty
                ? "Nothing could be compared; nothing has changed."
                : "Nothing differs: the cached schema of \(WordList.join(read)) is the live one, and the rules fit it."
        }
        let sum = sum(changed)
        // The name of a file and the digest of the plan tell what was replaced.
        let isRedacted = result.plan.kind == RefreshContent.redactedPlanKind
        switch stage {
        case .applied: return style.good("Applied: ") + sum + "."
        case .planned where isRedacted:
            return style.attention("Planned: ") + sum + ". Nothing has changed yet. Names and values are replaced."
        case .planned(let file?):
            return style.attention("Planned: ") + sum
                + ". Nothing has changed yet; `dryad apply \(Terminal.visible(file))` "
                + "applies the plan \(result.plan.digest.short)."
        case .planned:
            return style.attention("Planned: ") + sum
                + ". Nothing has changed yet; --yes applies the plan \(result.plan.digest.short)."
        case .shown:
            let origin = result.plan.origin.map { " by \($0.author) on \($0.date)" } ?? ""
            let plan = isRedacted ? "Redacted plan" : "Plan \(result.plan.digest.short)"
            return style.attention(plan) + origin + ": " + sum + "."
        }
    }

    /// What would change, in a few words; what does not is not mentioned.
    private func sum(_ forests: Int) -> String {
        var parts: [String] = []
        if forests > 0 { parts.append("the schema of \(WordList.count(forests, "forest"))") }
        if !content.rules.changes.isEmpty { parts.append(WordList.count(content.rules.changes.count, "rule")) }
        if let merge = content.merge, !merge.files.isEmpty {
            parts.append("\(WordList.count(merge.files.count, "file")) of people's rules")
        }
        let numbers = content.rules.renumbered
        if parts.isEmpty, numbers > 0 { parts.append("the numbers of \(WordList.count(numbers, "rule"))") }
        if parts.isEmpty, !content.requirements.isEmpty {
            parts.append(
                "\(WordList.count(content.requirements.count, "run")) that \(content.requirements.count == 1 ? "is" : "are") due"
            )
        }
        return parts.isEmpty ? "what rules are generated from" : parts.joined(separator: ", ")
    }

    private func forest(_ forest: ForestRefresh, _ style: Style) -> String {
        let title = style.strong(Terminal.visible(forest.name))
        switch forest.state {
        case .unselected: return "\(title)  not selected, stays as it is"
        case .failed: return "\(title)  could not be read"
        case .read:
            let versions = [forest.cachedObjectVersion, forest.liveObjectVersion].compactMap { $0.map { String($0) } }
            let level = Set(versions).count == 2 ? ", objectVersion \(versions.joined(separator: " to "))" : ""
            let head =
                "\(title)  \(ShownPath.text(forest.source ?? ""))  "
                + "\(WordList.count(forest.classes, "class", "classes")), \(WordList.count(forest.attributes, "attribute"))\(level)"
            let changes = SchemaChangesText(
                forest.diff,
                listsNames: forest.cachedVersion != nil,
                listsAll: listsAll,
                style
            )
            let lines =
                changes.lines + EffectiveChangesText(forest.effective, listsAll: listsAll, style).lines
                + ImpactText(forest.impacts, listsAll: listsAll, style).lines + HeldText(forest, style).lines
                + unreadable(forest, style)
            return ([head] + (lines.isEmpty ? ["  nothing differs"] : lines)).joined(separator: "\n")
        }
    }

    private func unreadable(_ forest: ForestRefresh, _ style: Style) -> [String] {
        forest.unreadable.map {
            "  " + style.attention("unreadable")
                + " \(Terminal.visible($0.place)): \(Terminal.visible($0.reason)); kept as it is"
        }
    }

    private func merge(_ merge: RuleMergeReport, _ style: Style) -> String {
        let names = Dictionary(
            content.forests.map { ($0.connector.text, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
        let open = merge.conflicts.count { $0.resolution == nil }
        let head =
            open == 0
            ? "rules that you changed or made"
            : "rules that you changed or made: \(WordList.count(open, "part")) changed on both sides"
        var lines = [style.strong(head)]
        lines.append(MergeText(merge) { names[$0] ?? "tenant" }.text(style))
        if !merge.files.isEmpty {
            lines.append("Files that get a new text: \(merge.files.map(Terminal.visible).joined(separator: ", ")).")
        }
        return lines.joined(separator: "\n")
    }

    private func requirements(_ style: Style) -> String {
        let names = Dictionary(content.forests.map { ($0.connector, $0.name) }, uniquingKeysWith: { first, _ in first })
        var table = TextTable(["must follow", "connector", "why"])
        for one in content.requirements {
            table.add([one.kind.title, names[one.connector] ?? "tenant", one.reason])
        }
        guard let estimate = content.estimate else { return table.text(style) }
        return table.text(style) + "\n" + style.faint(Self.sentence(estimate))
    }

    /// What the last run says of how long the next will take.
    private static func sentence(_ estimate: RunEstimate) -> String {
        guard let seconds = estimate.seconds, let date = estimate.lastRun else {
            return "No run has succeeded yet that could tell how long this takes."
        }
        return "About \(max(seconds, 1)) s for \(WordList.count(estimate.objects, "object")), "
            + "as long as the run of \(date) took."
    }
}
