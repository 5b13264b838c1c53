import Directory
import TestSupport
import Testing

@Suite("Distinguished names, whatever they hold")
struct DistinguishedNamePropertyTests {
    private static let letters: [Character] = Array("ab AB,+\"\\<>;=#/\u{0}\u{1}\n\r\u{7F}é日👩‍👧'()*$0123456789")

    private static func value(_ random: inout SeededGenerator) -> String {
        String((0..<random.number(below: 12)).map { _ in letters[random.number(below: letters.count)] })
    }

    private static func component(_ random: inout SeededGenerator) throws -> RelativeDistinguishedName {
        let types: [AttributeName] = ["CN", "OU", "dc", "2.5.4.3", "x-y_z"]
        let pairs = (0...random.number(below: 2)).map { _ in
            RelativeDistinguishedName.Pair(type: types[random.number(below: types.count)], value: value(&random))
        }
        return try #require(RelativeDistinguishedName(pairs: pairs))
    }

    @Test("a printed name reads as the same components", arguments: SeededGenerator.seeds(100))
    func roundTrip(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var components: [RelativeDistinguishedName] = []
            for _ in 0...random.number(below: 4) { components.append(try Self.component(&random)) }
            let name = DistinguishedName(components: components)
            let read = try #require(DistinguishedName(name.text), "\(random): \(name.text)")
            #expect(read.components == components, "\(random): \(name.text)")
            #expect(read == name, "\(random)")
            #expect(read.isWithin(try #require(read.parent)), "\(random)")
        }
    }

    @Test("any text is read or refused, and what was read prints stably", arguments: SeededGenerator.seeds(100))
    func anything(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let text = Self.value(&random) + "=" + Self.value(&random) + "," + Self.value(&random)
            guard let name = DistinguishedName(text) else { continue }
            let printed = DistinguishedName(components: name.components).text
            let read = try #require(DistinguishedName(printed), "\(random): \(text)")
            #expect(read == name, "\(random): \(text)")
            #expect(DistinguishedName(components: read.components).text == printed, "\(random): \(text)")
        }
    }
}
