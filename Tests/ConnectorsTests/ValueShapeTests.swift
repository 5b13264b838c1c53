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
}
