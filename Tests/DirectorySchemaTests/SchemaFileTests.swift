import Directory
import Foundation
import TestSupport
import Testing

@testable import DirectorySchema

@Suite("A schema is read from files")
struct SchemaFileTests {
    @Test("one schema in the dialects of several servers is one schema", arguments: SchemaFileFixture.names)
    func dialects(_ name: String) throws {
        let first = try SchemaFileFixture.document(try SchemaFileFixture.bytes("grove.schema")).snapshot
        let document = try SchemaFileFixture.document(try SchemaFileFixture.bytes(name))
        #expect(document.snapshot.unreadable.isEmpty && document.problems.isEmpty)
        #expect(document.snapshot.attributes.count == 5 && document.snapshot.classes.count == 3)
        #expect(SchemaDiff(from: first, to: document.snapshot).changes.isEmpty)
        #expect(SchemaDiff(from: document.snapshot, to: first).changes.isEmpty)
        let tree = try #require(ClassClosure(of: "tree", in: document.snapshot))
        #expect(Set(tree.attributes.keys.map(\.folded)).isSuperset(of: ["growsnextto", "treeheight", "latinspecies"]))
    }

    @Test("what is printed is read again as the same", arguments: SchemaFileFixture.names)
    func roundTrip(_ name: String) throws {
        let first = try SchemaFileFixture.document(try SchemaFileFixture.bytes(name)).snapshot
        let printed = LDIFWriter.write(SchemaPrinter.records(first)) + "\n"
        let second = try SchemaFileFixture.document(printed).snapshot
        #expect(second.unreadable.isEmpty)
        // What was inherited is said by the definition itself now.
        #expect(second.attributes == first.attributes && second.classes == first.classes)
        #expect(second.supporting == first.supporting && second.objectVersion == first.objectVersion)
    }

    /// A file that ends between two lines may be whole: no reader can tell.
    ///
    /// Everything else is noticed.
    @Test("a connector's schema is the same schema, but for the class above all others, and every cut is an error")
    func connector() throws {
        let bytes = try SchemaFileFixture.bytes("grove.connector.xml")
        let document = try SchemaFileFixture.document(bytes)
        let other = try SchemaFileFixture.document(try SchemaFileFixture.bytes("grove.ad.ldif")).snapshot
        let diff = SchemaDiff(from: document.snapshot, to: other)
        #expect(diff.changes.map { "\($0.action) \($0.name)" } == ["removed top"])
        #expect(document.snapshot.unreadable.isEmpty && document.problems.isEmpty && document.definitionCount == 9)
        for length in 0..<bytes.count - 1 {
            #expect(throws: SchemaFileError.self) { try SchemaFileFixture.document(Array(bytes[..<length])) }
        }
    }

    @Test("a file that was cut inside of a line is never read as a smaller schema", arguments: SchemaFileFixture.names)
    func truncation(_ name: String) throws {
        let bytes = try SchemaFileFixture.bytes(name)
        let whole = try SchemaFileFixture.document(bytes).snapshot
        for length in 0..<bytes.count where length == 0 || bytes[length - 1] != 0x0A {
            guard let document = try? SchemaFileFixture.document(Array(bytes[..<length])) else { continue }
            let isNoticed = document.isCutOff || !document.snapshot.unreadable.isEmpty
            #expect(isNoticed || document.snapshot == whole, "cut at \(length)")
        }
    }

    @Test(
        "a dump that says how long it is, or that it goes on, is known to be cut",
        arguments: [
            (
                "# extended LDIF\n#\n# LDAPv3\n\n@\n# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 2\n# numEntries: 1\n",
                false
            ),
            ("# extended LDIF\n#\n# LDAPv3\n\n@\n# search result\n", true), ("# extended LDIF\n\n@\n", true),
            ("@\n# numEntries: 2\n", true), ("@\n# numEntries: 1\n", false), ("@\n", false),
        ]
    )
    func announced(_ frame: String, _ isCut: Bool) throws {
        let entry = "dn: cn=schema\nattributeTypes: ( 1.2.1 NAME 'a' )\n"
        let document = try SchemaFileFixture.document(frame.replacing("@", with: entry))
        #expect(document.isCutOff == isCut, "\(document.problems)")
    }

    @Test("a last record that is not ended as the others are leaves a doubt")
    func openEnd() throws {
        let record = "dn: CN=A,CN=Schema,CN=Configuration,DC=X\nobjectClass: attributeSchema\nlDAPDisplayName: a\n"
        #expect(try SchemaFileFixture.document(record + "\n" + record).isOpen)
        #expect(!(try SchemaFileFixture.document(record + "\n" + record + "\n")).isOpen)
        #expect(!(try SchemaFileFixture.document(record)).isOpen, "nothing says how this file ends its records")
    }

