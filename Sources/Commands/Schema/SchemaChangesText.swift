import Diagnostics
import Directory
import DirectorySchema

/// The differences of two schemas as lines: counts, names, facets.
struct SchemaChangesText {
    private let diff: SchemaDiff
    private let listsNames: Bool
    private let listsAll: Bool
    private let style: Style

    init(_ diff: SchemaDiff, listsNames: Bool, listsAll: Bool, _ style: Style) {
        self.diff = diff
        self.listsNames = listsNames
        self.listsAll = listsAll
        self.style = style
    }

    var lines: [String] {
        var lines: [String] = []
        for action in SchemaChange.Action.allCases {
            for element in [SchemaChange.Element.objectClass, .attribute] {
                let changes = diff.changes(element, action)
                guard !changes.isEmpty else { continue }
                lines.append("  " + heading(changes.count, element, action))
                // A first read brings everything: its names say nothing unless somebody asks for them.
                guard listsNames || listsAll else { continue }
                if action == .modified || action == .renamed {
                    lines += changes.flatMap(facets)
                } else {
                    let names = changes.map { Terminal.visible($0.name.spelling) }
                    lines.append(WordList.wrap(names, indent: "      ", width: Output.width))
                }
            }
        }
        return lines
    }

    private func heading(_ count: Int, _ element: SchemaChange.Element, _ action: SchemaChange.Action) -> String {
        let noun =
            element == .objectClass ? WordList.count(count, "class", "classes") : WordList.count(count, "attribute")
        return switch action {
        case .added: style.good("+ \(noun) added")
        case .removed: style.bad("- \(noun) removed")
        case .renamed: style.attention("~ \(noun) renamed")
        case .modified: style.attention("~ \(noun) changed")
        }
    }

    /// One line for each facet; of lists only what came and went.
    private func facets(_ change: SchemaChange) -> [String] {
        change.facets.map { facet in
            let text: String
            if facet.facet == .name {
                text = "was \(facet.from.map { "\($0)" } ?? "none")"
            } else if case .list? = facet.to ?? facet.from {
                text = "\(facet.facet.title) " + list(facet)
            } else {
                text =
                    "\(facet.facet.title) \(facet.from.map { "\($0)" } ?? "none") to "
                    + (facet.to.map { "\($0)" } ?? "none")
            }
            return "      " + Terminal.visible("\(change.name): \(text)")
        }
    }

    private func list(_ facet: SchemaFacet) -> String {
        let (from, to) = (Set((facet.from?.names ?? []).map { AttributeName($0) }), facet.to?.names ?? [])
        let came = to.filter { !from.contains(AttributeName($0)) }.map { "+\($0)" }
        let kept = Set(to.map { AttributeName($0) })
        let went = (facet.from?.names ?? []).filter { !kept.contains(AttributeName($0)) }.map { "-\($0)" }
        let all = came + went
        return listsAll || all.count <= 6
            ? all.joined(separator: " ") : all.prefix(5).joined(separator: " ") + " and \(all.count - 5) more"
    }
}
