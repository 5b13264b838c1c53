import Directory
import DirectorySchema

/// Differences of schemas as a table, a page at a time.
enum SchemaChangesTable {
    static func make(
        _ changes: [SchemaChange],
        _ caption: String,
        title: String? = "Difference",
        _ pages: TablePages,
        _ name: String
    ) -> TablePart {
        TablePart.paged(
            title: title,
            caption: caption,
            columns: ["name", "kind", "what", "properties"],
            empty: "Nothing differs.",
            rows: changes,
            pages,
            name
        ) { change in
            [
                [TextLine(change.name.spelling)], [TextLine(change.element.rawValue)], [word(change)],
                Words.shortened(change.facets.map(sentence), to: 6),
            ]
        }
    }

    private static func word(_ change: SchemaChange) -> TextLine {
        switch change.action {
        case .added: TextLine("added", tone: .good)
        case .removed: TextLine("removed", tone: .bad)
        case .renamed: TextLine("renamed from \(change.oldName.spelling)", tone: .warning)
        case .modified: TextLine("modified", tone: .warning)
        }
    }

    private static func sentence(_ facet: SchemaFacet) -> String {
        let (from, to) = (facet.from.map { "\($0)" }, facet.to.map { "\($0)" })
        let words = { (text: String) in text.count > 160 ? text.prefix(160) + "…" : text }
        return switch (from, to) {
        case (let from?, let to?): "\(facet.facet.title): \(words(from)) → \(words(to))"
        default: "\(facet.facet.title): \(words(to ?? from ?? ""))"
        }
    }
}
