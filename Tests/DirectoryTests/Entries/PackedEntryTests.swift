import Directory
import Testing

@Suite("Packed entries")
struct PackedEntryTests {
    private let cn = AttributeID(rawValue: 3)
    private let mail = AttributeID(rawValue: 9)

    private func packed(_ dn: String, _ values: [(AttributeID, String)]) -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn)
        for (attribute, value) in values { packer.add(attribute, text: value) }
        return packer.finish()
    }

    @Test("attributes ascend, values ascend, repeats stand once")
    func order() {
        let entry = packed("cn=a", [(mail, "b"), (cn, "z"), (mail, "a"), (mail, "b"), (cn, "")])
        #expect(entry.dn == "cn=a")
        #expect(entry.attributes == [cn, mail])
        #expect(entry.values(of: mail).map { String(decoding: $0, as: UTF8.self) } == ["a", "b"])
        #expect(entry.values(of: cn).count == 2)
        #expect(entry.text(cn) == "")
        #expect(entry.values(of: mail).first.map { Array($0) } == [0x61])
    }

    @Test("the order in which values are added does not show in the bytes")
    func stable() {
        let values = [(mail, "b"), (cn, "z"), (mail, "a"), (mail, "ab"), (cn, "a")]
        #expect(packed("x", values).bytes == packed("x", values.reversed()).bytes)
    }

    @Test("an absent attribute has no values")
    func absent() {
        let entry = packed("", [(cn, "a")])
        let none = entry.values(of: mail)
        #expect(none.isEmpty)
        #expect(none.count == 0)
        #expect(none.first == nil)
        #expect(none.map { $0 } == [])
        #expect(entry.text(mail) == nil)
        #expect(packed("", []).attributeCount == 0)
    }

    @Test("a packer forgets the entry before")
    func reuse() throws {
        var packer = EntryPacker()
        packer.begin(dn: "long name of an entry")
        packer.add(cn, text: "a")
        _ = packer.finish()
        packer.begin(dn: "b")
        let entry = packer.finish()
        #expect(entry.bytes == packed("b", []).bytes)
    }

    @Test("the layout is the documented one")
    func layout() {
        #expect(
            packed("é", [(cn, "ab")]).bytes == [
                1, 0, 1, 0, 2, 0, 0, 0, 3, 0, 0, 0, 18, 0, 0, 0, 0xC3, 0xA9, 1, 0, 0, 0, 2, 0, 0, 0, 0x61, 0x62,
            ]
        )
    }

    @Test("bytes of another format, and bytes that end early, are refused with the reason")
    func refused() {
        #expect(throws: PackedEntryError.unknownFormat(2)) { try PackedEntry(validating: [2, 0, 0, 0, 0, 0, 0, 0]) }
        #expect(throws: PackedEntryError.damaged("it is empty")) { try PackedEntry(validating: []) }
        #expect(throws: PackedEntryError.self) { try PackedEntry(validating: packed("a", [(cn, "b")]).bytes + [0]) }
        #expect(PackedEntryError.unknownFormat(2).description.contains("format 2"))
    }

    @Test("a view answers by name")
    func view() {
        let table = AttributeTable(["a", "b", "c", "cn"])
        let entry = Entry(packed("x", [(cn, "1"), (cn, "2")]), table: table)
        #expect(entry.names == ["cn"])
        #expect(entry.texts("CN") == ["1", "2"])
        #expect(entry.bytes("cn") == [[0x31], [0x32]])
        #expect(entry.text("cn") == "1")
        #expect(entry.texts("nothing").isEmpty)
        #expect(entry.text("a") == nil)
    }
}
