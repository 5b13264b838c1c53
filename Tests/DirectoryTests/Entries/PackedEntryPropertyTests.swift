import Directory
import TestSupport
import Testing

@Suite("Packed entries, whatever the bytes")
struct PackedEntryPropertyTests {
    private static func entry(_ random: inout SeededGenerator) -> (PackedEntry, [AttributeID: Set<[UInt8]>]) {
        var packer = EntryPacker()
        return entry(&random, &packer)
    }

    private static func entry(
        _ random: inout SeededGenerator,
        _ packer: inout EntryPacker
    ) -> (PackedEntry, [AttributeID: Set<[UInt8]>]) {
        var values: [AttributeID: Set<[UInt8]>] = [:]
        packer.begin(dn: (0..<random.number(below: 20)).map { _ in "é" }.joined())
        for _ in 0..<random.number(below: 12) {
            let attribute = AttributeID(rawValue: UInt16(random.number(below: 6) * 13_000))
            let value = random.bytes(atMost: 9)
            values[attribute, default: []].insert(value)
            packer.add(attribute, value)
        }
        return (packer.finish(), values)
    }

    /// Reads everything that can be read; the sum keeps the reads from being dropped.
    private static func walk(_ entry: PackedEntry) -> Int {
        var sum = entry.dn.utf8.count + entry.attributeCount
        for attribute in entry.attributes {
            for value in entry.values(of: attribute) { sum += value.reduce(0) { $0 &+ Int($1) } }
            sum += entry.text(attribute)?.count ?? 0
        }
        return sum + entry.values(of: AttributeID(rawValue: 12_345)).count
    }

    @Test("what is packed is accepted and holds what was added", arguments: SeededGenerator.seeds(100))
    func roundTrip(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        // One for all of them, which keeps nothing of those before.
        var packer = EntryPacker()
        for _ in 0..<20 {
            let (entry, values) = Self.entry(&random, &packer)
            let read = try PackedEntry(validating: entry.bytes)
            #expect(read == entry, "\(random)")
            #expect(read.attributes == values.keys.sorted(), "\(random)")
            for (attribute, expected) in values {
                let found = read.values(of: attribute).map { Array($0) }
                #expect(Set(found) == expected && found.count == expected.count, "\(random)")
                #expect(zip(found, found.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }, "\(random)")
            }
        }
    }

    @Test("attributes that differ are those whose values do", arguments: SeededGenerator.seeds(100))
    func difference(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let (entry, _) = Self.entry(&random)
            let (stranger, _) = Self.entry(&random)
            // The same but for one attribute, so that most of it agrees.
            let changed = random.number(below: 6) * 13_000
            let near = entry.rewritten { $0.rawValue == UInt16(changed) ? [] : $1 }
            for other in [entry, stranger, near] {
                let all = Set(entry.attributes + other.attributes).sorted()
                let expected = all.filter { !entry.values(of: $0).elementsEqual(other.values(of: $0)) }
                for attribute in all {
                    let isSame = entry.values(of: attribute).isSame(as: other.values(of: attribute))
                    #expect(isSame == !expected.contains(attribute), "\(random)")
                }
                #expect(entry.attributes(differingFrom: other) == expected, "\(random)")
                #expect(other.attributes(differingFrom: entry) == expected, "\(random)")
            }
        }
    }

    @Test("every shorter piece of an entry is refused", arguments: SeededGenerator.seeds(40))
    func truncation(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (entry, _) = Self.entry(&random)
        for length in 0..<entry.bytes.count {
            #expect(throws: PackedEntryError.self, "\(random), \(length)") {
                try PackedEntry(validating: Array(entry.bytes.prefix(length)))
            }
        }
    }

    @Test("flipped bytes are refused or safe to read", arguments: SeededGenerator.seeds(200))
    func flips(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (entry, _) = Self.entry(&random)
        var accepted = 0
        for _ in 0..<200 {
            var bytes = entry.bytes
            for _ in 0...random.number(below: 3) {
                bytes[random.number(below: bytes.count)] = UInt8.random(in: .min ... .max, using: &random)
            }
            guard let damaged = try? PackedEntry(validating: bytes) else { continue }
            accepted += 1
            #expect(Self.walk(damaged) >= 0, "\(random)")
        }
        #expect(accepted < 200, "\(random): a validator that refuses nothing checks nothing")
    }

    @Test("any bytes at all are refused or safe to read", arguments: SeededGenerator.seeds(50))
    func noise(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let bytes = [1, 0] + random.bytes(atMost: 60)
            guard let entry = try? PackedEntry(validating: bytes) else { continue }
            #expect(Self.walk(entry) >= 0, "\(random)")
        }
    }
}
