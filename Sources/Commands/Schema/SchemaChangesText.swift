import Diagnostics
import Directory
import DirectorySchema
import WizardTasks

/// The differences of one forest's schema as lines: counts, names, facets.
struct SchemaChangesText {
    private let forest: ForestRefresh
    private let listsAll: Bool
    private let style: Style

    init(_ forest: ForestRefresh, listsAll: Bool, _ style: Style) {
        self.forest = forest
        self.listsAll = listsAll
        self.style = style
    }

    var lines: [String] {
        var lines: [String] = []
        for action in [SchemaChange.Action.removed, .added, .changed] {
            for element in [SchemaChange.Element.objectClass, .attribute] {
                let changes = forest.diff.changes(element, action)
                guard !changes.isEmpty else { continue }
                lines.append("  " + heading(changes.count, element, action))
                // A first read brings everything: its names say nothing unless somebody asks for them.
                guard forest.cachedVersion != nil || listsAll else { continue }
                if action == .changed {
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
        case .changed: style.attention("~ \(noun) changed")
        }
    }

    /// One line for each facet; of lists only what came and went.
    private func facets(_ change: SchemaChange) -> [String] {
        change.facets.map { facet in
            let (from, to) = (words(facet.from), words(facet.to))
            let isList = Self.lists.contains(facet.name)
            let text: String
            if isList {
                let came = to.filter { !from.contains($0) }.map { "+\($0)" }
                let went = from.filter { !to.contains($0) }.map { "-\($0)" }
                let all = came + went
                text =
                    listsAll || all.count <= 6
                    ? all.joined(separator: " ") : all.prefix(5).joined(separator: " ") + " and \(all.count - 5) more"
            } else {
                text = "\(facet.from ?? "none") to \(facet.to ?? "none")"
            }
            return "      " + Terminal.visible("\(change.name): \(facet.name) \(text)")
        }
    }

    private static let lists: Set = ["auxiliaryClass", "mustContain", "mayContain", "possSuperiors"]

    private func words(_ text: String?) -> [String] { (text ?? "").split(separator: " ").map(String.init) }
}
