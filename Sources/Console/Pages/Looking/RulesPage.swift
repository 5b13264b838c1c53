import SyncRules
import WizardTasks

/// The rules by precedence, a page at a time.
enum RulesPage {
    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        let rules = try await WorkspaceRules.read(workspace).rules
        let text = query["text"]?.lowercased()
        let wanted = query["connector"]
        let found = rules.filter { rule in
            (wanted == nil || rule.connector == wanted)
                && (text.map { needle in
                    rule.name.lowercased().contains(needle)
                        || rule.mappings.contains { $0.destination.lowercased().contains(needle) }
                } ?? true)
        }
        let start = min(query.number("from") ?? 0, max(0, found.count - 1))
        let name = { (connector: String) in workspace.configuration.name(of: ConnectorID(connector)) }
        var form = FilterPart("Filter rules", path: ConsolePath("rules"))
        let connectors = Set(rules.map(\.connector)).map { ($0, name($0)) }.sorted { $0.1 < $1.1 }
        form.addList("connector", "Connector", [("", "all")] + connectors, value: wanted)
        form.addText("text", "Name or written attribute contains", value: query["text"])
        func path(_ from: Int) -> ConsolePath {
            ConsolePath(
                "rules",
                query: [("connector", wanted), ("text", query["text"]), ("from", from > 0 ? "\(from)" : nil)]
            )
        }
        let last = min(start + Words.page, found.count)
        return Page(
            title: "Rules",
            place: "rules",
            lead: "\(Words.count(rules.count, "synchronization rule")), by precedence: the lower number wins.",
            parts: [
                form,
                TablePart(
                    caption: found.isEmpty ? "Rules" : "Rules \(start + 1) to \(last) of \(found.count)",
                    columns: ["rule", "precedence", "connector", "direction", "from", "to", "link", "flows"],
                    numbers: [1, 7],
                    empty: rules.isEmpty
                        ? "There are no rules yet: Tasks, Refresh directory schema makes them." : "No rule fits.",
                    rows: found.dropFirst(start).prefix(Words.page).map { rule in
                        [
                            [TextLine(rule.name, path: RulePage.path(of: rule))]
                                + (rule.isDisabled ? [TextLine("switched off", tone: .warning)] : [])
                                + (rule.isStandard ? [] : [TextLine("made by somebody", tone: .note)]),
                            [TextLine("\(rule.precedence)")], [TextLine(name(rule.connector))],
                            [TextLine(rule.direction.rawValue.lowercased())], [TextLine(rule.sourceObjectType)],
                            [TextLine(rule.targetObjectType)], [TextLine(rule.link.rawValue)],
                            [TextLine("\(rule.mappings.count)")],
                        ]
                    },
                    pager: [
                        ("Previous", start > 0 ? path(max(0, start - Words.page)) : nil),
                        ("Next", last < found.count ? path(last) : nil),
                    ]
                ),
            ]
        )
    }
}
