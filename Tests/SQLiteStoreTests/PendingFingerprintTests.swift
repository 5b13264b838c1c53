import Directory
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// What a plan to leave staging mode is made from.
@Suite("Fingerprints of what waits to be exported")
struct PendingFingerprintTests {
    private typealias Values = KeyValuePairs<AttributeName, String>

    private func image(_ anchor: String, _ values: Values, in new: NewStore) throws -> ExportImage {
        var packer = EntryPacker()
        packer.begin(dn: "CN=\(anchor)")
        for (name, value) in values { packer.add(try #require(new.store.table.identifier(for: name)), text: value) }
        let source = ConnectorSpaceIdentity(
            connector: NewStore.connector,
            partition: "",
            anchor: Array(anchor.utf8)
        )
        return ExportImage(
            connector: .tenant,
            metaverse: MetaverseID(projecting: source),
            objectClass: "user",
            anchor: anchor,
            entry: packer.finish()
        )
    }

    /// Has rules want these images and no others; gives the fingerprint of what waits then.
    private func want(_ images: [ExportImage], in new: NewStore) async throws -> Fingerprint {
        try await new.store.synchronize { transaction in
            let kept = Set(images.map(\.metaverse))
            for owner in try transaction.imageOwners(of: .tenant) where !kept.contains(owner) {
                try transaction.removeImage(of: owner, for: .tenant)
            }
            for image in images {
                try transaction.put(image, inPlaceOf: try transaction.image(of: image.metaverse, for: .tenant))
            }
        }
        return try await new.store.pendingFingerprint(of: .tenant)
    }

    @Test("neither the order of rows nor the numbers of attributes count")
    func order() async throws {
        let (one, two) = (try NewStore(), try NewStore())
        for name in ["department", "title", "displayName"] as [AttributeName] {
            _ = two.store.table.identifier(for: name)
        }
        let values: [(String, Values)] = [
            ("a", ["displayName": "Ada", "department": "D"]), ("b", ["displayName": "Bo"]),
        ]
        let first = try await want(try values.map { try image($0.0, $0.1, in: one) }, in: one)
        let second = try await want(try values.reversed().map { try image($0.0, $0.1, in: two) }, in: two)
        #expect(first == second)
        try await one.store.send { _ in .accepted }
        #expect(try await one.store.pendingFingerprint(of: .tenant) != first)
    }

    @Test("another value, object, operation or accepted image makes another one, and the same again the same")
    func content() async throws {
        let new = try NewStore()
        func ada(_ department: String) throws -> ExportImage {
            try image("a", ["displayName": "Ada", "department": department], in: new)
        }
        let bo = try image("b", ["displayName": "Bo"], in: new)
        var seen: [Fingerprint] = []
        let (one, two, three) = (try ada("one"), try ada("two"), try ada("three"))
        for images in [[one, bo], [two, bo], [one]] { seen.append(try await want(images, in: new)) }
        #expect(try await want([one, bo], in: new) == seen[0])
        try await new.store.send { _ in .accepted }
        seen.append(try await new.store.pendingFingerprint(of: .tenant))
        for images in [[two, bo], [three, bo], [one], [bo]] {
            seen.append(try await want(images, in: new))
        }
        // What would be changed to "two" is another value now.
        _ = try await want([three, bo], in: new)
        try await new.store.send { _ in .accepted }
        seen.append(try await want([two, bo], in: new))
        #expect(Set(seen).count == seen.count, "\(seen)")
    }

    private static let ada = OutwardForests.person("ada", ["cn": "Ada", "mail": "ada@x", "title": "t"])
    private static let bo = OutwardForests.person("bo", ["cn": "Bo", "mail": "bo@x", "title": "t"])

    @Test("of what is to be made in the copy of a forest the same holds")
    func made() async throws {
        let (one, two) = (try OutwardForests(), try OutwardForests())
        for name in ["title", "mail"] as [AttributeName] { _ = two.store.table.identifier(for: name) }
        for (forests, people) in [(one, [Self.ada, Self.bo]), (two, [Self.bo, Self.ada])] {
            try await forests.read(OutwardForests.one, people)
            try await forests.read(OutwardForests.two, [])
            try await forests.synchronize()
        }
        let first = try await one.store.writeBackFingerprint(of: OutwardForests.two)
        #expect(try await two.store.writeBackFingerprint(of: OutwardForests.two) == first)
        try await one.synchronize(isFull: true)
        #expect(try await one.store.writeBackFingerprint(of: OutwardForests.two) == first)
        let other = OutwardForests.person("bo", ["cn": "Bo", "mail": "other@x", "title": "t"])
        try await one.read(OutwardForests.one, [Self.ada, other])
        try await one.synchronize()
        #expect(try await one.waiting().count == 2)
        #expect(try await one.store.writeBackFingerprint(of: OutwardForests.two) != first)
    }

    @Test("of what is to be written back, values count, and not the objects alone")
    func written() async throws {
        let forests = try OutwardForests()
        let bo = OutwardForests.person("bo", ["cn": "Bo", "mail": "bo@x", "manager": "CN=ada,DC=one"])
        let own = OutwardForests.person("y", ["mail": "bo@x"])
        try await forests.read(OutwardForests.one, [Self.ada, bo])
        var seen: [Fingerprint] = []
        for name in ["CN=x,DC=two", "CN=z,DC=two", "CN=x,DC=two"] {
            let manager = OutwardForests.person("x", ["dn": name, "mail": "ada@x"])
            try await forests.read(OutwardForests.two, [manager, own])
            try await forests.synchronize(OutwardForests.writing)
            #expect(try await forests.waitingManagers() == ["CN=y,DC=two": name])
            seen.append(try await forests.store.writeBackFingerprint(of: OutwardForests.two))
        }
        #expect(seen[0] != seen[1] && seen[0] == seen[2])
    }
}
