import CloudTenant
import Directory
import TestSupport
import Testing

@Suite("Batches written from packed changes")
struct BatchWriterTests {
    @Test("the text is that of the changes with their values, sign by sign", arguments: SeededGenerator.seeds(200))
    func text(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let table = RandomChanges.table(&random)
        // A writer that began with another table, or with fewer names.
        var batches = BatchWriter(random.number(below: 2) > 0 ? table : AttributeTable(["z"]))
        for round in 0..<4 {
            if round == 2 { _ = table.identifier(for: AttributeName("late\(seed)")) }
            let changes = (0..<(1 + random.number(below: 8))).map { _ in RandomChanges.change(&random, table) }
            let packed = PackedChanges(changes, table: table)
            let writer =
                random.number(below: 2) > 0
                ? TenantWriter(workspace: RandomChanges.text(&random), host: RandomChanges.text(&random)) : nil
            let request = batches.request(packed, by: writer)
            let expected = BatchText.text(packed.unpacked, writer)
            #expect(request.body == expected, "\(random) \(String(decoding: expected, as: UTF8.self))")
            #expect(request.target == "/dryad/v1/exports" && request.header("content-type") == "application/json")
        }
    }

    @Test("every byte at every place of a value is written as it should be")
    func bytes() {
        let table = AttributeTable(["a"])
        var (batches, packer) = (BatchWriter(table), EntryPacker())
        for byte in UInt8.min ... .max {
            for length in 1...17 {
                packer.begin(dn: "")
                for place in 0..<length {
                    var value = [UInt8](repeating: UInt8(ascii: "x"), count: length)
                    value[place] = byte
                    packer.add(AttributeID(rawValue: 0), value)
                }
                let change = PackedChange(
                    operation: .add,
                    objectClass: "user",
                    anchor: "",
                    entry: packer.finish(),
                    attributes: [AttributeID(rawValue: 0)]
                )
                let packed = PackedChanges([change], table: table)
                let expected = BatchText.text(packed.unpacked, nil)
                #expect(batches.request(packed, by: nil).body == expected, "\(byte) among \(length)")
            }
        }
    }

    @Test("a batch is a stretch of the changes", arguments: [0..<2, 2..<4, 4..<5, 5..<5, 0..<5])
    func stretches(_ places: Range<Int>) throws {
        let changes = (0..<5).map { TenantChange.add("a\($0)", ["title": ["t\($0)"]]) }
        let batch = try PackedChanges(changes).batch(places)
        #expect(batch.unpacked == Array(changes[places]))
        #expect(batch.count == batch.unpacked.count)
    }
}
