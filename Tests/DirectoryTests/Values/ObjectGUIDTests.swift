import Directory
import TestSupport
import Testing

@Suite("GUIDs")
struct ObjectGUIDTests {
    @Test("the first three fields stand little-endian in the directory")
    func known() throws {
        let guid = try #require(ObjectGUID("{6B29FC40-CA47-1067-B31D-00DD010662DA}"))
        #expect(ASCII.hex(guid.bytes) == "40FC296B47CA6710B31D00DD010662DA")
        #expect(guid.description == "6b29fc40-ca47-1067-b31d-00dd010662da")
    }

    @Test("text and bytes lead to each other", arguments: SeededGenerator.seeds(50))
    func roundTrip(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let guid = try #require(ObjectGUID(bytes: bytes))
        #expect(ObjectGUID(guid.description)?.bytes == bytes, "\(random)")
        #expect(ObjectGUID("{" + guid.description.uppercased() + "}") == guid, "\(random)")
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "{}", "6b29fc40-ca47-1067-b31d-00dd010662d", "6b29fc40-ca47-1067-b31d-00dd010662daa",
            "6b29fc40-ca47-1067-b31d-00dd010662dg",
            "６b29fc40-ca47-1067-b31d-00dd010662da", "6b29fc40 ca47 1067 b31d 00dd010662da",
        ]
    )
    func refused(_ text: String) {
        #expect(ObjectGUID(text) == nil)
    }

    @Test("bytes of another length are refused", arguments: [0, 15, 17])
    func length(_ count: Int) {
        #expect(ObjectGUID(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }
}
