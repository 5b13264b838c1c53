import Directory
import TestSupport
import Testing

@Suite("Nothing in a value can change what a filter means")
struct SearchFilterPropertyTests {
    private static func filter(_ random: inout SeededGenerator, depth: Int) -> SearchFilter {
        let names: [AttributeName] = ["cn", "objectGUID", "member;range=0-9", "2.5.4.3"]
        let name = names[random.number(below: 2)]
        switch random.number(below: depth > 0 ? 7 : 4) {
        case 0: return .equal(name, random.bytes(atMost: 12))
        case 1: return .atLeast(name, random.bytes(atMost: 12))
        case 2: return .present(name)
        case 3: return .bits(name, Int64.random(in: 0 ... .max, using: &random))
        case 4: return .not(filter(&random, depth: depth - 1))
        case 5: return .all((0..<random.number(below: 3)).map { _ in filter(&random, depth: depth - 1) })
        default: return .any((0..<random.number(below: 3)).map { _ in filter(&random, depth: depth - 1) })
        }
    }

    @Test("a printed filter reads back as itself", arguments: SeededGenerator.seeds(50))
    func roundTrip(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let filter = Self.filter(&random, depth: 4)
            #expect(FilterText.read(filter.description) == filter, "\(random): \(filter)")
        }
    }

    @Test("every single byte survives")
    func everyByte() {
        for byte in UInt8.min ... .max {
            let filter = SearchFilter.equal("cn", [byte, 0x41])
            #expect(FilterText.read(filter.description) == filter, "\(byte)")
            #expect(filter.description.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(byte)")
        }
    }
}
