import Foundation
import MarkupReading
import SyncRules
import TestSupport
import Testing

@Suite("Pending exports of a server")
struct SpaceExportTests {
    private static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <cs-objects>
         <cs-object cs-dn="CN={61}" id="{00000000-0000-0000-0000-000000000001}" object-type="user">
          <unapplied-export>
           <delta operation="update" dn="CN={61}">
            <attr name="title" operation="update" type="string"><value operation="add">Chair</value><value operation="delete">Buyer</value></attr>
            <attr name="city" operation="delete"/>
            <dn-attr name="manager" operation="replace"><dn-value><dn>CN={62}</dn></dn-value></dn-attr>
           </delta>
          </unapplied-export>
          <unapplied-export-hologram>
           <entry dn="CN={61}"><primary-objectclass>user</primary-objectclass>
            <attr name="title"><value>Chair</value></attr>
            <attr name="thumbnailPhoto"><value encoding="base64">AAEC</value></attr>
           </entry>
          </unapplied-export-hologram>
         </cs-object>
         <cs-object cs-dn="CN={63}" id="{2}" object-type="group"><unapplied-export><delta operation="delete" dn="CN={63}"/></unapplied-export></cs-object>
         <cs-object cs-dn="CN={64}" id="{3}" object-type="user"/>
        </cs-objects>
        """

    private func read(_ text: String) throws -> SpaceExport { try SpaceExport.read(Array(text.utf8)) }

    @Test("what is sent and what the object should become are read; objects without a pending export are passed over")
    func reading() throws {
        let export = try read(Self.text)
        #expect(export.objects.map(\.dn) == ["CN={61}", "CN={63}"])
        let user = try #require(export.objects.first)
        #expect(user.operation == "update" && user.objectClass == "user")
        let title = try #require(user.changes.first { $0.name == "title" })
        #expect(!title.replaces && title.values.map(\.isRemoved) == [false, true])
        let city = try #require(user.changes.first { $0.name == "city" })
        #expect(city.replaces && city.values.isEmpty)
        #expect(user.changes.first { $0.name == "manager" }?.values.map(\.bytes) == [Array("CN={62}".utf8)])
        #expect(user.desired?["thumbnailPhoto"] == [[0, 1, 2]])
        #expect(export.objects.last?.operation == "delete")
    }

    @Test(
        "a file that is damaged, or something else, is refused",
        arguments: [
            String(Self.text.dropLast(20)), "<cs-objects><cs-object></cs-object>", "<other/>", "",
            Self.text.replacing("operation=\"update\" dn", with: "operation=\"explode\" dn"),
            Self.text.replacing("CN={63}", with: "CN={61}"), Self.text.replacing("AAEC", with: "A!"),
            Self.text.replacing("<attr name=\"city\"", with: "<attr"), "<cs-objects><x/></cs-objects>",
        ]
    )
    func damaged(_ text: String) { #expect(throws: MarkupError.self) { try read(text) } }

    @Test("no cut of a file is read as a smaller one", arguments: SeededGenerator.seeds(40))
    func cuts(_ seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let bytes = Array(Self.text.utf8)
        let cut = chance.number(below: bytes.count - 1)
        #expect(throws: MarkupError.self) { try SpaceExport.read(Array(bytes.prefix(cut))) }
    }

    @Test("what is written is read again as it was", arguments: SeededGenerator.seeds(60))
    func roundTrip(_ seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let pieces = ["a", "<", "&", "\"", "é", " ", "\u{0}", "\n", "]]>", "😀", "\u{7F}"]
        func bytes() -> [UInt8] {
            guard chance.number(below: 4) > 0 else { return chance.bytes(atMost: 12) + [0xFF] }
            return Array(
                (0..<(1 + chance.number(below: 6))).map { _ in pieces[chance.number(below: pieces.count)] }.joined()
                    .utf8
            )
        }
        let objects = (0..<(1 + chance.number(below: 4))).map { number in
            let operation = ["add", "update", "delete"][chance.number(below: 3)]
            let changes = (0..<chance.number(below: 4)).map { place in
                let replaces = operation != "update"
                return SpaceExport.Change(
                    name: "a\(place)",
                    replaces: replaces,
                    values: (0..<(1 + chance.number(below: 3))).map { _ in
                        SpaceExport.Value(bytes(), isRemoved: !replaces && chance.number(below: 2) == 0)
                    }
                )
            }
            return SpaceExport.Object(
                id: "{\(number)}",
                dn: "CN={6\(number)}",
                objectClass: "user",
                operation: operation,
                changes: changes,
                desired: operation == "delete" ? nil : ["b": [bytes()], "c": [bytes(), bytes()]]
            )
        }
        let export = SpaceExport(objects: objects)
        #expect(try read(SpaceExportWriter.write(export)) == export)
    }
}
