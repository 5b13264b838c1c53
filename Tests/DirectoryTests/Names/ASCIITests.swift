import Directory
import TestSupport
import Testing

@Suite("ASCII questions")
struct ASCIITests {
    @Test("bytes go to hexadecimal digits and back", arguments: SeededGenerator.seeds(20))
    func hex(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = random.bytes(atMost: 40)
        #expect(ASCII.bytes(hex: ASCII.hex(bytes)) == bytes, "\(random)")
        #expect(ASCII.bytes(hex: ASCII.lowercased(ASCII.hex(bytes))) == bytes, "\(random)")
    }

    @Test(
        "digits that are none, and an odd number of them, are refused",
        arguments: ["0", "0g", "é1", "００", "0x12", " 1"]
    )
    func refused(_ text: String) {
        #expect(ASCII.bytes(hex: text) == nil)
    }

    @Test("letters and digits are those of ASCII alone")
    func classes() {
        for byte in UInt8.min ... .max {
            let character = Character(Unicode.Scalar(byte))
            #expect(ASCII.isLetter(byte) == (byte < 0x80 && character.isLetter), "\(byte)")
            #expect(ASCII.isDigit(byte) == ("0"..."9" ~= character), "\(byte)")
            #expect((ASCII.hexValue(byte) != nil) == (byte < 0x80 && character.isHexDigit), "\(byte)")
        }
    }

    @Test("lower case touches nothing but A to Z")
    func lowercased() {
        #expect(ASCII.lowercased("AZaz09[@ÉİK") == "azaz09[@Éİ\u{4B}".replacing("K", with: "k"))
        #expect(ASCII.lowercased("") == "")
    }

    @Test("lower case is the same at every place of a text of any length", arguments: SeededGenerator.seeds(20))
    func lowercasedAnywhere(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let text = String(decoding: random.bytes(atMost: 40).map { $0 % 4 == 0 ? $0 : $0 & 0x7F }, as: UTF8.self)
            let expected = text.utf8.map { ASCII.lowercased($0) }
            #expect(Array(ASCII.lowercased(text).utf8) == expected, "\(random)")
        }
    }
}
