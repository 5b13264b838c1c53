import Directory
import SyncEngine

/// The images of a review by source anchor; their values are taken out for those alone that are asked for.
struct ReviewedImages: Sendable {
    private var images: [String: ExportImage] = [:]
    private var table = AttributeTable()

    init() {}

    /// Holds images whose attributes are numbers of a table.
    init(_ images: some Sequence<ExportImage>, _ table: AttributeTable) {
        self.images = Dictionary(images.lazy.map { ($0.anchor, $0) }) { first, _ in first }
        self.table = table
    }

    /// The values of an object, attribute by attribute.
    subscript(anchor: String) -> [String: [[UInt8]]]? {
        images[anchor].map { image in
            Dictionary(
                image.entry.attributes.compactMap { number in
                    table.name(of: number).map {
                        ($0.spelling, image.entry.values(of: number).map { Array($0) })
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
