import SyncRules
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Numbers of which little is held")
struct PackedNumbersTests {
    @Test("runs give back what was added", arguments: SeededGenerator.seeds(5))
    func runs(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let values = (0..<40).flatMap { _ in
            Array(
                repeating: UInt16.random(in: 0..<3, using: &random),
                count: Int.random(in: 0..<4, using: &random)
            )
        }
        var runs = Runs<UInt16>()
        for value in values { runs.append(value) }
        #expect(runs.count == values.count)
        for (place, value) in values.enumerated() { #expect(runs[place] == value) }
        for _ in 0..<50 where !values.isEmpty {
            let start = Int.random(in: 0..<values.count, using: &random)
            let end = Int.random(in: start...values.count, using: &random)
            #expect(Set(runs.values(in: start..<end)) == Set(values[start..<end]))
        }
    }

    @Test("ends give back where the parts of each object are, few or many", arguments: SeededGenerator.seeds(5))
    func ends(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var ends = PartEnds()
        var numbers: [UInt32] = []
        for _ in 0..<Int.random(in: 0..<200, using: &random) {
            let size = [0, 1, 4, 254, 255, 256, 20_000].randomElement(using: &random) ?? 0
            numbers.append((numbers.last ?? 0) + UInt32(size))
            ends.append(Int(numbers.last ?? 0))
        }
        #expect(ends.count == numbers.count && ends.end == Int(numbers.last ?? 0) && ends.numbers == numbers)
        for (object, end) in numbers.enumerated() {
            #expect(ends[object] == Int(object == 0 ? 0 : numbers[object - 1])..<Int(end))
        }
        #expect(try #require(PartEnds(numbers)) == ends)
        #expect(PartEnds(numbers + [numbers.last ?? 0, 0].map { $0 &- 1 }) == nil)
    }

    @Test("long numbers keep all their bits")
    func long() {
        let numbers: [Int64] = [0, 1, 1 << 31, 1 << 32 - 1, 1 << 32, 7, -1, -(1 << 40), .min, .max, 5]
        var packed = LongNumbers()
        for number in numbers { packed.append(number) }
        #expect(packed.count == numbers.count)
        for (place, number) in numbers.enumerated() { #expect(packed[place] == number) }
    }

    @Test("narrow numbers become wide where one does not fit", arguments: [200, 255, 256, 70_000])
    func narrow(_ most: Int) {
        var numbers = [0, 3, 255, most, 9]
        var packed = NarrowNumbers<UInt8>()
        for number in numbers { packed.append(number) }
        #expect(packed.count == numbers.count)
        for (place, number) in numbers.enumerated() { #expect(packed[place] == number) }
        for (place, number) in [(0, 1), (2, most), (4, 65_536)] {
            numbers[place] = number
            packed[place] = number
            for (place, number) in numbers.enumerated() { #expect(packed[place] == number) }
        }
    }

    @Test("rising numbers come back", arguments: [[], [0, 1, 2, 3], [4, 5, 9, 10, 11, 40, 41]])
    func rising(_ numbers: [Int]) {
        var packed = RisingNumbers()
        for number in numbers { packed.append(number) }
        #expect(packed.isEmpty == numbers.isEmpty)
        #expect(packed.indices.map { packed[$0] } == numbers)
    }

    @Test("numbers are written as one part, in whatever pieces", arguments: [0, 1, 131_072, 131_073, 300_000])
    func written(_ count: Int) throws {
        let digest = try #require(EntryDigest(key: Array(0..<16)))
        let spaces = MemorySpaces(spaces: [:], metaverse: [], images: [], digest: digest)
        let numbers = (0..<count).map { Int32(truncatingIfNeeded: $0 &* 2_654_435) }
        var writer = NumberWriter<Int32>("targets", spaces)
        for number in numbers { try writer.add(number) }
        let sum = try writer.finish()
        #expect(sum == numbers.withUnsafeBytes { PartWriter.sum($0, digest) })
        var written: [Int32] = []
        for piece in 0..<max(1, (count + 131_071) / 131_072) {
            try spaces.lend("targets", piece: piece) { written += RunMemory.numbers($0) as [Int32] }
        }
        #expect(written == numbers)
    }
}
