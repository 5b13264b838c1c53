import CloudTenant
import Directory
import TestSupport

/// Packed changes of all kinds, out of nothing but a seed.
enum RandomChanges {
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

    static func text(_ random: inout SeededGenerator) -> String {
        String(decoding: value(&random, valid: true), as: UTF8.self)
    }

    /// A change of a table: names that have gone, numbers that nobody knows and values that are no text among them.
    static func change(_ random: inout SeededGenerator, _ table: AttributeTable) -> PackedChange {
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
            // An addition sends all that the entry has, in so many words or not.
            attributes: operation == .add && random.number(below: 2) > 0 ? nil : table.order.sorted(named),
            operationID: random.number(below: 9) > 0
                ? TenantOperationID(bytes: (0..<16).map { _ in UInt8(random.number(below: 256)) }) : nil
        )
    }

    /// A table with names as they come, and odd ones.
    static func table(_ random: inout SeededGenerator) -> AttributeTable {
        let odd = (0..<random.number(below: 6)).map { _ in AttributeName(text(&random)) }
        return AttributeTable(["sourceAnchor", "displayName", "userPrincipalName", "a", "proxyAddresses"] + odd)
    }
}
