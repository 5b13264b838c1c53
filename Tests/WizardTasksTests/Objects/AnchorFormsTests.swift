import Directory
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Forms of an anchor")
struct AnchorFormsTests {
    private static let guid = "d2f3b5a1-7c44-4e02-9a31-0f6c8e1b2a90"
    private static let hex = "a1b5f3d2447c024e9a310f6c8e1b2a90"
    private static let immutable = "obXz0kR8Ak6aMQ9sjhsqkA=="

    @Test(
        "the same anchor in every form gives every form",
        arguments: [
            guid, "{D2F3B5A1-7C44-4E02-9A31-0F6C8E1B2A90}", "<GUID=\(guid)>", "0x" + hex, hex, immutable,
            "\\a1\\b5\\f3\\d2\\44\\7c\\02\\4e\\9a\\31\\0f\\6c\\8e\\1b\\2a\\90",
            "CN={6F62587A306B5238416B36614D5139736A6873716B413D3D}", "6f62587a306b5238416b36614d5139736a6873716b413d3d",
            "a1 b5 f3 d2 44 7c 02 4e 9a 31 0f 6c 8e 1b 2a 90",
        ]
    )
    func forms(_ text: String) throws {
        let reading = try #require(AnchorForms(text).readings.first)
        #expect(reading.guid == Self.guid)
        #expect(reading.hex == Self.hex)
        #expect(reading.immutableID == Self.immutable)
        #expect(reading.guidName == "<GUID=\(Self.guid)>")
        #expect(reading.tenantName == "CN={6F62587A306B5238416B36614D5139736A6873716B413D3D}")
        #expect(reading.filter?.hasPrefix("(objectGUID=\\a1\\b5\\f3\\d2\\44") == true)
    }

    @Test("digits without dashes are read both ways, and a text that is no GUID is a source anchor")
    func others() {
        #expect(AnchorForms(Self.hex).readings.count == 2)
        let plain = AnchorForms("0012345")
        #expect(plain.readings.map(\.guid) == [nil])
        #expect(plain.readings.first?.tenantName == "CN={30303132333435}")
        #expect(AnchorForms("CN={30303132333435}").readings.first?.immutableID == "0012345")
    }

    @Test("every anchor comes back from each of its forms", arguments: SeededGenerator.seeds(100))
    func property(_ seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
        let guid = try #require(ObjectGUID(bytes: bytes)).description
        let forms = try #require(AnchorForms(guid).readings.first)
        for text in [forms.hex, forms.immutableID, forms.guidName, forms.tenantName].compactMap({ $0 }) {
            #expect(AnchorForms(text).readings.first?.guid == guid, "\(text)")
        }
    }

    @Test("nothing that anybody types traps", arguments: SeededGenerator.seeds(100))
    func hostile(_ seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let pieces = ["\\", "{", "}", "CN={", "<GUID=", ">", "a1", "=", "-", "0x", " ", "é", "==", "\u{0}"]
        let text = (0..<chance.number(below: 30)).map { _ in pieces[chance.number(below: pieces.count)] }.joined()
        #expect(!AnchorForms(text).readings.isEmpty)
    }
}
