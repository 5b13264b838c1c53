import Directory
import Testing

@testable import DirectorySchema

@Suite("What a class allows in the end")
struct ClassClosureTests {
    private let schema = SchemaFixture.snapshot([
        SchemaFixture.objectClass("person", must: ["cn"], may: ["sn"]),
        SchemaFixture.objectClass("organizationalPerson", under: "person", may: ["title"]),
        SchemaFixture.objectClass("user", under: "organizationalPerson", with: ["mailRecipient"], may: ["mail"]),
        SchemaFixture.objectClass("computer", under: "user"),
        SchemaFixture.objectClass("mailRecipient", .auxiliary, with: ["deep"], may: ["mailNickname", "title"]),
        SchemaFixture.objectClass("deep", .auxiliary, must: ["sn"], may: ["depth"]),
    ])

    @Test("the chain is whole, though an auxiliary class has the same top")
    func chain() throws {
        let closure = try #require(ClassClosure(of: "computer", in: schema))
        #expect(closure.chain == ["computer", "user", "organizationalPerson", "person", "top"])
        #expect(closure.auxiliaries == ["mailRecipient", "deep"])
        #expect(closure.missing.isEmpty)
    }

    @Test(
        "attributes come from the class, its superiors, its auxiliaries and theirs",
        arguments: [
            ("mail", "user", false), ("title", "organizationalPerson", false), ("mailNickname", "mailRecipient", false),
            ("depth", "deep", false), ("objectClass", "top", true),
            // Allowed by person, demanded by the auxiliary: demanded.
            ("sn", "deep", true),
        ] as [(AttributeName, AttributeName, Bool)]
    )
    func allowances(_ attribute: AttributeName, _ through: AttributeName, _ isRequired: Bool) throws {
        let closure = try #require(ClassClosure(of: "user", in: schema))
        let allowance = try #require(closure.attributes[attribute])
        #expect(allowance.through == through)
        #expect(allowance.isRequired == isRequired)
    }

    @Test("what is not allowed is not, and what is not defined is named")
    func absent() throws {
        #expect(try #require(ClassClosure(of: "person", in: schema)).allows("mail") == false)
        #expect(ClassClosure(of: "nothing", in: schema) == nil)
        let broken = SchemaFixture.snapshot([SchemaFixture.objectClass("a", under: "b", with: ["c"])])
        #expect(try Set(#require(ClassClosure(of: "a", in: broken)).missing) == ["b", "c"])
    }

    @Test("a circle ends where it closes")
    func circle() throws {
        let schema = SchemaFixture.snapshot([
            SchemaFixture.objectClass("a", under: "b", with: ["a"]),
            SchemaFixture.objectClass("b", under: "a", with: ["a"]),
        ])
        #expect(try #require(ClassClosure(of: "a", in: schema)).chain == ["a", "b"])
    }

    @Test(
        "an entry's class is the lowest structural one, whatever the order",
        arguments: [
            (["top", "person", "organizationalPerson", "user"], "user"),
            (["user", "organizationalPerson", "person", "top"], "user"),
            (["USER", "computer", "top", "mailRecipient"], "computer"), (["top", "mailRecipient"], nil), ([], nil),
        ] as [([String], AttributeName?)]
    )
    func classify(_ values: [String], _ expected: AttributeName?) {
        let slices = values.map { Array($0.utf8)[...] }
        #expect(EntryClassifier(schema).objectClass(of: slices) == expected)
    }
}
