import SyncEngine
import WizardTasks

/// The history of runs.
enum RunsPage {
    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        let before = query.number("before")
        let found = try await RunPages(workspace).read(before: before, limit: Words.page + 1)
        let shown = Array(found.prefix(Words.page))
        let next = found.count > Words.page ? shown.last?.number : nil
        return Page(
            title: "Runs",
            place: "runs",
            lead: "What every synchronization did, newest first.",
            parts: [
                table(
                    shown,
                    title: nil,
                    pager: [
                        ("Newest", before == nil ? nil : ConsolePath("runs")),
                        ("Older", next.map { ConsolePath("runs", query: [("before", "\($0)")]) }),
                    ]
                ),
                LinksPart(links: [("Synchronize now", ConsolePath("tasks", "synchronize"))]),
            ]
        )
    }

    static func table(_ runs: [RunRecord], title: String?, pager: [(label: String, path: ConsolePath?)]) -> TablePart {
        TablePart(
            title: title,
            caption: "Runs, newest first",
            columns: ["run", "began", "ended", "outcome", "objects", "steps"],
            numbers: [0, 4],
            empty: "There was no run yet. Tasks, Synchronize makes one.",
            rows: runs.map { run in
                [
                    [TextLine("\(run.number)")], [TextLine(Words.moment(run.began), tone: .moment)],
                    [TextLine(Words.moment(run.ended), tone: .moment)], [Words.outcome(run.outcome)],
                    [TextLine(run.figures.map { "\($0.objects)" } ?? "-")],
                    Words.shortened(run.steps, to: 12),
                ]
            },
            pager: pager
        )
    }
}
