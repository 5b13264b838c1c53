import Directory
import Testing

@Suite("LDIF records")
struct LDIFRecordTests {
    @Test("a record becomes a packed entry")
    func packed() {
        let table = AttributeTable()
        var packer = EntryPacker()
        let record = LDIFRecord(
            dn: "cn=a",
            values: [("cn", "a"), ("MEMBER", "2"), ("member", "1"), ("CN", "a")].map {
                .init(name: AttributeName($0.0), bytes: Array($0.1.utf8))
            }
        )
        let entry = Entry(record.packed(with: &packer, table: table), table: table)
        #expect(entry.dn == "cn=a")
        #expect(entry.texts("cn") == ["a"])
        #expect(entry.texts("member") == ["1", "2"])
        #expect(table.count == 2)
    }
}
