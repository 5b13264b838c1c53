import WizardTasks

/// The tables of a comparison of pending exports.
enum PendingCompareText {
    /// How many objects differ in each attribute, the most first.
    static func attributes(_ comparison: PendingComparison, width: Int, _ style: Style) -> String {
        var counts: [String: (count: Int, rule: String?)] = [:]
        for difference in comparison.objects.flatMap(\.differences) {
            counts[difference.attribute] = ((counts[difference.attribute]?.count ?? 0) + 1, difference.rule)
        }
        guard !counts.isEmpty else { return "" }
        let names = RuleNames(counts.values.compactMap(\.rule).sorted())
        var table = FittedTable(["objects", "attribute", names.heading], width: width, rightAligned: [0])
        for (name, found) in counts.sorted(by: { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }) {
            table.add(["\(found.count)", name, names.short(found.rule ?? "")])
        }
        return table.text(style)
    }

    /// The objects, those first that one side would delete.
    static func objects(_ comparison: PendingComparison, limit: Int, width: Int, _ style: Style) -> String {
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
                table.add(
                    (place == 0 ? head : ["", "", "", ""]) + [
                        difference.attribute,
                        text(difference.first, object.first, difference.second, comparison.names),
                        text(difference.second, object.second, difference.first, comparison.names),
                    ]
                )
            }
        }
        let rest = comparison.objects.count - shown.count
        return table.text(style) + (rest > 0 ? "\n… and \(rest) more; --limit 0 lists all." : "")
    }

    private static func text(
        _ values: [String]?,
        _ operation: String?,
        _ others: [String]?,
        _ names: [String: String]
    ) -> String {
        // What an addition does not send was not there before either.
        guard let values else { return operation == "add" ? "nothing" : "unchanged" }
        var (shown, beside) = (values, others ?? [])
        if !names.isEmpty {
            let named = (values.map { names[$0] ?? $0 }, beside.map { names[$0] ?? $0 })
            // Two who are called alike are told apart by the names that they have in the tenant.
            if named.0 != named.1 || shown == beside { (shown, beside) = named }
        }
        return shown.isEmpty ? "emptied" : ValueText.joined(shown, besides: beside, limit: 2)
    }
}
