import Directory
import DirectorySchema
import WizardTasks

extension PlanPage {
    var warnings: String {
        let items =
            outline.failures.map {
                "<li class=\"failed\"><span class=\"bad\">! failed</span> \(PageText.html($0.sentence))</li>"
            }
            + outline.hazards.map {
                "<li><span class=\"attention\">! \(PageText.escaped($0.kind))</span> \(PageText.html($0.sentence))</li>"
            }
        return section(
            "first",
            "Look at this first",
            [items.isEmpty ? "" : "<ul class=\"warnings\">\n\(items.joined(separator: "\n"))\n</ul>"]
        )
    }

    var differences: String {
        section("differences", "Differences", [form] + outline.forests.map(forest))
    }

    /// Hidden until the script that it belongs to shows it.
    private var form: String {
        func choice(_ name: String, _ title: String, _ options: [(value: String, word: String)]) -> String {
            let all = [("", "any")] + options.map { (PageText.escaped($0.value), PageText.escaped($0.word)) }
            let list = all.map { "<option value=\"\($0.0)\">\($0.1)</option>" }.joined()
            return "<label>\(title)<select name=\"\(name)\">\(list)</select></label>"
        }
        let kinds = SchemaImpact.Effect.Kind.allCases.map { ($0.rawValue, $0.rawValue) }
        return """
            <form id="filters" hidden aria-label="Filters" autocomplete="off">
            <label>Text<input type="search" name="q" placeholder="a name, a rule, a value"></label>
            \(choice("element", "Element", SchemaChange.Element.allCases.map { ($0.rawValue, $0.rawValue) }))
            \(choice("change", "Change", SchemaChange.Action.allCases.map { ($0.rawValue, $0.rawValue) }))
            \(choice("effect", "Rule parts", kinds + [("none", "none")]))
            \(choice("forest", "Forest", outline.forests.map { ($0.name, $0.name) }))
            <button type="reset">Show all</button>
            <output aria-live="polite"></output>
            </form>
            """
    }

    private func forest(_ forest: ForestOutline) -> String {
        var table = PageTable(
            "differences",
            caption: "Differences of <code>\(PageText.escaped(forest.name))</code>, those first that break rules",
            ["Change", "Element", "Name", "What differs", "What that does to rules"]
        )
        for row in forest.differences {
            table.add(
                [
                    PageText.badge(Wording.mark(row.change.action)), Wording.noun(row.change.element),
                    "<code>\(PageText.escaped(row.change.name.spelling))</code>",
                    PageText.folded(
                        row.facets.map(PageText.html),
                        open: row.change.action == .modified ? 8 : 4,
                        title: WordList.count(row.facets.count, "property", "properties")
                    ),
                    effects(row),
                ],
                header: 2,
                marks: PageTable.Marks(
                    element: row.change.element.rawValue,
                    change: row.change.action.rawValue,
                    effects: row.kinds.isEmpty ? ["none"] : row.kinds.map(\.rawValue),
                    forest: forest.name
                )
            )
        }
        let counts = forest.counts.map { action, sentence in
            let (mark, _, tone) = Wording.mark(action)
            return "<li class=\"\(tone.rawValue)\"><span aria-hidden=\"true\">\(mark)</span> \(sentence)</li>"
        }
        return [
            "<h3>Forest <code>\(PageText.escaped(forest.name))</code></h3>",
            "<p>\(PageText.html(forest.statement))</p>",
            counts.isEmpty ? "" : "<ul class=\"counts\">\(counts.joined())</ul>", table.html,
            details("Changed through other classes", forest.through), details("Cannot be read", forest.unreadable),
        ].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func details(_ title: String, _ items: [Phrase]) -> String {
        guard !items.isEmpty else { return "" }
        let list = items.map { "<li>\(PageText.html($0))</li>" }.joined()
        return "<details><summary>\(title): \(items.count)</summary><ul>\(list)</ul></details>"
    }

    private func effects(_ row: DifferenceRow) -> String {
        let items = row.effects.map { effect in
            let head = PageText.badge(Wording.mark(effect.kind)) + " "
            let rule = "<code>\(PageText.escaped(effect.rule))</code>"
            let parts = effect.parts.map { "<code>\(PageText.escaped($0))</code>" }
            return switch parts.count {
            case 0: head + rule
            case 1...3: head + parts.joined(separator: ", ") + " of " + rule
            default:
                "<details><summary>\(head)\(parts.count) parts of \(rule)</summary>"
                    + parts.joined(separator: ", ") + "</details>"
            }
        }
        return PageText.list(items + [row.inclusion].compactMap { $0 }.map(PageText.html))
    }
}
