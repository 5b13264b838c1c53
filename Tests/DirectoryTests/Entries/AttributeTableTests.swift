import Directory
import Testing

@Suite("Attribute tables")
struct AttributeTableTests {
    @Test("a number, once given, stays; case does not matter; the first spelling is kept")
    func numbers() {
        let table = AttributeTable(["cn", "mail", "CN"])
        #expect(table.names.map(\.spelling) == ["cn", "mail"])
        #expect(table.existing("MAIL")?.rawValue == 1)
        #expect(table.existing("sn") == nil)
        #expect(table.identifier(for: "sn")?.rawValue == 2)
        #expect(table.identifier(for: "SN")?.rawValue == 2)
        #expect(table.count == 3)
        #expect(table.name(of: AttributeID(rawValue: 2))?.spelling == "sn")
        #expect(table.name(of: AttributeID(rawValue: 3)) == nil)
    }

    @Test("a full table gives no number and keeps those it gave")
    func full() {
        let table = AttributeTable((0..<AttributeTable.capacity).map { AttributeName("a\($0)") })
        #expect(table.count == AttributeTable.capacity)
        #expect(table.identifier(for: "one-more") == nil)
        #expect(table.identifier(for: "A7")?.rawValue == 7)
    }

    @Test("tasks that ask at once agree")
    func concurrent() async {
        let table = AttributeTable()
        let answers = await withTaskGroup(of: [AttributeID?].self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<500).map { table.identifier(for: AttributeName("a\($0)")) } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(table.count == 500)
        #expect(Set(answers).count == 1)
    }
}
