import Directory
import TestSupport
import Testing

@Suite("Security identifiers")
struct SecurityIdentifierTests {
    @Test(
        "known identifiers in both forms",
        arguments: [
            ("S-1-5-32-544", "01020000000000052000000020020000"), ("S-1-1-0", "010100000000000100000000"),
            ("S-1-5", "0100000000000005"),
            (
                "S-1-5-21-3623811015-3361044348-30300820-1013",
                "010500000000000515000000C7F7FED77C7755C8945ACE01F5030000"
            ),
            ("S-1-0x100000000-1", "010100010000000001000000"),
        ]
    )
    func known(_ text: String, _ hex: String) throws {
        let sid = try #require(SecurityIdentifier(text))
        #expect(ASCII.hex(sid.bytes) == hex)
        #expect(sid.description == text)
        #expect(SecurityIdentifier(bytes: sid.bytes) == sid)
    }

    @Test("bytes and text lead to each other", arguments: SeededGenerator.seeds(50))
    func roundTrip(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = random.number(below: 16)
        let bytes =
            [1, UInt8(count)] + (0..<6 + 4 * count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let sid = try #require(SecurityIdentifier(bytes: bytes), "\(random)")
        #expect(SecurityIdentifier(sid.description)?.bytes == bytes, "\(random): \(sid)")
    }

    @Test(
        "text of any other form is refused",
        arguments: [
            "", "S-1", "S-2-5-1", "X-1-5-1", "S-1-5-", "S-1--5", "S-1-5-4294967296", "S-1-5-+21", "S-1-+5-21",
            "S-1-5-x", "S-1-281474976710656-1",
            "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16", "S-1-5-٣", "S-1-0xZZ-1",
        ]
    )
    func refused(_ text: String) {
        #expect(SecurityIdentifier(text) == nil)
    }

    @Test("bytes whose length does not fit their count are refused", arguments: SeededGenerator.seeds(20))
    func damaged(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let bytes = random.bytes(atMost: 80)
            guard let sid = SecurityIdentifier(bytes: bytes) else { continue }
            #expect(bytes.count == 8 + 4 * Int(bytes[1]), "\(random)")
            #expect(!sid.description.isEmpty)
        }
        for bytes: [UInt8] in [
            [], [1], [1, 1, 0, 0, 0, 0, 0, 5], [2, 0, 0, 0, 0, 0, 0, 5], [1, 16, 0, 0, 0, 0, 0, 5],
        ] {
            #expect(SecurityIdentifier(bytes: bytes) == nil)
        }
    }
}
