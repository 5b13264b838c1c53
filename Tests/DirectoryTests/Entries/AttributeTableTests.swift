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

    @Test("attributes are put in the order of their names, also of names that come later")
    func order() {
        let names = (0..<200).map { AttributeName("n\($0 * 7919 % 211)") }
        let table = AttributeTable(Array(names.prefix(100)))
        for count in [100, 200] {
            for name in names.prefix(count) { _ = table.identifier(for: name) }
            let wanted = (0..<count).filter { $0 % 3 != 1 }.reversed().map { AttributeID(rawValue: UInt16($0)) }
            let expected = wanted.sorted { names[Int($0.rawValue)] < names[Int($1.rawValue)] }
            #expect(table.order.sorted(Array(wanted)) == expected)
            #expect(table.order.sorted([AttributeID(rawValue: 500), AttributeID(rawValue: 3)]).map(\.rawValue) == [3])
        }
        #expect(AttributeTable().order.sorted([AttributeID(rawValue: 0)]).isEmpty)
    }
}