    @Test("changes of an Active Directory schema are applied to their base")
    func changes() throws {
        let base = """
            dn: CN=Schema,CN=Configuration,DC=corp,DC=example
            objectClass: dMD
            objectVersion: 47

            dn: CN=Bark,CN=Schema,CN=Configuration,DC=corp,DC=example
            objectClass: attributeSchema
            lDAPDisplayName: bark
            attributeID: 1.2.3.1
            attributeSyntax: 2.5.5.12
            oMSyntax: 64
            isSingleValued: TRUE
            rangeUpper: 64

            dn: CN=Leaf,CN=Schema,CN=Configuration,DC=corp,DC=example
            objectClass: attributeSchema
            lDAPDisplayName: leaf
            attributeID: 1.2.3.2
            attributeSyntax: 2.5.5.12
            oMSyntax: 64
            isSingleValued: TRUE

            dn: CN=Tree,CN=Schema,CN=Configuration,DC=corp,DC=example
            objectClass: classSchema
            lDAPDisplayName: tree
            governsID: 1.2.3.3
            objectClassCategory: 1
            subClassOf: top
            mayContain: leaf

            """
        let script = """
            dn: CN=Bark,CN=Schema,CN=Configuration,DC=X
            changetype: ntdsSchemaModify
            replace: rangeUpper
            rangeUpper: 128
            -
            add: searchFlags
            searchFlags: 1
            -

            dn: CN=Tree,<SchemaContainerDN>
            changetype: modify
            add: mayContain
            mayContain: 1.2.3.1
            -
            delete: mayContain
            mayContain: LEAF
            -

            dn: CN=Leaf,CN=Schema,CN=Configuration,DC=X
            changetype: ntdsSchemaModRdn
            newrdn: CN=Old-Leaf
            deleteoldrdn: 1

            dn: CN=Old-Leaf,CN=Schema,CN=Configuration,DC=X
            changetype: modify
            replace: isDefunct
            isDefunct: TRUE
            -

            dn: CN=Schema,CN=Configuration,DC=X
            changetype: ntdsSchemaModify
            replace: objectVersion
            objectVersion: 88
            -

            dn: CN=Root,CN=Schema,CN=Configuration,DC=X
            changetype: modify
            add: mayContain
            mayContain: bark
            -

            dn: CN=Somebody,CN=Users,DC=X
            changetype: modify
            replace: description
            description: no part of a schema
            -

            """
        let schema = try SchemaFileFixture.snapshot(base, script)
        let bark = try #require(schema.attribute("bark"))
        #expect(bark.rangeUpper == 128 && bark.searchFlags == 1)
        #expect(schema.objectClass("tree")?.may == ["bark"])
        #expect(schema.attribute("leaf")?.isDefunct == true)
        #expect(schema.objectVersion == 88)
        #expect(schema.unreadable.map(\.reason) == ["it changes an entry that is not there"])

        // A stored schema can be the base as well: its definitions are named by their cn there.
        var onto = SchemaAssembler(
            base: try SchemaFileFixture.snapshot(base.replacing("objectClass: a", with: "cn: X\nobjectClass: a"))
        )
        try onto.add(
            Array("dn: CN=Tree,CN=Schema,DC=X\nchangetype: modify\nadd: mayContain\nmayContain: bark\n-\n".utf8),
            name: "x"
        )
        #expect(onto.document().snapshot.objectClass("tree")?.may == ["bark", "leaf"])
    }

    @Test(
        "changes of a subschema take away and replace",
        arguments: [
            ("delete: attributeTypes\nattributeTypes: ( 1.2.1 NAME 'a' )\n-\n", ["b"]),
            (
                "delete: attributeTypes\nattributeTypes: ( 1.2.1 )\n-\nadd: attributeTypes\nattributeTypes: ( 1.2.1 NAME 'c' )\n-\n",
                ["b", "c"]
            ),
            ("replace: attributeTypes\nattributeTypes: ( 1.2.9 NAME 'z' )\n-\n", ["z"]),
        ]
    )
    func subschemaChanges(_ change: String, _ names: [String]) throws {
        let base = "dn: cn=schema\nattributeTypes: ( 1.2.1 NAME 'a' )\nattributeTypes: ( 1.2.2 NAME 'b' )\n\n"
        let schema = try SchemaFileFixture.snapshot(base, "dn: cn=schema\nchangetype: modify\n\(change)\n")
        #expect(schema.attributes.map(\.name.spelling) == names)
    }

