import Directory
import Testing

@testable import DirectorySchema

@Suite("A schema is read from what servers show")
struct SchemaReaderTests {
    @Test("entries of Active Directory; OIDs in lists become the names that the schema gives them")
    func activeDirectory() throws {
        let snapshot = try #require(
            SchemaFixture.read([
                SchemaFixture.record("CN=Schema,CN=X", ["objectClass": "dMD", "objectVersion": "69"]),
                SchemaFixture.record(
                    "CN=Mail,CN=Schema,CN=X",
                    [
                        "objectClass": "attributeSchema", "lDAPDisplayName": "mail",
                        "attributeID": "0.9.2342.19200300.100.1.3",
                        "attributeSyntax": "2.5.5.12", "oMSyntax": "64", "isSingleValued": "TRUE", "rangeUpper": "256",
                        "searchFlags": "-1",
                    ]
                ),
                SchemaFixture.record(
                    "CN=User,CN=Schema,CN=X",
                    [
                        "objectClass": "top", "objectClass": "classSchema", "lDAPDisplayName": "user",
                        "governsID": "1.2.840.113556.1.5.9",
                        "objectClassCategory": "1", "subClassOf": "1.2.840.113556.1.5.9",
                        "systemMayContain": "0.9.2342.19200300.100.1.3", "mayContain": "MAIL",
                    ]
                ),
                SchemaFixture.record("CN=Somebody,CN=X", ["objectClass": "user", "lDAPDisplayName": "no part of it"]),
            ])
        )
        #expect(snapshot.objectVersion == 69)
        let mail = try #require(snapshot.attribute("MAIL"))
        #expect(mail.isSingleValued && mail.rangeUpper == 256 && mail.searchFlags == -1)
        #expect(try #require(snapshot.objectClass("user")).may == ["mail"])
        #expect(snapshot.unreadable.isEmpty)
    }

    @Test(
        "a definition that cannot be read is kept with its reason",
        arguments: [
            (["objectClass": "attributeSchema", "attributeSyntax": "2.5.5.12"], "it has no lDAPDisplayName"),
            (["objectClass": "attributeSchema", "lDAPDisplayName": "a"], "it has no attributeSyntax"),
            (
                ["objectClass": "attributeSchema", "lDAPDisplayName": "a", "attributeID": "1.x"],
                "its attributeID 1.x is not an OID"
            ),
            (
                ["objectClass": "classSchema", "lDAPDisplayName": "a", "objectClassCategory": "9"],
                "its objectClassCategory 9 means nothing"
            ),
        ] as [(KeyValuePairs<AttributeName, String>, String)]
    )
    func unreadable(_ values: KeyValuePairs<AttributeName, String>, _ reason: String) throws {
        let snapshot = try #require(SchemaFixture.read([SchemaFixture.record("CN=A,CN=Schema", values)]))
        #expect(snapshot.unreadable.map(\.reason) == [reason])
        #expect(snapshot.unreadable.first?.place == "CN=A,CN=Schema")
        #expect(snapshot.attributes.isEmpty && snapshot.classes.isEmpty)
    }

    @Test("the class above all others names itself, by its name or its OID", arguments: ["top", "2.5.6.0"])
    func ownSuperior(_ superior: String) throws {
        let snapshot = try #require(
            SchemaFixture.read([
                SchemaFixture.record(
                    "CN=Top,CN=Schema,CN=Configuration,DC=X",
                    [
                        "objectClass": "classSchema", "lDAPDisplayName": "top", "governsID": "2.5.6.0",
                        "objectClassCategory": "2", "subClassOf": superior,
                    ]
                )
            ])
        )
        #expect(try #require(snapshot.objectClass("top")).superior == nil)
    }

    @Test("definitions of RFC 4512, in the shapes that servers write them")
    func subschema() throws {
        let snapshot = SchemaFixture.subschema(
            attributeTypes: [
                "( 2.5.4.41 NAME 'name' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15{32768} )",
                "( 2.5.4.3 NAME ( 'cn' 'commonName' ) DESC 'it\\27s a name' SUP name X-ORDERED 'VALUES' )",
                "(2.5.4.4 SUP name NAME 'sn' SINGLE-VALUE)",
                "( oid-of-mine NAME 'mine' OBSOLETE )",
                "( 1.2.3 NAME 'broken",
            ],
            objectClasses: [
                "( 2.5.6.0 NAME 'top' ABSTRACT MUST objectClass )",
                "( 2.5.6.6 NAME 'person' SUP top STRUCTURAL MUST ( sn $ cn ) MAY ( description $ seeAlso ) )",
                "( 1.2.3.4 NAME 'extra' AUXILIARY )",
            ],
            contentRules: ["( 2.5.6.6 NAME 'personRule' AUX extra MAY mail )"]
        )
        let cn = try #require(snapshot.attribute("cn"))
        #expect(cn.aliases == ["commonName"])
        #expect(cn.syntax == snapshot.attribute("name")?.syntax && cn.syntax != nil)
        #expect(snapshot.attribute("name")?.rangeUpper == 32768)
        #expect(snapshot.attribute("sn")?.isSingleValued == true)
        #expect(snapshot.attribute("mine")?.isDefunct == true)
        let person = try #require(snapshot.objectClass("person"))
        #expect(person.must == ["cn", "sn"] && person.may == ["description", "seeAlso"])
        #expect(person.contentRule == ContentRule(auxiliaries: ["extra"], may: ["mail"]) && person.superior == "top")
        #expect(snapshot.objectClass("top")?.kind == .abstract && snapshot.objectClass("extra")?.kind == .auxiliary)
        #expect(snapshot.unreadable.map(\.place) == ["attributeTypes[4]"])
    }

    @Test("a first name is inherited from before a further one, wherever they stand", arguments: [false, true])
    func inheritance(_ isReversed: Bool) throws {
        let definitions = [
            "( 1.2.1 NAME ( 'shrub' 'species' ) EQUALITY caseExactMatch SYNTAX 1.3.1 )",
            "( 1.2.2 NAME 'species' EQUALITY caseIgnoreMatch SYNTAX 1.3.2 )", "( 1.2.3 NAME 'latin' SUP species )",
        ]
        let snapshot = SchemaFixture.subschema(
            attributeTypes: isReversed ? definitions.reversed() : definitions,
            objectClasses: []
        )
        let latin = try #require(snapshot.attribute("latin"))
        #expect(latin.syntax?.ldap == "1.3.2" && latin.matching?.equality == "caseIgnoreMatch")
    }

    @Test(
        "no text makes the reader fail otherwise than in words",
        arguments: [
            "", "(", "()", "( )", "( 1.2 NAME )", "( 1.2 NAME ( 'a' )", "( 1.2 MUST ( a $ ) )", "( 1.2 NAME 'a' ) )",
            "(1.2 'x' 'y')",
            "( 1.2 X-", "\u{0}", "( 1.2 DESC '\\' )", String(repeating: "(", count: 5000),
        ]
    )
    func hostile(_ text: String) {
        let snapshot = SchemaFixture.subschema(attributeTypes: [text], objectClasses: [text])
        #expect(snapshot.attributes.count + snapshot.classes.count + snapshot.unreadable.count == 2)
    }
}
