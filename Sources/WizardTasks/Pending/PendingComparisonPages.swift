/// How the pending exports of two places differ, a page of objects at a time: the values of few pages are held at once.
///
/// What is held of everything is which objects differ, in the order in which they are told. A file is held whole.
public struct PendingComparisonPages {
    private struct Entry {
        let anchor: String
        let rank: Int
        /// What it is called, where that decides the order.
        var name: String
    }

    /// The comparison without its objects.
    public let head: PendingComparison
    /// How many objects differ, and in which attributes.
    public let summary: PendingComparisonSummary

    private let sides: PendingSides
    private let rules: DifferenceRules
    /// The objects that differ, by their source anchors: those first that one place would delete, then those that only one
    /// touches.
    private let order: [String]

    /// Finds out what differs; a few objects stand in the order of names, or of pseudonyms where a redaction is to hide them.
    ///
    /// `namesRules` says that rules stand in the summary as well, for which all objects that differ are evaluated.
    static func read(
        _ sides: PendingSides,
        hiding redaction: Redaction?,
        namesRules: Bool
    ) async throws -> PendingComparisonPages {
        let rules = DifferenceRules(sides)
        var entries: [Entry] = []
        var summary = PendingComparisonSummary()
        var (waited, same) = (0, 0)
        try await sides.each(of: sides.anchors) { page in
            var objects: [PendingComparison.Object] = []
            for anchor in page.anchors {
                if page.first[anchor] != nil { waited += 1 }
                if let object = page.object(anchor) {
                    objects.append(object)
                } else if page.first[anchor] != nil {
                    same += 1
                }
            }
            let wasSortable = entries.count <= PendingReview.sortable
            for object in objects {
                let name = redaction.map { $0.name(.person, object.label) } ?? object.label.lowercased()
                entries.append(
                    Entry(
                        anchor: object.anchor,
                        rank: PendingComparison.rank(object),
                        name: wasSortable ? name : ""
                    )
                )
            }
            // Of many, all names would have to be held for it.
            if wasSortable, entries.count > PendingReview.sortable {
                for place in entries.indices { entries[place].name = "" }
            }
            if namesRules { objects = try await rules.added(to: objects) }
            summary.add(objects)
        }
        return PendingComparisonPages(
            head: PendingComparison(
                first: sides.first.name,
                second: sides.second.name,
                // Whatever waited at both of two moments and was not looked at is the same.
                same: max(0, (sides.waited ?? waited) - waited + same),
                objects: [],
                remarks: sides.remarks
            ),
            summary: summary,
            sides: sides,
            rules: rules,
            order: sorted(entries, hiding: redaction)
        )
    }

    private static func sorted(_ entries: [Entry], hiding redaction: Redaction?) -> [String] {
        // A place among source anchors tells something too.
        let keyed: [(entry: Entry, tie: String)] = entries.map { entry in
            (entry, redaction.map { $0.name(.value, entry.anchor) } ?? entry.anchor)
        }
        return keyed.sorted {
            ($0.entry.rank, $0.entry.name, $0.tie) < ($1.entry.rank, $1.entry.name, $1.tie)
        }.map(\.entry.anchor)
    }

    /// Gives one page after the other, with the rules that write what differs; `limit` is how many objects are given in all,
    /// and 0 gives all.
    public func each(limit: Int = 0, _ body: (PendingComparison) async throws -> Void) async throws {
        try await sides.each(of: limit > 0 ? Array(order.prefix(limit)) : order) { page in
            var told = head
            told.objects = try await rules.added(to: page.anchors.compactMap { page.object($0) })
            try await body(told)
        }
    }

    /// A part of the comparison with who is meant by names of objects in the tenant among the values that differ.
    ///
    /// Who is meant may have gone since.
    public func named(_ comparison: PendingComparison) async throws -> PendingComparison {
        var comparison = comparison
        let references = Set(comparison.references.values).sorted()
        if !references.isEmpty { comparison.name(by: try await sides.labels(of: references)) }
        return comparison
    }
}
