import CloudTenant
import Directory
import TestSupport
import Testing

@Suite("Batches written from packed changes")
struct BatchWriterTests {
    /// Pieces that values are made of: plain, escaped, beyond ASCII, and no UTF-8.
    private static let pieces: [[UInt8]] =
        [
            "a", "plain text", "eight by", "\"", "\\", "\n", "\r\t", "\u{0}", "\u{1F}", "\u{7F}", "/", "é", "ÿ", "߿",
            "ࠀ", "€", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "𐀀", "😀", "\u{10FFFF}",
            "a longer piece of plain text, of some words",
        ].map { Array($0.utf8) } + [
            [0x80], [0xC3], [0xC0, 0xAF], [0xE2, 0x82], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xF0, 0x9F, 0x98],
        ]

    private static func value(_ random: inout SeededGenerator, valid: Bool = false) -> [UInt8] {
        guard valid || random.number(below: 12) > 0 else { return random.bytes(atMost: 40) }
        let limit = valid || random.number(below: 4) > 0 ? 23 : pieces.count
        return (0..<random.number(below: 6)).flatMap { _ in pieces[random.number(below: limit)] }
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        String(decoding: value(&random, valid: true), as: UTF8.self)
    }

    private static func change(_ random: inout SeededGenerator, _ table: AttributeTable) -> PackedChange {
        var packer = EntryPacker()
        packer.begin(dn: value(&random))
        for _ in 0..<random.number(below: 30) {
            packer.add(AttributeID(rawValue: UInt16(random.number(below: table.count))), value(&random))
        }
        let entry = packer.finish()
        let operations: [TenantChange.Operation] = [.add, .add, .update, .delete]
        let operation = operations[random.number(below: operations.count)]
        // An update names attributes that have gone, and a number that the table does not know.
        let named =
            operation == .add
            ? entry.attributes : (0..<random.number(below: table.count + 2)).map { AttributeID(rawValue: UInt16($0)) }
        return PackedChange(
            operation: operation,
            objectClass: random.number(below: 9) > 0 ? "user" : AttributeName(text(&random)),
            anchor: text(&random),
            entry: entry,
            attributes: table.order.sorted(named),
            operationID: random.number(below: 9) > 0
                ? TenantOperationID(bytes: (0..<16).map { _ in UInt8(random.number(below: 256)) }) : nil
        )
    }

    private static func table(_ random: inout SeededGenerator) -> AttributeTable {
        let odd = (0..<random.number(below: 6)).map { _ in AttributeName(text(&random)) }
        return AttributeTable(["sourceAnchor", "displayName", "userPrincipalName", "a", "proxyAddresses"] + odd)
    }

    @Test("the text is that of the changes with their values, sign by sign", arguments: SeededGenerator.seeds(200))
    func text(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let table = Self.table(&random)
        // A writer that began with another table, or with fewer names.
        var batches = BatchWriter(random.number(below: 2) > 0 ? table : AttributeTable(["z"]))
        for round in 0..<4 {
            if round == 2 { _ = table.identifier(for: AttributeName("late\(seed)")) }
            let changes = (0..<(1 + random.number(below: 8))).map { _ in Self.change(&random, table) }
            let packed = PackedChanges(changes, table: table)
            let writer =
                random.number(below: 2) > 0
                ? TenantWriter(workspace: Self.text(&random), host: Self.text(&random)) : nil
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

    @Test("a batch is a stretch of the changes", arguments: [(0, 2), (2, 2), (4, 2), (5, 2), (0, Int.max), (4, .max)])
    func stretches(_ done: Int, _ most: Int) throws {
        let changes = (0..<5).map { TenantChange.add("a\($0)", ["title": ["t\($0)"]]) }
        let batch = try PackedChanges(changes).batch(after: done, atMost: most)
        #expect(batch.unpacked == Array(changes.dropFirst(done).prefix(most)))
        #expect(batch.count == batch.unpacked.count)
    }
}
