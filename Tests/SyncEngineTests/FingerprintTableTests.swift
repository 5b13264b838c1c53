import Directory
import SyncRules
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Tables of fingerprints")
struct FingerprintTableTests {
    @Test("a table finds what a dictionary finds", arguments: SeededGenerator.seeds(10))
    func likeDictionary(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // Few keys with the same low bits, so that places are taken, and zero among them.
        let keys = (0..<400).map { _ in
            UInt64.random(in: 0..<8, using: &random) << 60 | UInt64.random(in: 0..<64, using: &random)
        }
        var table = FingerprintTable()
        var dictionary: [UInt64: Int32] = [:]
        for key in keys {
            #expect(table.number(of: key) == dictionary[key])
            let number = dictionary[key] ?? Int32(dictionary.count)
            dictionary[key] = number
            let inserted = table.insert(key)
            #expect(inserted == number)
        }
        #expect(table.count == dictionary.count)
        for key in Set(keys) { #expect(table.number(of: key) == dictionary[key]) }
        #expect(table.number(of: UInt64.max) == nil)
    }

    @Test("nobody who asks is forgotten", arguments: SeededGenerator.seeds(5))
    func askedKeys(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var asked = AskedKeys(for: 10)
        var times: [UInt64: Int] = [:]
        for _ in 0..<3000 {
            // Some of them meet in one place.
            let key = UInt64.random(in: 0..<2, using: &random) << 60 | UInt64.random(in: 0..<2000, using: &random)
            asked.count(key)
            times[key, default: 0] += 1
        }
        for (key, count) in times { #expect(asked[key] >= min(2, count)) }
        #expect(asked[5000] == 0)
    }

    @Test("anchors are new once", arguments: SeededGenerator.seeds(5))
    func anchors(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let digest = try #require(EntryDigest(key: Array(0..<16)))
        var set = AnchorSet()
        var known: [[UInt8]: Int] = [:]
        for _ in 0..<600 {
            let count = Bool.random(using: &random) ? 16 : 3
            // Few bytes that differ, so that many anchors come twice.
            let anchor = (0..<count).map { $0 < 2 ? UInt8.random(in: 0..<16, using: &random) : 0 }
            let key = AnchorKey(anchor, digest)
            #expect(set.place(of: key) == known[anchor])
            let isNew = set.insert(key)
            #expect(isNew == (known[anchor] == nil))
            if isNew { known[anchor] = known.count }
            #expect(set.place(of: key) == known[anchor])
        }
    }

    @Test("an index walks over every object that gives a key", arguments: SeededGenerator.seeds(10))
    func index(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var given = KeyLists()
        var targets: [Int32] = []
        for _ in 0..<200 {
            for _ in 0..<Int.random(in: 0..<4, using: &random) { given.add(UInt64.random(in: 0..<150, using: &random)) }
            given.close()
            targets.append(Int32.random(in: 0..<60, using: &random))
        }
        var index = JoinIndex(for: given)
        for (object, target) in targets.enumerated() { index.insert(target, keysOf: object, given) }
        for key in UInt64(0)..<151 {
            let giving = Set(targets.indices.filter { given[$0].contains(key) }.map { targets[$0] })
            var walked: Set<Int32> = []
            index.walk(key, given) { target in
                walked.insert(target)
                return true
            }
            #expect(walked == giving)
            for target in Int32(0)..<60 { #expect(index.holds(key, target, given) == giving.contains(target)) }
            var first: [Int32] = []
            index.walk(key, given) { target in
                first.append(target)
                return false
            }
            #expect(first.count == min(1, giving.count))
        }
    }

    @Test("names are found by their objects, and the last one counts")
    func names() throws {
        let identifiers = (0..<300).map { number in
            MetaverseID(
                projecting: ConnectorSpaceIdentity(
                    connector: ConnectorID("f"),
                    partition: "p",
                    anchor: [UInt8(number / 256), UInt8(number % 256)]
                )
            )
        }
        var names = ExportedNames()
        for start in stride(from: 0, to: 300, by: 50) {
            var looked = LookedNames()
            for identifier in identifiers[start..<start + 50] {
                looked.names += "CN=\(identifier)".utf8
                looked.objects.append((identifier, looked.names.count))
            }
            names.take(looked)
        }
        var again = LookedNames()
        again.names += "CN=other".utf8
        again.objects.append((identifiers[7], again.names.count))
        names.take(again)
        #expect(names.count == 300)
        for (number, identifier) in identifiers.enumerated() {
            #expect(names.name(of: identifier) == (number == 7 ? "CN=other" : "CN=\(identifier)"))
        }
        let stranger = MetaverseID(
            projecting: ConnectorSpaceIdentity(connector: ConnectorID("g"), partition: "p", anchor: [1])
        )
        #expect(!names.contains(stranger))
        #expect(names.name(of: stranger) == nil)
    }

    @Test("the last one who holds an anchor is found, exported or not")
    func holders() throws {
        let digest = try #require(EntryDigest(key: Array(0..<16)))
        let identifiers = (UInt8(0)..<6).map { number in
            MetaverseID(
                projecting: ConnectorSpaceIdentity(connector: ConnectorID("f"), partition: "p", anchor: [number])
            )
        }
        var exported = ExportedNames()
        for identifier in identifiers.prefix(3) {
            exported.take(LookedNames(objects: [(identifier, 4)], names: Array("CN=x".utf8)))
        }
        var holders = AnchorHolders(isFirstRun: false, digest: digest, exported: exported)
        for (number, identifier) in identifiers.enumerated() { holders.hold(UInt64(number), identifier) }
        for (number, identifier) in identifiers.enumerated() { #expect(holders.holder(UInt64(number)) == identifier) }
        holders.hold(1, identifiers[5])
        holders.hold(4, identifiers[0])
        #expect(holders.holder(1) == identifiers[5])
        #expect(holders.holder(4) == identifiers[0])
        #expect(holders.holder(5) == identifiers[5])
        #expect(holders.holder(6) == nil)
    }

    @Test("names come out as they went in")
    func packedNames() {
        var all = ["CN={6D2F}", "CN={6d2f}", "CN={6D2}", "CN={}", "CN={", "", "CN=x", "cn={6D2F}", "CN={6D2F}x"]
        for count in [125, 126, 127, 128, 300] {
            all.append(String(repeating: "n", count: count))
            all.append("CN={" + String(repeating: "A9", count: count) + "}")
        }
        // Base64 of sixteen bytes, and what nearly is.
        for text in [
            "AAECAwQFBgcICQoLDA0ODw==", "/+/+/+/+/+/+/+/+/+/+/w==", "AAECAwQFBgcICQoLDA0ODx==",
            "AAECAwQFBgcICQoLDA0ODw=A",
            "AAECAwQFBgcICQoLDA0O-w==", "AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0ODw=", "AAECAwQFBgcICQoLDA0ODxAR",
        ] {
            all.append("CN={\(ASCII.hex(Array(text.utf8)))}")
        }
        var names = PackedNames()
        var places: [Int] = []
        for name in all { places.append(names.append(Array(name.utf8)[...])) }
        for (name, place) in zip(all, places) {
            let read = names.with(place) { String(decoding: $0, as: UTF8.self) }
            #expect(read == name)
        }
    }
}
