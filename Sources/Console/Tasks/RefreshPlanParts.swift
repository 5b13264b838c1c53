import Directory
import DirectorySchema
import SyncEngine
import SyncRules
import WizardTasks

/// The plan of a refresh, part by part.
enum RefreshPlanParts {
    static func make(
        _ content: RefreshContent,
        _ workspace: Workspace,
        _ pages: TablePages
    ) -> [any PagePart] {
        // A number, since the name of a forest may be any text.
        let tables = content.forests.indices.map { "forest\($0 + 1)" }
        let pages = pages.keeping(tables + ["rules"])
        var parts: [any PagePart] = content.failures.map { forest in
            NoticePart(
                kind: .bad,
                title: "\(forest.name) could not be read",
                lines: [forest.failure ?? "", "Its cached schema and its rules stay as they are."]
            )
        }
        parts.append(forests(content))
        for (forest, table) in zip(content.forests, tables) where forest.changes {
            if forest.cachedVersion == nil {
                parts.append(
                    TextPart(
                        title: forest.name,
                        [
                            TextLine(
                                "This is the first reading: \(forest.classes) classes and \(forest.attributes) attributes."
                            )
                        ]
                    )
                )
            } else {
                parts.append(
                    SchemaChangesTable.make(
                        forest.diff.changes,
                        "Differences of the schema of \(forest.name)",
                        title: forest.name,
                        pages,
                        table
                    )
                )
            }
        }
        if !content.rules.changes.isEmpty {
            parts.append(
                rules(content.rules.changes, pages) { connector in
                    content.gone?[connector.text] ?? workspace.configuration.name(of: connector)
                }
            )
        }
        if let merge = content.merge, !merge.isEmpty {
            parts.append(
                TextPart(
                    title: "Rules that people changed or made",
                    [
                        TextLine(
                            "\(merge.files.count) rule files get a new text, \(merge.renumbered.count) rules another number; "
                                + "\(merge.conflicts.count) parts were changed on both sides and stay as people wrote them."
                        )
                    ]
                )
            )
        }
        parts.append(runs(content, workspace))
        return parts
    }

    private static func forests(_ content: RefreshContent) -> TablePart {
        TablePart(
            title: "Directories",
            caption: "What was read of each directory",
            columns: ["forest", "state", "added", "removed", "renamed", "modified", "held back"],
            numbers: [2, 3, 4, 5, 6],
            empty: "",
            rows: content.forests.map { forest in
                let count = { (action: SchemaChange.Action) in
                    [TextLine("\(forest.diff.changes.count { $0.action == action })")]
                }
                let tone: Tone =
                    switch forest.state {
                    case .read: .good
                    case .failed: .bad
                    case .unselected: .note
                    }
                return [
                    [TextLine(forest.name)], [TextLine(forest.state.rawValue, tone: tone)], count(.added),
                    count(.removed), count(.renamed), count(.modified), [TextLine("\(forest.held.count)")],
                ]
            }
        )
    }

    /// Rules that differ; `name` tells how people call a connector.
    static func rules(_ changes: [RuleChange], _ pages: TablePages, _ name: (ConnectorID) -> String) -> TablePart {
        TablePart.paged(
            title: "Rules",
            caption: "Rules that differ",
            columns: ["rule", "connector", "what", "why", "parts"],
            empty: "",
            rows: changes,
            pages,
            "rules"
        ) { change in
            let word =
                switch change.action {
                case .appears: TextLine("appears", tone: .good)
                case .goes: TextLine("goes", tone: .bad)
                case .changes: TextLine("changes", tone: .warning)
                }
            return [
                [TextLine(change.name)],
                [TextLine(name(change.identity.connector))], [word],
                [TextLine(change.reason)],
                change.parts.isEmpty
                    ? [TextLine(Words.count(change.flowCount, "flow"))]
                    : Words.shortened(change.parts.map(\.name), to: 4),
            ]
        }
    }

    private static func runs(_ content: RefreshContent, _ workspace: Workspace) -> TextPart {
        let lines = content.requirements.map {
            TextLine("\($0.kind.title) of \(workspace.configuration.name(of: $0.connector)): \($0.reason)")
        }
        let time = content.estimate.map { estimate in
            TextLine(
                "\(Words.count(estimate.objects, "object")) are in connector spaces"
                    + (estimate.seconds.map { "; the last run that succeeded took \(Words.count($0, "second"))." }
                        ?? "; no run has succeeded yet, so nothing is known of how long it takes."),
                tone: .note
            )
        }
        return TextPart(
            title: "What must be run afterwards",
            (lines.isEmpty ? [TextLine("Nothing.")] : lines) + [time].compactMap { $0 }
        )
    }
}
