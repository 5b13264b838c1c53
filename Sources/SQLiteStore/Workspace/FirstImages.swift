import Directory
import GRDB
import SyncEngine
import SyncRules

/// The images of a first synchronization, which are written some thousands at a time in the order of their anchors.
///
/// An export goes by anchor. Where images lie as rules have made them, each that leaves has a page of the file to itself; where
/// they lie in a few stretches, each in order, it goes along all of them at once and reads every page once.
final class FirstImages {
    /// How many bytes of entries are held before they are written.
    private static let most = 16 << 20

    private let rows: LendingStatement
    private var waiting: [ExportImage] = []
    private var byteCount = 0

    init(_ database: Database) {
        rows = LendingStatement(
            "INSERT INTO image (connector, anchor, metaverse, class, wanted, entry) VALUES (?, ?, ?, ?, 1, ?)",
            database
        )
    }

    /// Takes an image that is to be written.
    func wait(_ image: ExportImage) throws {
        waiting.append(image)
        byteCount += image.entry.bytes.count
        if byteCount >= Self.most { try write() }
    }

    /// Writes what waits.
    func write() throws {
        try waiting.withUnsafeBufferPointer { waiting in
            // The numbers are put in order, and no image is moved.
            let order = waiting.indices.sorted { waiting[$0].anchor < waiting[$1].anchor }
            for number in order { try write(waiting[number]) }
        }
        waiting.removeAll(keepingCapacity: true)
        byteCount = 0
    }

    private func write(_ image: ExportImage) throws {
        try image.metaverse.withBytes { metaverse in
            try image.entry.bytes.withUnsafeBytes { entry in
                try rows.write { values in
                    try values.bind(1, image.connector.text)
                    try values.bind(2, image.anchor)
                    try values.bind(3, lent: metaverse)
                    try values.bind(4, image.objectClass.spelling)
                    try values.bind(5, lent: entry)
                }
            }
        }
    }
}
