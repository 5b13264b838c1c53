import WizardTasks

/// The tables of a comparison of pending exports.
enum PendingCompareText {
    /// How many objects differ in each attribute, the most first.
    static func attributes(_ summary: PendingComparisonSummary, width: Int, _ style: Style) -> String {
        let attributes = summary.attributes
        guard !attributes.isEmpty else { return "" }
        let names = RuleNames(attributes.compactMap(\.attribute.rule).sorted())
        var table = FittedTable(["objects", "attribute", names.heading], width: width, rightAligned: [0])
        for (attribute, count) in attributes {
            table.add(["\(count)", attribute.name, names.short(attribute.rule ?? "")])
        }
        return table.text(style)
    }

    /// The objects that are shown of all that differ, those first that one side would delete.
    static func objects(
        _ comparison: PendingComparison,
        of count: Int,
        limit: Int,
        width: Int,
        _ style: Style
    ) -> String {
        var table = FittedTable(["who", "class", "A", "B", "attribute", "in A", "in B"], width: width)
        let shown = limit > 0 ? Array(comparison.objects.prefix(limit)) : comparison.objects
        let who = DistinctNames(shown.map(\.label))
        for object in shown {
            let head = [
                who.text(object.label, anchor: object.anchor), object.objectClass, object.first ?? "-",
                object.second ?? "-",
            ]
            guard !object.differences.isEmpty else {
                table.add(head + ["", "", ""])
                continue
            }
            for (place, difference) in object.differences.enumerated() {
                let cells = PendingCompareCell.both(difference, of: object, comparison.names)
                table.add((place == 0 ? head : ["", "", "", ""]) + [difference.attribute] + cells)
            }
        }
        let rest = count - shown.count
        return table.text(style) + (rest > 0 ? "\n… and \(rest) more; --limit 0 lists all." : "")
    }
}
