import SyncEngine
import WizardTasks

/// What waits to be exported: filtered, a page at a time, with old and new values.
enum PendingPage {
    static func make(_ workspace: Workspace, _ state: RecentState, _ query: FormFields) async throws -> Page {
        let index = try await state.pending(workspace)
        var filter = PendingIndex.Filter()
        filter.operation = query["operation"].flatMap { PendingExport.Operation(rawValue: $0) }
        filter.objectClass = query["class"]
        filter.text = query["text"]
        let keys = index.matching(filter)
        let start = min(query.number("from") ?? 0, max(0, keys.count - 1))
        let shown = Array(keys.dropFirst(start).prefix(Words.page))
        let sensitive = try await SensitiveAttributes(of: workspace)
        let changes = try await PendingDetails(workspace).read(shown, hiding: sensitive)
        let isStaging = workspace.configuration.isStaging
        var page = Page(
            title: "Pending exports",
            place: "pending",
            lead: "\(Words.pending(index.counts).firstUpper) due for the tenant"
                + (isStaging ? ", held back by staging mode." : ": the next run exports.")
        )
        let deletions = index.counts[.delete] ?? 0
        if deletions > 0 {
            page.parts.append(
                NoticePart(
                    kind: deletions > workspace.configuration.deletionLimit ? .bad : .warning,
                    title: "\(Words.count(deletions, "deletion")) due",
                    lines: [
                        deletions > workspace.configuration.deletionLimit
                            ? "That is more than the deletion guard lets through; a run stops before the first."
                            : "The deletion guard stops above \(workspace.configuration.deletionLimit)."
                    ]
                )
            )
        }
        page.parts.append(form(filter, index))
        page.parts.append(table(changes, keys.count, start, filter))
        return page
    }

    private static func form(_ filter: PendingIndex.Filter, _ index: PendingIndex) -> FilterPart {
        var form = FilterPart("Filter pending exports", path: ConsolePath("pending"))
        form.addList(
            "operation",
            "Operation",
            [("", "all"), ("add", "additions"), ("update", "updates"), ("delete", "deletions")],
            value: filter.operation?.rawValue
        )
        form.addList(
            "class",
            "Class",
            [("", "all")] + index.classes.map { ($0, $0) },
            value: filter.objectClass
        )
        form.addText("text", "Name or source anchor contains", value: filter.text)
        return form
    }

    private static func table(
        _ changes: [PendingView.Change],
        _ count: Int,
        _ start: Int,
        _ filter: PendingIndex.Filter
    ) -> TablePart {
        func path(_ from: Int) -> ConsolePath {
            ConsolePath(
                "pending",
                query: [
                    ("operation", filter.operation?.rawValue), ("class", filter.objectClass), ("text", filter.text),
                    ("from", from > 0 ? "\(from)" : nil),
                ]
            )
        }
        return TablePart(
            caption: count == 0
                ? "Pending exports"
                : "Pending exports \(start + 1) to \(min(start + Words.page, count)) of \(count)",
            columns: ["who", "operation", "class", "attributes with old and new values"],
            empty: "Nothing is pending that fits.",
            rows: changes.map { change in
                [
                    [TextLine(change.label), TextLine(change.anchor, tone: .note)],
                    [Words.operation(change.operation)], [TextLine(change.objectClass)], values(change),
                ]
            },
            pager: [
                ("Previous", start > 0 ? path(max(0, start - Words.page)) : nil),
                ("Next", start + Words.page < count ? path(start + Words.page) : nil),
            ]
        )
    }

    private static func values(_ change: PendingView.Change) -> [TextLine] {
        let most = 12
        let lines = change.values.prefix(most).flatMap { value -> [TextLine] in
            let gone = value.removed.prefix(3).map { TextLine("\(value.attribute) − \(short($0))", tone: .gone) }
            let come = value.added.prefix(3).map { TextLine("\(value.attribute) + \(short($0))", tone: .come) }
            let more = max(0, value.removed.count - 3) + max(0, value.added.count - 3)
            return gone + come
                + (more > 0 ? [TextLine("\(value.attribute): and \(more) more values", tone: .note)] : [])
        }
        let rest = change.values.count - most
        return rest > 0 ? lines + [TextLine("and \(Words.count(rest, "more attribute"))", tone: .note)] : lines
    }

    private static func short(_ value: String) -> String {
        value.count > 120 ? value.prefix(120) + "…" : value
    }
}

extension String {
    /// The same with a capital letter in front.
    var firstUpper: String { prefix(1).uppercased() + dropFirst() }
}
