import TestSupport
import Testing

@testable import DirectorySchema

@Suite("Words are numbered")
struct WordTableTests {
    private static func number(_ word: [UInt8], _ table: inout WordTable) -> Int? {
        // Bytes behind a word that are no part of it.
        (word + [0x41, 0x42, 0x43]).withUnsafeBytes { bytes in
            bytes.baseAddress.map { table.number(of: DefinitionWord($0, count: word.count, readable: bytes.count)) }
        }
    }

    @Test("a number stands for the same bytes, and hardly any bytes have two", arguments: SeededGenerator.seeds(10))
    func numbers(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var table = WordTable()
        var words: [[UInt8]] = []
        for _ in 0..<3000 {
            let length = Int.random(in: 0...20, using: &generator)
            let word = (0..<length).map { _ in UInt8.random(in: 0...(length > 3 ? 1 : 255), using: &generator) }
            let number = try #require(Self.number(word, &table))
            if number < words.count {
                #expect(words[number] == word)
            } else {
                try #require(number == words.count)
                words.append(word)
            }
        }
        #expect(words.count <= Set(words).count + 30)
    }
}
