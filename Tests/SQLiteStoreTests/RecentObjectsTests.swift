import Directory
import SyncEngine
import SyncRules
import Testing

@testable import SQLiteStore

@Suite("What a run over a few objects keeps at hand")
struct RecentObjectsTests {
    private let recent = RecentObjects()
    private let entry: PackedEntry

    init() throws {
        let attribute = try #require(AttributeTable().identifier(for: "description"))
        var packer = EntryPacker()
        packer.begin(dn: "CN=Ada")
        packer.add(attribute, text: String(repeating: "x", count: 1 << 20))
        entry = packer.finish()
        recent.begin()
    }

    private func person(_ number: UInt8) throws -> MetaverseID {
        try #require(MetaverseID(bytes: [UInt8](repeating: number, count: 16)))
    }

    /// Keeps an object that a number stands for, of one of the three kinds.
    private func keep(_ number: UInt8, _ kind: Int) throws {
        switch kind {
        case 0:
            let anchor = [UInt8](repeating: number, count: 16)
            let identity = ConnectorSpaceIdentity(connector: .tenant, partition: "", anchor: anchor)
            recent.keep(Int64(number), ConnectorSpaceObject(identity: identity, objectClass: "user", entry: entry))
        case 1:
            recent.keep(MetaverseObject(identifier: try person(number), objectClass: "person", entry: entry))
        default:
            recent.keep(
                ExportImage(
                    connector: .tenant,
                    metaverse: try person(number),
                    objectClass: "user",
                    anchor: "\(number)",
                    entry: entry
                )
            )
        }
    }

    private func forget(_ number: UInt8, _ kind: Int) throws {
        switch kind {
        case 0: recent.forget(Int64(number))
        case 1: recent.forget(try person(number))
        default:
            recent.forget(RecentObjects.ImageOwner(connector: .tenant, metaverse: try person(number)))
        }
    }

    @Test("takes the room once of an object that comes again, and gives it back when it is forgotten", arguments: 0..<3)
    func room(_ kind: Int) throws {
        for _ in 0..<40 { try keep(1, kind) }
        #expect(recent.hasRoom)
        for number in 2..<40 as Range<UInt8> { try keep(number, kind) }
        #expect(!recent.hasRoom)
        for number in 1..<40 as Range<UInt8> { try forget(number, kind) }
        #expect(recent.hasRoom)
        // All of it has come back, and no more than that.
        for number in 1..<16 as Range<UInt8> { try keep(number, kind) }
        #expect(recent.hasRoom)
        for number in 16..<40 as Range<UInt8> { try keep(number, kind) }
        #expect(!recent.hasRoom)
    }
}
