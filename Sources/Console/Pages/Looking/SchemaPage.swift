import Directory
import DirectorySchema
import WizardTasks

/// The cached schemas: the matrix of all forests, the versions of one, the difference of two versions.
enum SchemaPage {
    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        let forests = workspace.configuration.forests
        guard let forest = forests.first(where: { $0.name == query["forest"] }) ?? forests.first else {
            return Page(
                title: "Schema",
                place: "schema",
                parts: [
                    NoticePart(
                        kind: .info,
                        title: "No forest yet",
                        lines: ["Add one with dryad forest add, then look again."]
                    )
                ]
            )
        }
        var page = Page(
            title: "Schema",
            place: "schema",
            lead: "What the forests' schemas were when they were read last."
        )
        let history = SchemaHistory(workspace)
        var notes: [(ForestConfiguration, [SchemaVersionNote])] = []
        for one in forests { notes.append((one, try await history.notes(of: one, limit: 30))) }
        if notes.contains(where: { !$0.1.isEmpty }) { page.parts.append(plot(notes)) }
        page.parts += try await matrix(workspace, query)
        page.parts += try await versions(forest, forests, notes.first { $0.0 == forest }?.1 ?? [], history, query)
        page.parts.append(
            LinksPart(links: [("Refresh directory schema", ConsolePath("tasks", "refresh"))])
        )
        return page
    }

    private static func plot(_ notes: [(ForestConfiguration, [SchemaVersionNote])]) -> LinePlotPart {
        let moments = Set(notes.flatMap { $0.1.map(\.read) }).sorted()
        let newest = notes.compactMap { forest, notes in
            notes.first.map { "\(forest.name) has \($0.attributes) attributes and \($0.classes) classes" }
        }
        return LinePlotPart(
            id: "schema-size",
            title: "Schema size over time",
            summary: newest.joined(separator: "; ") + ".",
            moments: moments.map { String($0.prefix(10)) },
            series: notes.filter { !$0.1.isEmpty }.prefix(4).map { forest, notes in
                (
                    forest.name,
                    moments.map { moment in
                        notes.first { $0.read <= moment }.map { $0.attributes + $0.classes }
                    }
                )
            }
        )
    }

    private static func matrix(_ workspace: Workspace, _ query: FormFields) async throws -> [any PagePart] {
        let reading: SchemaMatrixReading
        do {
            reading = try await ReadSchemaMatrix(folder: workspace.folder, surroundings: workspace.surroundings)
                .run(sources: [])
        } catch let error as TaskError where error.code == .notRefreshed {
            return [
                NoticePart(
                    kind: .warning,
                    title: "No schema has been read yet",
                    lines: ["The task Refresh directory schema reads them."]
                )
            ]
        }
        let verdict = query["verdict"] ?? "conflict"
        let text = query["text"]?.lowercased()
        let rows = reading.matrix.rows.filter { row in
            (verdict == "all" || row.verdict.rawValue == verdict)
                && (text.map { row.name.spelling.lowercased().contains($0) } ?? true)
        }
        let start = min(query.number("from") ?? 0, max(0, rows.count - 1))
        var form = FilterPart("Filter the matrix", path: ConsolePath("schema"))
        form.addList(
            "verdict",
            "Show",
            [
                ("conflict", "conflicts"), ("missing", "missing somewhere"), ("differs", "differing"),
                ("agree", "agreeing"),
                ("all", "all"),
            ],
            value: verdict
        )
        form.addText("text", "Name contains", value: query["text"])
        func path(_ from: Int) -> ConsolePath {
            ConsolePath(
                "schema",
                query: [
                    ("forest", query["forest"]), ("verdict", verdict), ("text", query["text"]),
                    ("from", from > 0 ? "\(from)" : nil),
                ]
            )
        }
        let last = min(start + Words.page, rows.count)
        let table = TablePart(
            title: "Matrix of forests",
            caption: rows.isEmpty
                ? "Attributes and classes" : "Attributes and classes \(start + 1) to \(last) of \(rows.count)",
            columns: ["name", "kind", "verdict"] + reading.matrix.forests + ["what differs"],
            empty: verdict == "conflict" ? "No two forests contradict each other." : "Nothing fits.",
            rows: rows.dropFirst(start).prefix(Words.page).map { row in
                [
                    [TextLine(row.name.spelling)], [TextLine(row.element.rawValue)],
                    [TextLine(row.verdict.rawValue, tone: tone(row.verdict))],
                ]
                    + reading.matrix.forests.map { forest in
                        [
                            row.missing.contains(forest)
                                ? TextLine("missing", tone: .warning) : TextLine("there", tone: .good)
                        ]
                    }
                    + [
                        row.conflicts.map { TextLine("\($0.kind.title): \($0.sentence)") }
                            + (row.facets.isEmpty
                                ? [] : [TextLine(row.facets.map(\.title).joined(separator: ", "), tone: .note)])
                    ]
            },
            pager: [
                ("Previous", start > 0 ? path(max(0, start - Words.page)) : nil),
                ("Next", last < rows.count ? path(last) : nil),
            ]
        )
        let merged = reading.merged.map { TextLine($0.sentence, tone: .bad) }
        return [form, table]
            + (merged.isEmpty ? [] : [TextPart(title: "Contradictions that rules merge", Array(merged.prefix(20)))])
    }

    private static func versions(
        _ forest: ForestConfiguration,
        _ forests: [ForestConfiguration],
        _ notes: [SchemaVersionNote],
        _ history: SchemaHistory,
        _ query: FormFields
    ) async throws -> [any PagePart] {
        var form = FilterPart("Compare versions", path: ConsolePath("schema"))
        form.addList("forest", "Forest", forests.map { ($0.name, $0.name) }, value: forest.name)
        let numbers = notes.map { ("\($0.number)", "version \($0.number), \(Words.moment($0.read))") }
        form.addList("old", "From", [("", "nothing chosen")] + numbers, value: query["old"])
        form.addList("new", "To", [("", "nothing chosen")] + numbers, value: query["new"])
        var parts: [any PagePart] = [
            TablePart(
                title: "Versions of \(forest.name)",
                caption: "Cached versions of the schema of \(forest.name), newest first",
                columns: ["version", "read", "from", "classes", "attributes"],
                numbers: [0, 3, 4],
                empty: "It has never been read.",
                rows: notes.map { note in
                    [
                        [TextLine("\(note.number)", path: note.number > 1 ? difference(forest, note.number) : nil)],
                        [TextLine(Words.moment(note.read))], [TextLine(note.source)], [TextLine("\(note.classes)")],
                        [TextLine("\(note.attributes)")],
                    ]
                }
            ), form,
        ]
        guard let old = query.number("old"), let new = query.number("new") else { return parts }
        guard let diff = try await history.difference(of: forest, from: old, to: new) else {
            parts.append(
                NoticePart(
                    kind: .bad,
                    title: "There is no such version",
                    lines: ["\(forest.name) has no version \(old) or \(new). Choose two of the list."]
                )
            )
            return parts
        }
        parts.append(
            SchemaChangesTable.make(
                diff.changes,
                "Difference from version \(old) to version \(new) of \(forest.name)",
                TablePages(query, ConsolePath("schema"), keeping: ["forest", "old", "new"]),
                "difference"
            )
        )
        return parts
    }

    private static func difference(_ forest: ForestConfiguration, _ number: Int) -> ConsolePath {
        ConsolePath("schema", query: [("forest", forest.name), ("old", "\(number - 1)"), ("new", "\(number)")])
    }

    private static func tone(_ verdict: MatrixRow.Verdict) -> Tone {
        switch verdict {
        case .conflict: .bad
        case .missing, .differs: .warning
        case .agree: .good
        }
    }
}