    @Test("text of Windows is read: UTF-16 and UTF-8 with a mark, CR LF")
    func encodings() throws {
        let text = "dn: cn=schema\r\nattributeTypes: ( 1.2.1 NAME 'a' DESC 'für' )\r\n\r\n"
        var (little, big): ([UInt8], [UInt8]) = ([0xFF, 0xFE], [0xFE, 0xFF])
        for unit in text.utf16 {
            little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        for bytes in [Array(text.utf8), marked, little, big] {
            let document = try SchemaFileFixture.document(bytes)
            #expect(document.snapshot.attribute("a")?.summary == "für" && document.problems.isEmpty)
        }
    }

    private static func entry(_ number: Int) -> String {
        "dn: cn=a\(number)\nattributeTypes: ( 1.2.\(number) NAME 'a\(number)' )\n"
    }

    private static let joinedFiles: [(text: String, lines: [String])] = [
        (entry(1) + "\n" + entry(2) + "\n", []),
        (entry(1) + entry(2) + "\n", ["file, line 3"]),
        (
            entry(1) + "# a comment\n" + entry(2) + "dn:: Y249YTM=\nattributeTypes: ( 1.2.3 NAME 'a3' )\n",
            ["file, line 4", "file, line 6"]
        ),
        ("version: 1\n" + entry(1) + "\n# a comment\n" + entry(2), []),
        ("Prose.\n```\n" + entry(1) + "```\n```\n" + entry(2) + "```\n", []),
    ]

    @Test("a record without an empty line before it is read, and named with its line", arguments: joinedFiles)
    func joined(_ text: String, _ lines: [String]) throws {
        let document = try SchemaFileFixture.document(text)
        #expect(document.joined.map(\.place) == lines && document.problems.isEmpty)
        #expect(document.snapshot.attributes.count == max(2, lines.count + 1))
    }

    @Test("a page with fenced blocks is read as what stands in them")
    func fenced() throws {
        let page = "# Updates\nProse: all of it.\n```\ndn: cn=schema\nattributeTypes: ( 1.2.1 NAME 'a' )\n```\nMore.\n"
        let document = try SchemaFileFixture.document(page)
        #expect(document.snapshot.attributes.map(\.name) == ["a"] && document.problems.isEmpty)
    }

    @Test("what is no schema is refused in words", arguments: ["", "hello\nworld\n", "{\"a\": 1}\n", "\u{0}\u{1}\n"])
    func strangers(_ text: String) throws {
        let error = try #require(throws: SchemaFileError.self) { try SchemaFileFixture.document(text) }
        #expect(error.description.contains("no schema that Dryad knows"))
    }

    @Test("limits are said: a file, a definition; a hundred thousand definitions are none")
    func limits() throws {
        var assembler = SchemaAssembler()
        let large = [UInt8](repeating: 0x0A, count: SchemaAssembler.sizeLimit + 1)
        #expect(throws: SchemaFileError.self) { try assembler.add(large, name: "large") }
        let long = "attributetype ( 1.2.1 NAME 'a' DESC '\(String(repeating: "x", count: 1_000_000))' )\n"
        let unreadable = try SchemaFileFixture.document(long).snapshot.unreadable
        #expect(unreadable.map(\.reason) == ["it is longer than 524288 bytes"])
        var many = "dn: cn=schema\n"
        for number in 0..<100_000 { many += "attributeTypes: ( 1.2.\(number) NAME 'a\(number)' SYNTAX 1.2.3 )\n" }
        let document = try SchemaFileFixture.document(many + "\n")
        #expect(document.snapshot.attributes.count == 100_000 && document.definitionCount == 100_000)
    }

    @Test("of two definitions with one name the first stays, and the second is not lost")
    func contradictions() throws {
        let document = try SchemaFileFixture.document(
            """
            attributetype ( 1.2.1 NAME 'a' SINGLE-VALUE )
            attributetype ( 1.2.1 NAME 'a' DESC 'the same' SINGLE-VALUE )
            attributetype ( 1.2.2 NAME 'A' )

            """
        )
        #expect(document.snapshot.attributes.map(\.isSingleValued) == [true])
        #expect(document.snapshot.unreadable.map(\.isContradiction) == [true])
        #expect(document.snapshot.unreadable.first?.text.contains("1.2.2") == true)
    }
}
