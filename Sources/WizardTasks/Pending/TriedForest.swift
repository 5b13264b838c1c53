import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What would wait for one forest with some rules, as it is compared.
struct TriedForest {
    /// The changes, by the anchors of their objects.
    let changes: [String: PendingSide.Change]
    private let forest: ForestConfiguration
    private let side: TryRules.Side
    private let sensitive: SensitiveAttributes
    private let waiting: [String: WaitingWriteBack]

    var isEmpty: Bool { changes.isEmpty }

    /// How many objects wait, by operation.
    var counts: [String: Int] { changes.values.reduce(into: [:]) { $0[$1.operation, default: 0] += 1 } }

    /// Describes what waits for the forest; no rule is told, since nearly all of it is the same on both sides.
    init(_ forest: ForestConfiguration, _ side: TryRules.Side, hiding sensitive: SensitiveAttributes) {
        let table = side.spaces.table
        var waiting: [String: WaitingWriteBack] = [:]
        var described: [WriteBackDescription] = []
        for one in side.waiting where one.object.identity.connector == forest.connector {
            let description = WriteBackDescription(one, forest: forest.name, table: table, hiding: sensitive)
            waiting[description.change.anchor] = one
            described.append(description)
        }
        let desired: [String: PackedEntry] = Dictionary(described.map { ($0.change.anchor, $0.after) }) { first, _ in
            first
        }
        let review = PendingReview(
            changes: described.map(\.change),
            isStaging: side.spaces.workspace.configuration.isStaging,
            notes: [],
            desired: ReviewedImages(desired, table)
        )
        changes = PendingSide.changes(of: review)
        (self.forest, self.side, self.sensitive, self.waiting) = (forest, side, sensitive, waiting)
    }

    /// Names the rules of the differences that this side is asked for, by evaluating their objects.
    func nameRules(
        of objects: inout [PendingComparison.Object],
        where isAsked: (PendingComparison.Difference) -> Bool
    ) {
        let asked = objects.indices.filter { objects[$0].differences.contains(where: isAsked) }
        guard !asked.isEmpty else { return }
        let attribution = PendingAttribution(spaces: side.spaces, rules: side.rules, detail: true)
        for place in asked {
            guard let one = waiting[objects[place].anchor] else { continue }
            let told = WriteBackDescription(
                one,
                forest: forest.name,
                table: side.spaces.table,
                hiding: sensitive
            ) { attribution.attribute(&$0, of: one) }
            var rules: [String: String] = [:]
            for value in told.change.values { rules[value.attribute] = value.rule }
            for number in objects[place].differences.indices where isAsked(objects[place].differences[number]) {
                let attribute = objects[place].differences[number].attribute
                objects[place].differences[number].rule = rules[attribute]
            }
        }
    }
}
