import Directory
import SyncEngine
import WizardTasks

/// What waits to be exported: filtered, a page at a time, with old and new values.
enum PendingPage {
    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        var filter = PendingListing.Filter()
        filter.operation = query["operation"].flatMap { PendingExport.Operation(rawValue: $0) }
        filter.objectClass = query["class"]
        filter.text = query["text"]
        let place = place(query)
        let listing = try await PendingListing.read(workspace, filter, after: place, limit: Words.page)
        let sensitive = try await SensitiveAttributes(of: workspace)
        let changes = try await PendingDetails(workspace).read(listing.places, hiding: sensitive)
        let isStaging = workspace.configuration.isStaging
        var page = Page(
            title: "Pending exports",
            place: "pending",
            lead: "\(Words.pending(listing.counts).firstUpper) due for the tenant"
                + (isStaging ? ", held back by staging mode." : ": the next run exports.")
        )
        let basis = try await PendingBasis.read(workspace)
        if basis.isUnknown {
            page.lead = "What is due for the tenant is not known yet."
            page.parts.append(notice("Nothing has been synchronized yet", basis, kind: .info))
            return page
        }
        if basis.remark != nil { page.parts.append(notice("The last run did not synchronize", basis, kind: .warning)) }
        let deletions = listing.counts[.delete] ?? 0
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
        page.parts.append(form(filter, listing))
        page.parts.append(table(changes, listing, filter, place == nil ? 0 : query.number("from") ?? 0))
        return page
    }

    /// What the list stands on, and where the task is that makes it current.
    private static func notice(_ title: String, _ basis: PendingBasis, kind: NoticePart.Kind) -> NoticePart {
        NoticePart(
            kind: kind,
            title: title,
            lines: [basis.remark, "The task Synchronize, below Tasks, runs a cycle."].compactMap(\.self)
        )
    }

    /// Behind which place the page begins, as the link to it says.
    private static func place(_ query: FormFields) -> PendingPlace? {
        guard let operation = query["behind"].flatMap({ PendingExport.Operation(rawValue: $0) }),
            let objectClass = query["behindClass"], let anchor = query["behindAnchor"]
        else { return nil }
        return PendingPlace(
            operation: operation,
            objectClass: AttributeName(objectClass),
            name: query["behindName"] ?? "",
            anchor: anchor
        )
    }

    private static func form(_ filter: PendingListing.Filter, _ listing: PendingListing) -> FilterPart {
        var form = FilterPart("Filter pending exports", path: ConsolePath("pending"))
        form.addList(
            "operation",
            "Operation",
            [("", "all"), ("delete", "deletions"), ("update", "updates"), ("add", "additions")],
            value: filter.operation?.rawValue
        )
        form.addList(
            "class",
            "Class",
            [("", "all")] + listing.classes.map { ($0, $0) },
            value: filter.objectClass
        )
        form.addText("text", "Name begins with, or source anchor is", value: filter.text)
        return form
    }

    private static func table(
        _ changes: [PendingView.Change],
        _ listing: PendingListing,
        _ filter: PendingListing.Filter,
        _ start: Int
    ) -> TablePart {
        func path(_ more: [(String, String?)]) -> ConsolePath {
            ConsolePath(
                "pending",
                query: [
                    ("operation", filter.operation?.rawValue), ("class", filter.objectClass), ("text", filter.text),
                ] + more
            )
        }
        let next = listing.next.map { place in
            path([
                ("behind", place.operation.rawValue), ("behindClass", place.objectClass.spelling),
                ("behindName", place.name), ("behindAnchor", place.anchor), ("from", "\(start + Words.page)"),
            ])
        }
        return TablePart(
            caption: caption(changes.count, listing.count(of: filter), start),
            columns: ["who", "operation", "class", "attributes with old and new values"],
            empty: "Nothing is pending that fits.",
            rows: changes.map { change in
                [
                    [TextLine(change.label), TextLine(change.anchor, tone: .note)],
                    [Words.operation(change.operation)], [TextLine(change.objectClass)], values(change),
                ]
            },
            pager: [("First", start > 0 ? path([]) : nil), ("Next", next)]
        )
    }

    private static func caption(_ shown: Int, _ count: Int?, _ start: Int) -> String {
        guard shown > 0 else { return "Pending exports" }
        let (end, isOver) = start.addingReportingOverflow(shown)
        guard !isOver, let count, end <= count else { return "Pending exports that were found" }
        return "Pending exports \(start + 1) to \(end) of \(count), deletions first"
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
