import Directory
import TestSupport
import Testing

@testable import Connectors

@Suite("The shape of values")
struct ValueShapeTests {
    @Test(
        "a value is plain, text and a name as its bytes say",
        arguments: [
            ("", true, true, false), ("a", true, true, false), ("1234567", true, true, false),
            ("12345678", true, true, false), ("123456789", true, true, false),
            ("\u{0}", false, true, false), ("1234567\u{0}", false, true, false), ("12345678\u{0}", false, true, false),
            ("\u{0}2345678901", false, true, false), ("ä", false, true, false), ("12345678ä", false, true, false),
            ("\u{1}\u{0}345678", false, true, false), ("CN=a,DC=b", true, true, true),
            ("CN=\u{0},DC=b", false, true, false), ("CN=\\\u{0},DC=b", false, true, false),
            ("CN=Å,DC=b", false, true, true),
        ] as [(String, Bool, Bool, Bool)]
    )
    func shapes(value: String, isPlain: Bool, isText: Bool, isName: Bool) {
        var text = value
        text.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            #expect(ValueShape.isPlain(raw) == isPlain)
            #expect(ValueShape.isText(raw) == isText)
            #expect(ValueShape.isPlainName(raw) == isName)
        }
    }

    @Test(
        "bytes of any length and kind are plain where each is ASCII and none is null",
        arguments: SeededGenerator.seeds(4)
    )
    func anyBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            var bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 1...0x7F, using: &random)
            }
            if !bytes.isEmpty, Bool.random(using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] =
                    [0, 0x80, 0xFF, 1, 0x7F]
                    .randomElement(using: &random) ?? 0
            }
            let isPlain = bytes.withUnsafeBytes { ValueShape.isPlain($0) }
            #expect(isPlain == bytes.allSatisfy { 1..<0x80 ~= $0 }, "seed \(seed): \(bytes)")
        }
    }

    @Test("bytes are text where Swift takes them as such", arguments: SeededGenerator.seeds(4))
    func anyText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces: [[UInt8]] = [
            Array("abcdefgh".utf8), [0], [0x7F], [0x80], [0xBF], [0xC1, 0x80], [0xC2, 0x80], [0xDF, 0xBF], [0xDF],
            [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80], [0xE1, 0x80, 0x80], [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xEF, 0xBF, 0xBF], [0xE1, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
            [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF3, 0xBF, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0xFF],
        ]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...5, using: &random)).flatMap { _ in
                pieces.randomElement(using: &random) ?? []
            }
            let isText = bytes.withUnsafeBytes { ValueShape.isText($0) }
            #expect(isText == (String(validating: bytes, as: UTF8.self) != nil), "seed \(seed): \(bytes)")
        }
    }

    @Test("what is remembered of names before says the same of each", arguments: SeededGenerator.seeds(4))
    func rememberedNames(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "CN=", "OU=", "DC", "=", ",", "a", "\\", "\"", "#", "+", "Å", "\\,", "\\\\", "\\41", " ", "\u{0}",
            ",OU=x,DC=y", ",OU=x,DC=y", ",OU=Å,DC=y", ",OU=\\,,DC=y",
        ]
        var names = PlainNames()
        for _ in 0..<4_000 {
            var name = (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            name.withUTF8 { bytes in
                let raw = UnsafeRawBufferPointer(bytes)
                let isName = names.contains(raw)
                #expect(isName == ValueShape.isPlainName(raw), "seed \(seed): \(Array(bytes))")
            }
        }
    }
}
