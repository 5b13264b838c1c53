import SyncEngine
import WizardTasks

/// What the workspace is, who holds it, what ran, and what is due.
enum OverviewPage {
    static func make(_ workspace: Workspace) async throws -> Page {
        let overview = try await WorkspaceOverview.read(workspace)
        let runs = try await RunPages(workspace).read(limit: 20)
        let isUnknown = try await PendingBasis.read(workspace).isUnknown
        let pending =
            isUnknown
            ? "not known, since nothing has been synchronized yet"
            : Words.pending(try await PendingListing.read(workspace, limit: 0).counts)
        var page = Page(
            title: "Overview",
            place: "",
            lead: overview.isStaging
                ? "Staging mode is on: imports and synchronizations run, nothing is exported."
                : "Staging mode is off: the next run exports."
        )
        if let holder = overview.holder {
            page.parts.append(
                NoticePart(
                    kind: .warning,
                    title: "The workspace is in use",
                    lines: [
                        "By \(holder).",
                        "Looking and planning go on; whatever changes the workspace has to wait until that has ended.",
                    ]
                )
            )
        }
        page.parts.append(due(overview))
        page.parts.append(facts(overview, pending))
        page.parts.append(forests(overview))
        if runs.contains(where: { $0.figures != nil }) { page.parts += plots(runs) }
        page.parts.append(RunsPage.table(Array(runs.prefix(5)), title: "Last runs", pager: []))
        return page
    }

    private static func due(_ overview: WorkspaceOverview) -> any PagePart {
        if overview.forests.isEmpty, overview.strangers.isEmpty {
            return NoticePart(
                kind: .info,
                title: "No forest yet",
                lines: ["Add one with dryad forest add NAME --url ldaps://…, then load this page again."]
            )
        }
        let unread = overview.forests.filter { $0.schemaVersion == nil }.map(\.name)
        if !unread.isEmpty || !overview.strangers.isEmpty {
            let gone = overview.strangers.map { stranger in
                "dryad.yaml does not name the forest with the id \(stranger) any more, and there are rules of it: no run is "
                    + "possible before they are gone, and its objects stay until the run after that."
            }
            let new = unread.isEmpty ? [] : ["The schema of \(unread.joined(separator: ", ")) has never been read."]
            let advice =
                overview.forests.isEmpty
                ? "No other forest is in dryad.yaml: name it again, or add one with dryad forest add NAME --url ldaps://…, and refresh."
                : "The task is below Tasks."
            return NoticePart(kind: .warning, title: "Due: refresh directory schema", lines: gone + new + [advice])
        }
        guard !overview.requirements.isEmpty else {
            return NoticePart(kind: .good, title: "Nothing is due", lines: ["No change asks for a full run."])
        }
        return NoticePart(
            kind: .warning,
            title: "Due: a synchronization",
            lines: overview.requirements.map { "\($0.run) of \($0.connector): \($0.reason)" }
        )
    }

    private static func facts(_ overview: WorkspaceOverview, _ pending: String) -> FactsPart {
        var facts = FactsPart(title: "State")
        facts.add(
            "Staging mode",
            overview.isStaging ? "on" : "off",
            path: ConsolePath("tasks", "staging"),
            tone: overview.isStaging ? .warning : .good
        )
        facts.add("Pending exports", pending, path: ConsolePath("pending"))
        facts.add("In use by", overview.holder ?? "nobody")
        facts.add("Rules", "\(overview.ruleCount)", path: ConsolePath("rules"))
        facts.add("Optional features", overview.options.isEmpty ? "none" : overview.options.joined(separator: ", "))
        facts.add("Deletion guard", "stops above \(overview.deletionLimit) deletions")
        facts.add("Folder", overview.folder)
        return facts
    }

    private static func forests(_ overview: WorkspaceOverview) -> TablePart {
        TablePart(
            title: "Synchronized directories",
            caption: "Forests, where they are read, and when their schema was read last",
            columns: ["forest", "read from", "account", "schema version", "last schema refresh"],
            empty: "There is no forest.",
            rows: overview.forests.map { forest in
                [
                    [TextLine(forest.name, path: ConsolePath("schema", query: [("forest", forest.name)]))],
                    [TextLine(forest.source)], [TextLine(forest.account ?? "-")],
                    [TextLine(forest.schemaVersion.map { "\($0)" } ?? "never read")],
                    [TextLine(forest.lastRefresh.map(Words.moment) ?? "-", tone: .moment)],
                ]
            }
        )
    }

    private static func plots(_ runs: [RunRecord]) -> [any PagePart] {
        let counted = runs.reversed().compactMap { run in run.figures.map { (run.number, $0) } }
        let last = counted.last?.1
        return [
            BarPlotPart(
                id: "objects-per-run",
                title: "Objects per run",
                summary: last.map { "The last run read \(Words.count($0.objects, "object")) from the forests." } ?? "",
                kinds: ["objects"],
                bars: counted.map { ("\($0.0)", [$0.1.objects]) }
            ),
            BarPlotPart(
                id: "pending-by-kind",
                title: "Pending changes by kind, per run",
                summary: last?.pending.map {
                    "After the last run \($0.added) additions, \($0.updated) updates and \($0.deleted) deletions were due."
                } ?? "",
                kinds: ["additions", "updates", "deletions"],
                bars: counted.map { number, figures in
                    let due = figures.pending
                    return ("\(number)", [due?.added ?? 0, due?.updated ?? 0, due?.deleted ?? 0])
                }
            ),
        ]
    }
}
