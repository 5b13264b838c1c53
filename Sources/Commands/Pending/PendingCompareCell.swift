import WizardTasks

/// What one side of a comparison does to an attribute, in a cell of a table.
struct PendingCompareCell: Equatable {
    /// What the side does to the object; nothing where it would not touch it.
    private let operation: String?
    /// The values that come; nothing where the attribute would not change.
    private let added: [String]?
    /// The values that go, as far as they are known.
    private let removed: [String]
    /// Whether other values stay, as far as that is known.
    private let keepsOthers: Bool?

    /// How many values are shown.
    private static let limit = 2

    /// The cells of both sides, with who is meant by names in them.
    static func both(
        _ difference: PendingComparison.Difference,
        of object: PendingComparison.Object,
        _ names: [String: String]
    ) -> [String] {
        let first = PendingCompareCell(
            operation: object.first,
            added: difference.first,
            removed: difference.firstRemoved ?? [],
            keepsOthers: difference.firstKeepsOthers
        )
        let second = PendingCompareCell(
            operation: object.second,
            added: difference.second,
            removed: difference.secondRemoved ?? [],
            keepsOthers: difference.secondKeepsOthers
        )
        let named = (first: first.named(names), second: second.named(names))
        // Two who are called alike are told apart by the names that they have in the tenant.
        let isTold = named.first != named.second || first == second
        let cells = isTold ? named : (first: first, second: second)
        return [cells.first.text(beside: cells.second), cells.second.text(beside: cells.first)]
    }

    private func named(_ names: [String: String]) -> PendingCompareCell {
        PendingCompareCell(
            operation: operation,
            added: added.map { $0.map { names[$0] ?? $0 } },
            removed: removed.map { names[$0] ?? $0 },
            keepsOthers: keepsOthers
        )
    }

    private func text(beside other: PendingCompareCell) -> String {
        guard let operation else { return "-" }
        // What an addition does not send was not there before either.
        guard let added else { return operation == "add" ? "nothing" : "unchanged" }
        let coming = Self.list(added, beside: other.added ?? [])
        let going = Self.list(removed, beside: other.removed)
        // Of an attribute of which values stay, or may stay, what comes is not all of it.
        if keepsOthers ?? !removed.isEmpty {
            let parts = [added.isEmpty ? nil : "adds \(coming)", removed.isEmpty ? nil : "removes \(going)"]
            return parts.compactMap { $0 }.joined(separator: "; ")
        }
        // Where the same values come on both sides, they differ in what goes.
        let showsRemoved = !removed.isEmpty && added == other.added && other.keepsOthers == false
        guard !added.isEmpty else { return showsRemoved ? "emptied of \(going)" : "emptied" }
        return showsRemoved ? "\(coming) in place of \(going)" : coming
    }

    /// A few values; of many, those first that the other side does not have.
    private static func list(_ values: [String], beside others: [String]) -> String {
        let known = Set(others)
        let own = values.filter { !known.contains($0) }
        let common = values.count - own.count
        guard values.count > limit, common > 0 else { return ValueText.joined(values, besides: others, limit: limit) }
        let rest = "\(common) in both"
        return own.isEmpty ? rest : "\(ValueText.joined(own, besides: others, limit: limit)) and \(rest)"
    }
}
