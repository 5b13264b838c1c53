import Directory
import SyncEngine

/// The images of a review by source anchor; their values are taken out for those alone that are asked for.
struct ReviewedImages: Sendable {
    private var images: [String: PackedEntry] = [:]
    private var table = AttributeTable()

    init() {}

    /// Holds images whose attributes are numbers of a table.
    init(_ images: some Sequence<ExportImage>, _ table: AttributeTable) {
        let entries: [String: PackedEntry] = Dictionary(images.map { ($0.anchor, $0.entry) }) { first, _ in first }
        self.init(entries, table)
    }

    /// Holds entries by anchor, whose attributes are numbers of a table.
    init(_ entries: [String: PackedEntry], _ table: AttributeTable) {
        images = entries
        self.table = table
    }

    /// The values of an object, attribute by attribute.
    subscript(anchor: String) -> [String: [[UInt8]]]? {
        images[anchor].map { entry in
            Dictionary(
                entry.attributes.compactMap { number in
                    table.name(of: number).map {
                        ($0.spelling, entry.values(of: number).map { Array($0) })
                    }
                }
            ) { first, _ in first }
        }
    }

    /// These and those of another page of the same workspace.
    func merging(_ other: ReviewedImages) -> ReviewedImages {
        var all = images.isEmpty ? other : self
        if !images.isEmpty { all.images.merge(other.images) { first, _ in first } }
        return all
    }
}
