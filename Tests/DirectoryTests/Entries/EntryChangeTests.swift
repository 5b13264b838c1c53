import Directory
import TestSupport
import Testing

@Suite("How one entry becomes another")
struct EntryChangeTests {
    private func packed(_ dn: String, _ values: [Int: [String]]) -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn)
        for (number, texts) in values {
            for text in texts { packer.add(AttributeID(rawValue: UInt16(number)), text: text) }
        }
        return packer.finish()
    }

    @Test("gives the other one to the last byte", arguments: SeededGenerator.seeds(20))
    func applied(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func entry() -> PackedEntry {
            var values: [Int: [String]] = [:]
            for number in 0..<5 {
                values[number] = ["", "a", "aa", "b", "\u{1F600}"].filter { _ in random.number(below: 2) > 0 }
            }
            return packed(random.number(below: 2) > 0 ? "cn=a" : "cn=bc", values)
        }
        for _ in 0..<50 {
            let (one, other) = (entry(), entry())
            let change = EntryChange(from: one, to: other)
            #expect(change.applied(to: one).bytes == other.bytes, "\(random)")
            #expect(EntryChange(given: change.given, taken: change.taken) == change)
        }
    }

    @Test("holds of many values those alone that differ")
    func few() {
        let members = (0..<1000).map { "CN=\($0)" }
        let change = EntryChange(
            from: packed("cn=a", [1: members, 2: ["same"]]),
            to: packed("cn=a", [1: Array(members.dropLast()) + ["CN=new"], 2: ["same"]])
        )
        let number = AttributeID(rawValue: 1)
        #expect(change.given.attributes == [number] && change.taken.attributes == [number])
        #expect(change.given.text(number) == "CN=new" && change.taken.text(number) == "CN=999")
        #expect(change.given.values(of: number).count == 1 && change.taken.values(of: number).count == 1)
    }
}
