import Directory
import SyncEngine
import TestSupport
import Testing

@Suite("Fingerprints of entries")
struct EntryDigestTests {
    private func entry(_ texts: [String]) -> PackedEntry {
        let table = AttributeTable()
        var packer = EntryPacker()
        packer.begin(dn: "CN=x")
        for (number, text) in texts.enumerated() {
            if let attribute = table.identifier(for: AttributeName("a\(number)")) { packer.add(attribute, text: text) }
        }
        return packer.finish()
    }

    @Test("a key has 16 bytes", arguments: [0, 8, 15, 17])
    func key(_ length: Int) { #expect(EntryDigest(key: Array(repeating: 1, count: length)) == nil) }

    @Test(
        "one byte more or another one, another class, another key: each gives another",
        arguments: SeededGenerator.seeds(20)
    )
    func differ(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let digest = try #require(EntryDigest(key: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }))
        var seen: Set<UInt64> = []
        var count = 0
        for length in 0..<40 {
            let texts = [String(repeating: "x", count: length), "y"]
            for variant in [texts, texts.reversed(), [texts[0] + "z"]] {
                // "" and "x" of one attribute meet again among the variants.
                let one = digest.digest(entry(variant), class: "user")
                let same = digest.digest(entry(variant), class: "user")
                #expect(one == same, "\(random)")
                seen.insert(one)
                count += 1
            }
        }
        #expect(seen.count >= count - 3, "\(random)")
        let person = entry(["Ada"])
        #expect(digest.digest(person, class: "user") != digest.digest(person, class: "group"), "\(random)")
        let other = try #require(EntryDigest(key: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }))
        #expect(digest.digest(person, class: "user") != other.digest(person, class: "user"), "\(random)")
    }

    @Test("each single bit of an entry counts")
    func bits() throws {
        let digest = try #require(EntryDigest(key: Array(1...16)))
        let bytes = Array(UInt8(0)..<77)
        let whole = digest.digest(bytes)
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << UInt8(bit)
                #expect(digest.digest(changed) != whole, "bit \(bit) of byte \(place)")
            }
        }
    }
}
